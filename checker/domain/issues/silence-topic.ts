import { msOf } from '../instant.ts';
import type { Reason } from '../reason.ts';
import type { Silence } from './about.ts';
import type { Facts } from './facts.ts';
import { type Matter, matterTopic, threadOf } from './matter.ts';
import { reasonIdentity } from './reason-identity.ts';
import type { IssueSettings } from './settings.ts';
import { silenceBody, silenceOverText, silenceTitle } from './silence-text.ts';
import type { Thread } from './thread.ts';
import type { Topic } from './topic.ts';

const KEY = 'monitor';

/** What there is to tell of the monitor itself; null when it sees and there is no issue that says otherwise. */
export function silenceTopic(
  facts: Facts,
  threads: readonly Thread[],
  settings: IssueSettings,
): Topic | null {
  const about = { kind: 'monitor' as const, key: KEY };
  const thread = threadOf(threads, about);
  const silence = silenceOf(facts, settings);
  if (!silence && !thread) return null;
  const matter: Matter | null = silence && {
    title: silenceTitle(silence),
    body: silenceBody(silence, facts),
    labels: ['puptime', 'monitor'],
    subjects: [KEY],
  };
  return matterTopic(about, thread, { matter, over: silenceOverText(facts), loud: true });
}

/** Whether, and since when, the monitor sees nothing. Before its first run there is nothing to miss. */
export function silenceOf(
  { now, newestRun, known, links }: Facts,
  { silentAfterMs }: IssueSettings,
): Silence | null {
  if (!newestRun) return null;
  const run = { id: newestRun.id, endedAt: newestRun.endedAt, url: links.run(newestRun.id) };
  const quiet = (since: string) => msOf(now) - msOf(since) >= silentAfterMs;
  if (quiet(newestRun.endedAt))
    return { is: 'no-run', since: newestRun.endedAt, newestRun: run, reasons: [] };
  const states = [...known.values()];
  if (states.length === 0 || states.some(({ verdict }) => verdict !== 'unknown')) return null;
  const seen =
    states
      .flatMap(({ lastGood }) => lastGood?.at ?? [])
      .sort()
      .at(-1) ?? null;
  const first = states.map(({ firstCheck }) => firstCheck).sort()[0] ?? newestRun.startedAt;
  return quiet(seen ?? first)
    ? {
        is: 'all-unknown',
        since: seen,
        newestRun: run,
        reasons: commonest(states.flatMap(({ reasons }) => reasons)),
      }
    : null;
}

/** One of each kind, the most frequent first, three at the most. */
function commonest(reasons: readonly Reason[]): Reason[] {
  const counts = new Map<string, { reason: Reason; count: number }>();
  for (const reason of reasons) {
    const known = counts.get(reasonIdentity(reason));
    if (known) known.count += 1;
    else counts.set(reasonIdentity(reason), { reason, count: 1 });
  }
  const ordered = [...counts.values()].sort((a, b) => b.count - a.count);
  return ordered.slice(0, 3).map(({ reason }) => reason);
}
