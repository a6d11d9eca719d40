import { plainText } from '../plain-text.ts';
import type { Site } from '../site.ts';
import { blockadeTopics } from './blockade-topics.ts';
import { certificateTopics } from './certificate-topics.ts';
import { driftTopics } from './drift-topics.ts';
import type { Facts } from './facts.ts';
import { withKey } from './marker.ts';
import { threadOf } from './matter.ts';
import { duplicateText } from './outage-comments.ts';
import { outageTopic } from './outage-topic.ts';
import { outagesOf, type ToldOutage } from './outages.ts';
import { type Moment, reconcile } from './reconcile.ts';
import type { IssueSettings } from './settings.ts';
import { silenceTopic } from './silence-topic.ts';
import type { Step } from './step.ts';
import type { Thread } from './thread.ts';
import { RANK } from './topic.ts';

/** What issues are planned from, beside what the ledger says. */
export interface IssuePlan {
  /** Issues of Puptime that are open, were closed not long ago, or are gone. */
  threads: readonly Thread[];
  /** Sites as they stand in `sites.json`, by id. */
  entries: ReadonlyMap<string, Site>;
  /** Incidents whose issue a person took away, by id; other topics by kind and key. */
  passed: ReadonlySet<string>;
  assignable: ReadonlySet<string>;
  settings: IssueSettings;
}

/** What is to be done, and which topics (by kind and key; outages apart) are over. */
export interface PlannedIssues {
  steps: Step[];
  ended: ReadonlySet<string>;
}

/**
 * All that is to be done to bring the issues in line with the ledger, the most important first. Nothing for issues that say what the
 * ledger says: to do it twice changes nothing.
 */
export function planIssues(facts: Facts, plan: IssuePlan): PlannedIssues {
  const { settings, entries, passed, assignable } = plan;
  const { threads, duplicates } = withoutDuplicates(plan.threads);
  const moment: Moment = { now: facts.now, settings, assignable };
  const outages = outagesOf(facts, threads, passed, settings);
  const silence = silenceTopic(facts, threads, settings);
  const topics = [
    ...(silence ? [silence] : []),
    ...blockadeTopics(facts, threads, settings),
    ...certificateTopics(facts, threads, settings),
    ...driftTopics(facts, threads, entries, settings),
  ];
  const steps = [
    ...outages.map((told) => reconcile(outageTopic(told, facts, settings), told.thread, moment)),
    ...topics
      .filter(({ kind, key }) => !passed.has(`${kind} ${key}`))
      .map((topic) => reconcile(topic, threadOf(threads, topic), moment)),
    ...vanished(threads, outages).map(vanishedStep),
    ...duplicates.map(({ thread, of }) => duplicateStep(thread, of)),
  ];
  return {
    steps: steps.flatMap((step) => step ?? []).sort((a, b) => a.rank - b.rank),
    ended: new Set(topics.filter(({ stands }) => !stands).map(({ kind, key }) => `${kind} ${key}`)),
  };
}

/** Open issues of which the record holds nothing any more: a late run, or a rebuild by other rules, made it tell another story. */
function vanished(threads: readonly Thread[], outages: readonly ToldOutage[]): Thread[] {
  const told = new Set(outages.map(({ thread }) => thread));
  return threads.filter(
    (thread) =>
      thread.marker.kind === 'outage' && thread.state === 'open' && thread.marker.open && !told.has(thread),
  );
}

function vanishedStep({ number, locked, title }: Thread): Step {
  const text =
    'The record tells of no such outage any more: runs that were recorded late, or better rules, have changed what follows from it. Nothing that was seen is lost.';
  return {
    why: `close #${number} “${plainText(title)}”, of which the record holds nothing any more`,
    rank: RANK.close,
    issue: number,
    writes: [
      ...(locked ? [] : [{ do: 'comment' as const, body: withKey(text, 'vanished') }]),
      { do: 'edit', state: 'closed', reason: 'not_planned' },
    ],
  };
}

interface Duplicate {
  thread: Thread;
  of: number;
}

/**
 * Of several issues about the same, as two runs at once may open them, the earliest counts. Of one that was closed long ago and a newer one
 * both count: the newer goes on.
 */
function withoutDuplicates(all: readonly Thread[]): { threads: Thread[]; duplicates: Duplicate[] } {
  const threads: Thread[] = [];
  const duplicates: Duplicate[] = [];
  const owners = new Map<string, Thread>();
  for (const thread of [...all].sort((a, b) => a.number - b.number)) {
    const { marker, state } = thread;
    const subjects = marker.kind === 'outage' ? marker.standing : [marker.key];
    const owner = subjects.map((subject) => owners.get(`${marker.kind} ${subject}`)).find((one) => one);
    const isDouble = owner && state === 'open' && owner.state === 'open' && marker.open;
    if (isDouble) {
      duplicates.push({ thread, of: owner.number });
      continue;
    }
    threads.push(thread);
    for (const subject of subjects) owners.set(`${marker.kind} ${subject}`, thread);
  }
  // What goes on is found first.
  return { threads: threads.sort((a, b) => order(a) - order(b) || b.number - a.number), duplicates };
}

function order({ state }: Thread): number {
  return state === 'open' ? 0 : state === 'closed' ? 1 : 2;
}

function duplicateStep({ number, locked, title }: Thread, of: number): Step {
  const body = withKey(duplicateText(of), `duplicate:${of}`);
  return {
    why: `close #${number} “${plainText(title)}”, which tells the same as #${of}`,
    rank: RANK.close,
    issue: number,
    writes: [
      ...(locked ? [] : [{ do: 'comment' as const, body }]),
      { do: 'edit', state: 'closed', reason: 'duplicate' },
    ],
  };
}
