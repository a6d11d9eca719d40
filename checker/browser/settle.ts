import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Probe } from '../domain/observation.ts';
import type { ResolvedExpectations } from '../domain/resolved-site.ts';
import { before, LATE } from './deadline.ts';
import { type PageFacts, readFacts } from './page-facts.ts';
import type { PageWatch } from './page-watch.ts';
import { probe, selectorsOf } from './probes.ts';

/** What a page looks like while it is still becoming itself. */
export interface Glimpse {
  facts: PageFacts;
  probes: Probe[];
  status: number | null;
  headers: Record<string, string>;
  finalUrl: string;
}

/** `ready`: all that is expected is there. `challenge`: it may solve itself. `waiting`: something is still missing. */
export type Readiness = 'ready' | 'challenge' | 'waiting';

export interface Settled {
  /** The last look; null when the page never answered a question. */
  glimpse: Glimpse | null;
  /** The page stopped answering questions: its scripts never end. */
  hung: boolean;
  readyMs: number | null;
  challengeMs: number;
}

/** Milliseconds. A page is given time only for a reason: one that has all it should is not waited for. */
const PATIENCE = {
  /** Without traffic: nothing more will come to a page that is ready. */
  quietReady: 120,
  /** Without traffic: nothing more will come to a page that lacks something, nor to an error page. */
  quietWaiting: 2_500,
  quietError: 750,
  /** A ready page whose load event does not come, or whose traffic does not end: a hanging advertisement. */
  afterReady: 5_000,
  afterReadyLoaded: 1_000,
  /** A page that lacks something, traffic or not. */
  waiting: 15_000,
  challenge: 15_000,
  /** For the answer to one question. */
  question: 10_000,
} as const;

/** Waits, within bounds, until a page is what it is going to be. */
export async function settle(
  page: Page,
  watch: PageWatch,
  expect: ResolvedExpectations,
  judge: (glimpse: Glimpse) => Readiness,
  signal: AbortSignal,
): Promise<Settled> {
  const began = watch.elapsed();
  let challengeSince: number | null = null;
  let challengeMs = 0;
  let readyMs: number | null = null;
  let newest: Glimpse | null = null;
  let hung = false;
  while (!signal.aborted && !watch.crashed) {
    const now = watch.elapsed();
    const glimpse = await look(page, watch, expect);
    hung = glimpse === 'hangs';
    if (glimpse === 'hangs') break;
    if (glimpse !== 'navigating') newest = glimpse;
    const readiness = glimpse === 'navigating' ? 'waiting' : judge(glimpse);
    if (readiness === 'challenge') challengeSince ??= now;
    if (challengeSince !== null && readiness !== 'challenge' && glimpse !== 'navigating') {
      challengeMs += now - challengeSince;
      challengeSince = null;
    }
    if (readiness === 'ready') {
      readyMs = now;
      await untilQuiet(watch, signal);
      // What came in the meantime counts: this is the page that is judged and pictured.
      const last = await look(page, watch, expect);
      hung = last === 'hangs';
      if (typeof last === 'string') break;
      newest = last;
      if (judge(last) === 'ready') break;
      continue;
    }
    if (challengeSince !== null && now - challengeSince > PATIENCE.challenge) break;
    if (challengeSince === null && now - began > PATIENCE.waiting) break;
    if (challengeSince === null && glimpse !== 'navigating' && watch.quietMs() > quietEnough(glimpse)) break;
    await sleep(200);
  }
  if (challengeSince !== null) challengeMs += watch.elapsed() - challengeSince;
  return { glimpse: newest, hung, readyMs, challengeMs };
}

async function look(
  page: Page,
  watch: PageWatch,
  expect: ResolvedExpectations,
): Promise<Glimpse | 'navigating' | 'hangs'> {
  const question = async (): Promise<Glimpse> => {
    const facts = await readFacts(page, selectorsOf(expect));
    const probes = await probe(page, expect, facts);
    const answer = watch.answer();
    return {
      facts,
      probes,
      status: answer?.status() ?? null,
      headers: answer?.headers() ?? {},
      finalUrl: page.url(),
    };
  };
  try {
    const glimpse = await before(PATIENCE.question, question());
    return glimpse === LATE ? 'hangs' : glimpse;
  } catch (error) {
    // The page went elsewhere under the question, as a solved challenge does; a page that is gone says so in `crashed`.
    if (error instanceof Error && /navigat|context was destroyed|closed|crashed/i.test(error.message))
      return 'navigating';
    throw error;
  }
}

async function untilQuiet(watch: PageWatch, signal: AbortSignal): Promise<void> {
  const began = watch.elapsed();
  while (!signal.aborted && !watch.crashed) {
    if (watch.load !== null && watch.quietMs() >= PATIENCE.quietReady) return;
    const waited = watch.elapsed() - began;
    if (waited > (watch.load === null ? PATIENCE.afterReady : PATIENCE.afterReadyLoaded)) return;
    await sleep(30);
  }
}

function quietEnough(glimpse: Glimpse): number {
  return (glimpse.status ?? 200) >= 400 ? PATIENCE.quietError : PATIENCE.quietWaiting;
}
