import { expiryOf, TAGS } from './instance-name.ts';
import type { InstanceFacts, LightsailApi } from './lightsail-api.ts';
import { LightsailError } from './lightsail-error.ts';
import { removeInstance } from './remove-instance.ts';

/** What becomes of an instance of ours, and why. */
export interface ReapDecision {
  instance: InstanceFacts;
  reap: boolean;
  why: string;
}

/**
 * Which instances of this repository are to go: expired by their tag, or older than `olderThanMs`. Instances without our tag are
 * not even mentioned. Pure.
 */
export function decideReap(
  instances: readonly InstanceFacts[],
  repository: string,
  now: Date,
  olderThanMs: number,
): ReapDecision[] {
  return instances
    .filter(({ tags }) => tags[TAGS.repository] === repository)
    .map((instance) => {
      const expires = expiryOf(instance.tags);
      const age = instance.createdAt ? now.getTime() - instance.createdAt.getTime() : null;
      const minutes = age === null ? 'unknown' : `${Math.round(age / 60_000)} min`;
      if (expires && expires <= now)
        return { instance, reap: true, why: `expired at ${expires.toISOString()}` };
      if (age !== null && age >= olderThanMs) return { instance, reap: true, why: `${minutes} old` };
      if (age === null && expires === null)
        return { instance, reap: true, why: 'neither an age nor an expiry can be read' };
      return { instance, reap: false, why: `${minutes} old, expires ${expires?.toISOString() ?? 'never'}` };
    });
}

/** What was done in one region. */
export interface ReapReport {
  region: string;
  decisions: ReapDecision[];
  /** Names of what was removed, and what could not be, with the reason. */
  removed: string[];
  failed: { name: string; reason: string }[];
  /** Why the region could not be looked at. */
  error: string | null;
}

/** Removes what is to go in one region. Nothing in it stops the others: a failure is part of the report. */
export async function reapRegion(
  api: LightsailApi,
  {
    repository,
    olderThanMs,
    dryRun,
    now,
  }: { repository: string; olderThanMs: number; dryRun: boolean; now(): Date },
): Promise<ReapReport> {
  const report: ReapReport = { region: api.region, decisions: [], removed: [], failed: [], error: null };
  try {
    report.decisions = decideReap(await api.list(), repository, now(), olderThanMs);
  } catch (error) {
    if (!(error instanceof LightsailError)) throw error;
    return { ...report, error: error.message };
  }
  for (const { instance, reap } of report.decisions) {
    if (!reap || dryRun) continue;
    try {
      await removeInstance(api, instance.name, { now });
      report.removed.push(instance.name);
    } catch (error) {
      if (!(error instanceof LightsailError)) throw error;
      report.failed.push({ name: instance.name, reason: error.message });
    }
  }
  return report;
}
