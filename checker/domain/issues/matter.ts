import { markdown } from './escaping.ts';
import type { IssueKind } from './marker.ts';
import type { Thread } from './thread.ts';
import { type News, RANK, type Topic } from './topic.ts';

/** Something to tell that is no outage: how it stands now. */
export interface Matter {
  title: string;
  body: string;
  labels: readonly string[];
  owners?: readonly string[];
  /** What it tells of: ids of sites, a host. */
  subjects: readonly string[];
  news?: readonly News[];
  understood?: readonly string[];
}

/**
 * The topic of a matter: `matter` null when nothing of it stands, and `over` is what its issue is closed with. `loud`: watchers are to hear of
 * it at once.
 */
export function matterTopic(
  { kind, key }: { kind: IssueKind; key: string },
  thread: Thread | null,
  { matter, over, loud = false }: { matter: Matter | null; over: string; loud?: boolean },
): Topic {
  const marker = thread?.marker;
  const begins = matter !== null && marker !== undefined && marker.standing.length === 0;
  const falls = (marker?.falls ?? 1) + (begins ? 1 : 0);
  const again: News[] = begins
    ? [
        {
          key: `again:${falls}`,
          body: `**Again: ${markdown(matter.title)}.**`,
          rank: loud ? RANK.blind : RANK.upkeep,
        },
      ]
    : [];
  return {
    kind,
    key,
    stands: matter !== null,
    title: matter?.title ?? marker?.title ?? '',
    // What it was about is still to be read when it is over.
    body: () => matter?.body ?? marker?.text ?? '',
    labels: matter?.labels ?? [],
    owners: matter?.owners ?? [],
    standing: matter?.subjects ?? [],
    over: matter ? [] : [...new Set([...(marker?.over ?? []), ...(marker?.standing ?? [])])],
    fresh: begins ? matter.subjects : [],
    falls,
    news: [...again, ...(matter?.news ?? [])],
    understood: matter?.understood ?? [],
    closing: { body: over, reason: 'completed' },
    quiet: !loud,
  };
}

/** The issue that tells of a matter; the open or else the newest one comes first in `threads`. */
export function threadOf(
  threads: readonly Thread[],
  { kind, key }: { kind: IssueKind; key: string },
): Thread | null {
  return threads.find(({ marker }) => marker.kind === kind && marker.key === key) ?? null;
}
