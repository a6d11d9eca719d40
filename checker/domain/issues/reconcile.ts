import { msOf } from '../instant.ts';
import { plainText } from '../plain-text.ts';
import { type Marker, withKey, withMarker } from './marker.ts';
import type { IssueSettings } from './settings.ts';
import type { Step, Write } from './step.ts';
import type { Thread } from './thread.ts';
import { type News, RANK, type Topic } from './topic.ts';

/** So many keys of what was told are remembered in an issue. */
const MOST_TOLD = 200;

/** What a step depends on beside topic and thread. */
export interface Moment {
  /** UTC. */
  now: string;
  settings: IssueSettings;
  /** Logins that can be assigned. */
  assignable: ReadonlySet<string>;
}

/**
 * What is to be done so that an issue says what there is to tell; null: nothing. What a person did with the issue (closed, reopened or
 * renamed it, changed its text, locked it) stands until something new begins.
 */
export function reconcile(topic: Topic, thread: Thread | null, moment: Moment): Step | null {
  if (!thread) return topic.stands ? opening(topic, moment) : null;
  if (thread.state === 'gone') return null;
  if (topic.stands)
    return thread.state === 'open' ? telling(topic, thread, moment) : reopening(topic, thread, moment);
  if (thread.state === 'closed') return settling(topic, thread, moment);
  // Closed by Puptime, and opened again by a person.
  if (!thread.marker.open) return null;
  return closing(topic, thread, moment);
}

function opening(topic: Topic, moment: Moment): Step {
  const assignees = topic.owners.filter((owner) => moment.assignable.has(owner));
  const told = [...topic.news.map(({ key }) => key), ...topic.understood];
  return {
    why: `open “${topic.title}”`,
    rank: topic.kind === 'monitor' ? RANK.blind : topic.quiet ? RANK.upkeep : RANK.open,
    issue: null,
    title: topic.title,
    body: withMarker(
      topic.body(assignees),
      markerOf(topic, moment, { open: true, title: topic.title, told }),
    ),
    labels: topic.labels,
    owners: topic.owners,
    assignees,
  };
}

/** The issue is open, and so it should be. */
function telling(topic: Topic, thread: Thread, moment: Moment): Step | null {
  const { marker } = thread;
  const news = untold(topic, thread);
  const changed =
    topic.fresh.length > 0 ||
    !marker.open ||
    differ(topic.standing, marker.standing) ||
    differ(topic.over, marker.over);
  const stale = msOf(moment.now) - msOf(marker.live) >= moment.settings.liveEveryMs;
  if (news.length === 0 && !changed && !(stale && !marker.edited)) return null;
  const edit = editOf(topic, thread, moment, {
    changed,
    told: [...told(thread), ...news.map(({ key }) => key)],
  });
  const labels = changed && topic.fresh.length > 0 ? { labels: topic.labels } : {};
  const what =
    news.length > 0
      ? `comment on (${words(news)})`
      : changed
        ? 'bring up to date'
        : 'bring the figures up to date of';
  return {
    why: `${what} ${named(thread)}`,
    rank: Math.min(RANK.live, ...news.map(({ rank }) => rank), ...(changed ? [RANK.news] : [])),
    issue: thread.number,
    writes: [...comments(news, thread), { ...edit, ...labels }],
  };
}

function reopening(topic: Topic, thread: Thread, moment: Moment): Step | null {
  const byPerson = thread.marker.open;
  if (byPerson && topic.fresh.length === 0) return null;
  const news = untold(topic, thread);
  const edit = editOf(topic, thread, moment, {
    changed: true,
    told: [...topic.understood, ...news.map(({ key }) => key)],
  });
  return {
    why: `reopen ${named(thread)}`,
    rank: topic.quiet ? RANK.upkeep : RANK.again,
    issue: thread.number,
    writes: [{ ...edit, state: 'open', labels: topic.labels }, ...comments(news, thread)],
  };
}

function closing(topic: Topic, thread: Thread, moment: Moment): Step {
  const key = `closed:${topic.falls}:${topic.key}`.replace(/[^A-Za-z0-9:._-]+/g, '-');
  const news: News[] = [{ key, body: topic.closing.body, rank: RANK.close }];
  const unsaid = news.filter((one) => !thread.said.has(one.key));
  const edit = editOf(topic, thread, moment, { changed: true, told: told(thread) });
  return {
    why: `close ${named(thread)}`,
    rank: topic.quiet ? RANK.upkeep : RANK.close,
    issue: thread.number,
    writes: [...comments(unsaid, thread), { ...edit, state: 'closed', reason: topic.closing.reason }],
  };
}

/** A person closed the issue before it was over: its body tells how it went on, and nobody is disturbed. */
function settling(topic: Topic, thread: Thread, moment: Moment): Step | null {
  if (!thread.marker.open) return null;
  return {
    why: `note in ${named(thread)}, which a person closed, that it is over`,
    rank: RANK.live,
    issue: thread.number,
    writes: [editOf(topic, thread, moment, { changed: true, told: told(thread) })],
  };
}

function editOf(
  topic: Topic,
  thread: Thread,
  moment: Moment,
  { changed, told }: { changed: boolean; told: readonly string[] },
): Extract<Write, { do: 'edit' }> {
  const byPerson = thread.title !== thread.marker.title;
  const retitle = changed && thread.title !== topic.title && (!byPerson || topic.fresh.length > 0);
  const title = retitle ? topic.title : thread.marker.title;
  const marker = markerOf(topic, moment, { open: topic.stands, title, told });
  return {
    do: 'edit',
    ...(retitle ? { title } : {}),
    body: withMarker(topic.body(thread.assignees), marker),
  };
}

function markerOf(
  topic: Topic,
  { now }: Moment,
  { open, title, told }: { open: boolean; title: string; told: readonly string[] },
): Marker {
  const { kind, key, falls } = topic;
  return {
    version: 1,
    kind,
    key,
    open,
    title,
    standing: [...topic.standing],
    over: [...topic.over],
    told: [...new Set(told)].slice(-MOST_TOLD),
    falls,
    live: now,
  };
}

function untold(topic: Topic, thread: Thread): News[] {
  const known = new Set([...thread.marker.told, ...thread.said]);
  return topic.news.filter(({ key }) => !known.has(key));
}

/** What was told by now, also by comments after which the body could not be changed. */
function told({ marker, said }: Thread): string[] {
  return [...marker.told, ...said];
}

/** None on a locked issue: whoever locked it wants silence. */
function comments(news: readonly News[], { locked }: Thread): Write[] {
  return locked ? [] : news.map(({ key, body }) => ({ do: 'comment', body: withKey(body, key) }));
}

function named({ number, title }: Thread): string {
  return `#${number} “${plainText(title)}”`;
}

function words(news: readonly News[]): string {
  return [...new Set(news.map(({ key }) => key.split(':')[0]))].join(', ');
}

function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length !== b.length || [...a].sort().join(' ') !== [...b].sort().join(' ');
}
