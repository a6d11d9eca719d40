import type { Thread } from './thread.ts';

/** A change of an issue: a writing request, or two where labels are added. */
export type Write =
  | { do: 'comment'; body: string }
  | {
      do: 'edit';
      title?: string;
      body?: string;
      state?: 'open' | 'closed';
      /** Why it is closed. */
      reason?: 'completed' | 'not_planned' | 'duplicate';
      /** Labels to be added. */
      labels?: readonly string[];
    };

/** What is to be done about one issue; done whole or left for the next run. */
export type Step = {
  /** In plain words for people: "open “Ohio: Track your ballot is down”". */
  why: string;
  /** What is done first: 0 before 1. */
  rank: number;
} & (
  | {
      issue: null;
      title: string;
      body: string;
      labels: readonly string[];
      /** All owners of what it tells of. */
      owners: readonly string[];
      /** Users to assign: owners who can be. */
      assignees: readonly string[];
    }
  | { issue: Thread['number']; writes: readonly Write[] }
);
