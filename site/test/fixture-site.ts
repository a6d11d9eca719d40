import type { ShownStatus, Status } from '../../checker/domain/status.ts';

/** One site of the fixture: what it is, what befell it. */
export interface FixtureSite {
  id: string;
  name: string;
  group: string;
  kind: string;
  status: ShownStatus;
  /** Earlier stretches that were not up: hours before the newest run at which each began and ended. */
  past: { status: Status; from: number; to: number }[];
  /** Hours before the newest run since when the present status holds. */
  sinceHours: number;
}

export const GROUPS = {
  AL: { name: 'Alabama', timeZone: 'America/Chicago' },
  AZ: { name: 'Arizona', timeZone: 'America/Phoenix' },
  CO: { name: 'Colorado', timeZone: 'America/Denver' },
  GA: { name: 'Georgia', timeZone: 'America/New_York' },
  MI: { name: 'Michigan', timeZone: 'America/Detroit' },
  NV: { name: 'Nevada', timeZone: 'America/Los_Angeles' },
  OH: { name: 'Ohio', timeZone: 'America/New_York' },
  PA: { name: 'Pennsylvania', timeZone: 'America/New_York' },
} as const;

export const KINDS = {
  register: { name: 'Register to vote' },
  'check-registration': { name: 'Check your registration' },
  'track-ballot': { name: 'Track your ballot' },
  'find-polling-place': { name: 'Find your polling place' },
} as const;

const DAY = 24;

/** What is not simply up among the sites, by index; the rest are up since the first check. */
const STORIES: Record<number, Partial<Pick<FixtureSite, 'status' | 'past' | 'sinceHours'>>> = {
  2: { status: 'down', sinceHours: 3.2, past: [{ status: 'down', from: 9 * DAY, to: 9 * DAY - 5 }] },
  4: { past: [{ status: 'degraded', from: 12 * DAY, to: 12 * DAY - 2 }] },
  5: { status: 'blocked', sinceHours: 6 * DAY, past: [{ status: 'blocked', from: 20 * DAY, to: 17 * DAY }] },
  7: { status: 'suspect', sinceHours: 0.1 },
  9: { status: 'degraded', sinceHours: 1.4, past: [{ status: 'down', from: 30 * DAY, to: 30 * DAY - 1 }] },
  11: { status: 'closed', sinceHours: 8, past: [{ status: 'closed', from: 7.4 * DAY, to: 7 * DAY }] },
  12: { past: [{ status: 'unknown', from: 16 * DAY, to: 13.5 * DAY }] },
  14: { status: 'unknown', sinceHours: 26 },
  16: { status: 'down', sinceHours: 26 },
  18: { past: [{ status: 'down', from: 2 * DAY, to: 2 * DAY - 0.7 }] },
};

/** `count` sites over the states and kinds; every twenty tell the same stories. */
export function fixtureSites(count: number): FixtureSite[] {
  const groups = Object.keys(GROUPS) as (keyof typeof GROUPS)[];
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / (groups.length * kinds.length));
    const group = groups[index % groups.length] ?? 'OH';
    const kind = kinds[Math.floor(index / groups.length) % kinds.length] ?? 'register';
    const suffix = round === 0 ? '' : `-${round + 1}`;
    return {
      id: `${group.toLowerCase()}-${kind}${suffix}`,
      name: KINDS[kind].name + (round === 0 ? '' : ` ${round + 1}`),
      group,
      kind,
      status: 'up',
      past: [],
      sinceHours: 40 * DAY,
      // Only the first twenty have stories, and one of fifty after them: most pages are well on most days.
      ...(index < 20 ? STORIES[index] : index % 50 === 0 ? STORIES[4] : {}),
    };
  });
}
