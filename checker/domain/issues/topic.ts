import type { IssueKind } from './marker.ts';

/** What there is to tell, as one issue. */
export interface Topic {
  kind: IssueKind;
  key: string;
  /** Whether something of it still stands; otherwise its issue is closed. */
  stands: boolean;
  title: string;
  /** `mentioned`: logins to mention. */
  body(mentioned: readonly string[]): string;
  labels: readonly string[];
  /** GitHub users to assign and mention. */
  owners: readonly string[];
  /** What it tells of: ids of incidents or sites. */
  standing: readonly string[];
  over: readonly string[];
  /** What began since the issue told of it last: it overrides what a person did with the issue. */
  fresh: readonly string[];
  falls: number;
  /** What a reader should be told once, in order. */
  news: readonly News[];
  /** Keys of what need not be told any more, since the body tells it. */
  understood: readonly string[];
  /** What is told when it is closed. */
  closing: { body: string; reason: 'completed' | 'not_planned' | 'duplicate' };
  /** Whether watchers are to hear of it; otherwise only the body is kept up to date. */
  quiet: boolean;
}

/** A comment. */
export interface News {
  /** Letters, digits and `:.-_`. */
  key: string;
  body: string;
  /** Of what weight: see `RANK`. */
  rank: number;
}

/** What is done first when not all can be done in one run. */
export const RANK = {
  blind: 0,
  open: 1,
  again: 2,
  close: 3,
  news: 4,
  still: 5,
  upkeep: 6,
  live: 7,
} as const;
