import type { KeptUpdate } from './issues-file.ts';
import type { FoundMarker } from './marker.ts';

/** An issue as it was found in the repository. */
export interface Thread {
  number: number;
  url: string;
  /** `gone`: deleted, or moved to another repository. */
  state: 'open' | 'closed' | 'gone';
  title: string;
  locked: boolean;
  /** As Puptime left it. */
  marker: FoundMarker;
  /** Keys of comments of Puptime's own that were seen there. */
  said: ReadonlySet<string>;
  closedAt: string | null;
  /** Logins of those it is assigned to. */
  assignees: readonly string[];
}

/** What a person with write access wrote on the issue of an outage. */
export type Update = KeptUpdate & { issue: Thread['number'] };
