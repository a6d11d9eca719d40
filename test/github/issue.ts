/** Why an issue is in its state, as the API says it. */
export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened';

export type LockReason = 'off-topic' | 'too heated' | 'resolved' | 'spam';

/** A comment of a thread. Times here and below: ISO 8601, UTC, whole seconds. */
export interface Comment {
  id: number;
  author: string;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export type EventKind =
  | 'closed'
  | 'reopened'
  | 'renamed'
  | 'labeled'
  | 'unlabeled'
  | 'assigned'
  | 'unassigned'
  | 'locked'
  | 'unlocked'
  | 'transferred'
  | 'deleted';

/** Something that happened to an issue beside its comments. */
export interface IssueEvent {
  /** From the same sequence as comments', so that both have one order. */
  id: number;
  at: string;
  by: string;
  kind: EventKind;
  /** The reason of a close or lock, the title before, the label, the assignee, or where it went. */
  detail: string;
}

/** Where an issue is when it is no longer in the repository. */
export type Gone = { to: 'nowhere' } | { to: 'repository'; repository: string; number: number };

/** An issue as the stand-in keeps it: tests may read it, and change it only through the API or a person's hands. */
export interface Issue {
  id: number;
  number: number;
  title: string;
  body: string | null;
  author: string;
  state: 'open' | 'closed';
  stateReason: StateReason | null;
  /** Names of labels of the repository. */
  labels: string[];
  /** Logins. */
  assignees: string[];
  locked: boolean;
  lockReason: LockReason | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  comments: Comment[];
  events: IssueEvent[];
  /** Null while it is here. */
  gone: Gone | null;
}

/** A mail that people who watch the repository, or take part in the issue, would get. Edits and labels send none. */
export interface Notification {
  at: string;
  kind: 'opened' | 'commented' | 'closed' | 'reopened';
  issue: number;
  title: string;
  by: string;
  /** What was written; empty for a change of state. */
  text: string;
}
