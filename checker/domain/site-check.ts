import { instantOf, later, msOf } from './instant.ts';
import type { VisitRef } from './ledger-files.ts';
import { own } from './own.ts';
import type { ClosedStretch, RunRecord, SiteResult } from './run-record.ts';
import type { Outcome } from './status.ts';

/** A visit as the ledger keeps it, with what its visible text was. */
export type CheckVisit = VisitRef & { text: string | null };

/** What one run adds to what is known of a site. */
export interface SiteCheck extends Pick<SiteResult, 'verdict' | 'confirmed' | 'reasons'> {
  /** At least one, in the order of time. */
  visits: [CheckVisit, ...CheckVisit[]];
  last: CheckVisit;
  /** Until when the verdict holds without a new check. */
  holdsUntil: string;
  closed: ClosedStretch[];
  confirmAfterMs: number;
  maxGapMs: number;
}

/**
 * A run's check of a site; null when it brings nothing new: the site was not visited, or only at or before `lastVisit`, as
 * happens where runs overlap. So the visits of a site are folded in the order of time, each once.
 */
export function siteCheck(run: RunRecord, site: string, lastVisit: string | null): SiteCheck | null {
  const result = own(run.results, site);
  if (!result) return null;
  const [first, ...rest] = result.visits
    .filter(({ at }) => lastVisit === null || at > lastVisit)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ route, at, ms, outcome, evidence, text }) => ({
      run: run.id,
      at,
      outcome,
      route: run.routes[route]?.name ?? `route ${route}`,
      ms,
      evidence,
      text,
    }));
  if (!first) return null;
  const last = rest.at(-1) ?? first;
  const { verdict, confirmed, reasons } = result;
  const closed = (result.closed ?? []).toSorted((a, b) => msOf(a.from) - msOf(b.from));
  const { confirmAfterMs, maxGapMs } = run.settings;
  const holdsUntil = instantOf(msOf(last.at) + maxGapMs);
  return {
    verdict,
    confirmed,
    reasons,
    visits: [first, ...rest],
    last,
    holdsUntil,
    closed,
    confirmAfterMs,
    maxGapMs,
  };
}

/** When a run ended, and never before a visit it made. */
export function endOf(run: RunRecord): string {
  let end = later(run.startedAt, run.endedAt);
  for (const { visits } of Object.values(run.results)) for (const { at } of visits) end = later(end, at);
  return end;
}

/** The visit without its text: as the ledger's files keep it. */
export function visitRef({ text: _, ...ref }: CheckVisit): VisitRef {
  return ref;
}

/** Whether an instant lies within one of the stretches. */
export function isWithin(stretches: readonly ClosedStretch[], at: string): boolean {
  return stretches.some(({ from, to }) => from <= at && at < to);
}

/** Whether the verdict says that the page did not serve voters. */
export type BadOutcome = Extract<Outcome, 'down' | 'blocked'>;
