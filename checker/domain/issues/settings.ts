import { durationMs } from '../duration.ts';
import type { IssueWishes } from '../sites-file.ts';

/** When issues are opened, commented and closed. Times in milliseconds. */
export interface IssueSettings {
  /** A page that falls again so soon after its issue was closed reopens it. */
  flapMs: number;
  /** How long a page must have blocked the monitor to be told. */
  blockedAfterMs: number;
  /** How long without a run, or without a page that could be looked at, until the monitor itself is told. */
  silentAfterMs: number;
  /** How long only the expected content must have been missing to be taken for a redesign. */
  redesignAfterMs: number;
  /** "Still down" is told so long after the first bad visit; after the last of them, at twice the time of the one before. */
  stillDownMs: readonly number[];
  /** Days before the end of a certificate at which it is told, the first first. */
  certificateDays: readonly number[];
  /** Incidents that began within so long of each other may have one cause. */
  causeWithinMs: number;
  /** Sites that must share a vendor or an error to be one issue; two that share host, address or certificate are one. */
  weakCauseSites: number;
  /** Issues opened in one run at the most. */
  mostOpened: number;
  /** Writing requests in one run at the most. */
  mostWrites: number;
  /** Live figures in a body are brought up to date so often. */
  liveEveryMs: number;
}

const HOUR = 3_600_000;

/** What is used unless a setting says otherwise. */
export const ISSUE_SETTINGS: Readonly<IssueSettings> = {
  flapMs: 2 * HOUR,
  blockedAfterMs: 24 * HOUR,
  silentAfterMs: 2 * HOUR,
  redesignAfterMs: 7 * 24 * HOUR,
  stillDownMs: [1, 6, 24, 72].map((hours) => hours * HOUR),
  certificateDays: [21, 7, 1],
  causeWithinMs: HOUR,
  weakCauseSites: 3,
  mostOpened: 5,
  mostWrites: 20,
  liveEveryMs: HOUR,
};

/** The settings of a `sites.json`. */
export function issueSettings(wishes: IssueWishes = {}): IssueSettings {
  const ms = (text: string | undefined, usual: number) => (text === undefined ? usual : durationMs(text));
  return {
    ...ISSUE_SETTINGS,
    flapMs: ms(wishes.flap, ISSUE_SETTINGS.flapMs),
    blockedAfterMs: ms(wishes.blockedAfter, ISSUE_SETTINGS.blockedAfterMs),
    silentAfterMs: ms(wishes.silentAfter, ISSUE_SETTINGS.silentAfterMs),
    redesignAfterMs: ms(wishes.redesignAfter, ISSUE_SETTINGS.redesignAfterMs),
    mostOpened: wishes.mostOpened ?? ISSUE_SETTINGS.mostOpened,
  };
}
