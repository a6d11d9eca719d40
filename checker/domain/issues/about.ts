import type { Reason } from '../reason.ts';
import type { ShownIncident, ShownSite, ShownVisit } from './shown.ts';

/** What every text of an issue may speak of and link to. */
export interface About {
  /** UTC. */
  now: string;
  /** Address of the public status site, with a slash at its end; null when there is none yet. */
  statusSite: string | null;
  /** `https://github.com/owner/name`. */
  repository: string;
}

/** Pages that one vendor, or of one group where the vendor is not known, has kept from the monitor for long. */
export interface Blockade {
  /** `vendor imperva` or `group OH`. */
  key: string;
  /** As the vendor spells itself; null when it is not known. */
  vendor: string | null;
  groupName: string | null;
  incidents: readonly [ShownIncident, ...ShownIncident[]];
}

/** A certificate that ends soon. */
export interface Certificate {
  host: string;
  subject: string;
  issuer: string;
  /** UTC. */
  validTo: string;
  /** When it was seen last. */
  seenAt: string;
  sites: readonly [ShownSite, ...ShownSite[]];
}

/** A page that is not where, or not what, `sites.json` says. */
export interface Drift {
  site: ShownSite;
  found:
    | { is: 'moved'; status: number; to: string; otherHost: boolean; seenAt: string }
    | { is: 'redesigned'; since: string; missing: readonly Reason[]; title: string | null; seen: ShownVisit };
  /** Lines of the site's entry in `sites.json` that change, as they stand there, and what to write in their place. */
  change: { before: readonly string[]; after: readonly string[] };
}

/** The monitor itself has gone blind. */
export interface Silence {
  is: 'no-run' | 'all-unknown';
  /** Since when nothing was seen; null: never was. */
  since: string | null;
  newestRun: { id: string; endedAt: string; url: string | null } | null;
  /** What the newest run gave as its reasons, most frequent first. */
  reasons: readonly Reason[];
}
