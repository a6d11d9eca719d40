import type { IssuesFile, KeptUpdate } from './issues-file.ts';
import { type Marker, markerIn } from './marker.ts';
import type { Step } from './step.ts';
import type { Thread, Update } from './thread.ts';

/** What a run learnt of the issues. */
export interface Learnt {
  threads: readonly Thread[];
  updates: readonly Update[];
  /** Steps that were done, with the number of their issue. */
  done: readonly { step: Step; issue: number }[];
  /** Topics that are over, by kind and key. */
  ended: ReadonlySet<string>;
}

/** What is to be kept of the issues from now on. */
export function rememberIssues(before: IssuesFile, { threads, updates, done, ended }: Learnt): IssuesFile {
  const incidents = { ...before.incidents };
  const topics = { ...before.topics };
  const note = (issue: number, marker: Marker | null) => {
    if (!marker) return;
    const { kind, key, open, standing, over } = marker;
    // Two runs at once may have opened two issues of it: the later one is closed as a duplicate.
    const first = (id: string) => Math.min(issue, incidents[id] ?? issue);
    if (kind === 'outage') for (const id of [...standing, ...over]) incidents[id] = first(id);
    else if (open) topics[`${kind} ${key}`] = issue;
    else delete topics[`${kind} ${key}`];
  };
  for (const { number, state, marker } of threads) if (state !== 'gone') note(number, marker);
  for (const { step, issue } of done) for (const body of bodiesOf(step)) note(issue, markerIn(body));
  for (const topic of ended) delete topics[topic];
  const lost = threads.filter(({ state }) => state === 'gone').map(({ number }) => number);
  const gone = [...new Set([...before.gone, ...lost])].sort((a, b) => a - b);
  return { version: 1, incidents, topics, gone, updates: withUpdates(before.updates, updates) };
}

/**
 * What must not be opened again, since a person took its issue away: incidents by id, other topics by kind and key. An issue that was closed
 * so long ago that it is not read any more counts as well.
 */
export function passedBy({ incidents, topics }: IssuesFile, threads: readonly Thread[]): Set<string> {
  const there = new Set(threads.filter(({ state }) => state !== 'gone').map(({ number }) => number));
  const entries = [...Object.entries(incidents), ...Object.entries(topics)];
  return new Set(entries.filter(([, issue]) => !there.has(issue)).map(([subject]) => subject));
}

function bodiesOf(step: Step): string[] {
  if (step.issue === null) return [step.body];
  return step.writes.flatMap((write) => (write.do === 'edit' ? (write.body ?? []) : []));
}

function withUpdates(
  before: IssuesFile['updates'],
  updates: readonly Update[],
): Record<string, KeptUpdate[]> {
  const kept: Record<string, KeptUpdate[]> = { ...before };
  for (const { issue, ...update } of updates) {
    const others = (kept[issue] ?? []).filter(({ id }) => id !== update.id);
    kept[issue] = [...others, update].sort((a, b) => a.id - b.id);
  }
  return kept;
}
