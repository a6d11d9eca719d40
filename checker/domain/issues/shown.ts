import type { Incident } from '../ledger-files.ts';
import type { Observation } from '../observation.ts';
import type { Reason } from '../reason.ts';
import type { Outcome } from '../status.ts';

/** A site as issues speak of it. */
export interface ShownSite {
  id: string;
  /** What the page is for: "Track your ballot". */
  name: string;
  url: string;
  /** Key and name of its group: `OH`, "Ohio". */
  group: string;
  groupName: string;
  kinds: readonly string[];
  /** GitHub users and teams, without the `@`. */
  owners: readonly string[];
  /** Address of its page on the public status site; null when that is not known. */
  page: string | null;
}

/** A visit with all that is at hand of it. */
export interface ShownVisit {
  at: string;
  outcome: Outcome;
  route: string;
  /** null: it left none, it was pruned, or it was not looked up. */
  observation: Observation | null;
  /** Public https address of the screenshot; null when there is none. */
  picture: string | null;
  /** Public address of the page's source as the browser had rendered it, served as plain text. */
  source: string | null;
  /** Address of the run's record or log. */
  run: string | null;
}

/** How an incident stands, as a reader of its issue should know it. */
export type Standing =
  | { is: 'down' }
  /** The page serves again. */
  | { is: 'over' }
  /** It blocks the monitor since: whether it serves voters can no longer be seen. */
  | { is: 'blocked'; since: string; vendor: string }
  /** An announced closure or maintenance: nothing to alert about. `until` null: not told. */
  | { is: 'closed'; reason: string; source: string; until: string | null }
  /** Maintainers corrected the record. */
  | { is: 'corrected'; why: string; by: string | null; source: string | null }
  /** The page is no longer monitored, or nobody could look any more. */
  | { is: 'ended' }
  /** The page is alive and only lacks the expected content, for a week: `upkeep` takes over. */
  | { is: 'redesigned' };

/** An incident with all that an issue tells of it. */
export interface ShownIncident extends Pick<Incident, 'id' | 'kind' | 'endedAt'> {
  site: ShownSite;
  /** With which it began, the deciding one first. */
  reasons: readonly Reason[];
  /** Those of the newest verdict while it is down; otherwise the same as `reasons`. */
  now: readonly Reason[];
  lastGood: ShownVisit | null;
  firstBad: ShownVisit;
  confirmedBy: ShownVisit;
  lastBad: ShownVisit;
  firstGood: ShownVisit | null;
  standing: Standing;
  /** Address of its page on the public status site; null when that is not known. */
  page: string | null;
}

/** What several incidents have in common. */
export interface Cause {
  is: 'host' | 'certificate' | 'address' | 'vendor' | 'error';
  /** In words, for the end of "all …": "at vote.example.gov", "behind Imperva", "answering 503". May hold text of a page. */
  words: string;
}
