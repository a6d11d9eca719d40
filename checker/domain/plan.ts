import { instantOf, msOf } from './instant.ts';
import { type KnownSite, knownSites } from './known-site.ts';
import type { StateFile } from './ledger-files.ts';
import type { ResolvedSite } from './resolved-site.ts';

/** Lengths of time of `sites.json`, in milliseconds. */
export interface PlanSettings {
  intervalMs: number;
  /** `backoff.down` */
  downMs: number;
  /** `backoff.blockedMost` */
  blockedMostMs: number;
}

/** What a run has to visit now, and when the other sites' turn comes. */
export interface Plan {
  due: string[];
  later: { id: string; at: string }[];
}

/** Share of a pause by which a check may come early: a clock is seconds fast, GitHub's minutes late the time before. */
const EARLY = 0.2;
/** Share of a blocked page's pause that chance takes away, so that such pages do not all come back at once. */
const JITTER = 0.2;

/**
 * Which sites are due at `now`: those never checked, and those whose pause since the last check is over. Pages that are down or
 * suspect are checked again after `downMs`, others after the interval; pages that block the monitor after a pause that doubles
 * with each blocked check. `random`: 0 ≤ n < 1, anew with each call.
 */
export function planRun(options: {
  sites: readonly Pick<ResolvedSite, 'id' | 'formerly'>[];
  state: StateFile;
  now: Date;
  settings: PlanSettings;
  random: () => number;
}): Plan {
  const { sites, state, now, settings, random } = options;
  const plan: Plan = { due: [], later: [] };
  const states = knownSites(state);
  for (const { id, formerly } of sites) {
    const known = [id, ...formerly].map((name) => states.get(name)).find((site) => site !== undefined);
    const at = known ? turnOf(known, state.newestRun?.startedAt, settings, random) : 0;
    if (at <= now.getTime()) plan.due.push(id);
    else plan.later.push({ id, at: instantOf(at) });
  }
  return plan;
}

/**
 * The sites of shard `i` of `n` (1 ≤ i ≤ n), in their order. A host belongs to one shard, whatever other sites there are: so
 * jobs that were given different lists neither miss a site nor visit one twice. Throws a RangeError for a shard that cannot be.
 */
export function shardOf<T extends { url: string }>(sites: readonly T[], i: number, n: number): T[] {
  if (!Number.isInteger(i) || !Number.isInteger(n) || i < 1 || i > n) {
    throw new RangeError(`no shard ${i} of ${n}: shards are counted from 1`);
  }
  return sites.filter(({ url }) => hash(new URL(url).host) % n === i - 1);
}

/**
 * When a site may be checked again, in milliseconds since 1970. A pause counts from the start of the run, not from the visit in the
 * midst of it: else a site visited late in one run would be skipped by the next.
 */
function turnOf(
  site: KnownSite,
  newestRun: string | undefined,
  settings: PlanSettings,
  random: () => number,
) {
  const lastCheck = site.lastVisit.at;
  const start = newestRun !== undefined && newestRun < lastCheck ? newestRun : lastCheck;
  return msOf(start) + Math.round(pauseOf(site, settings, random) * (1 - EARLY));
}

function pauseOf(
  { status, verdict, suspect, streak }: KnownSite,
  settings: PlanSettings,
  random: () => number,
) {
  const { intervalMs, downMs, blockedMostMs } = settings;
  // A closed page may well be down: that is no reason to ask for it more often.
  if (status === 'closed') return intervalMs;
  if (suspect || verdict === 'down') return Math.min(downMs, intervalMs);
  if (verdict !== 'blocked') return intervalMs;
  const doubled = Math.min(intervalMs * 2 ** Math.max(0, streak - 1), Math.max(blockedMostMs, intervalMs));
  return doubled * (1 - JITTER * random());
}

/** FNV-1a, 32 bits, with its bits mixed once more since only the lowest decide. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value ^ (value >>> 16)) >>> 0;
}
