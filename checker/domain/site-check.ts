import type { Look } from './capture-look.ts';
import { later, msOf } from './instant.ts';
import type { VisitRef } from './ledger-files.ts';
import { own } from './own.ts';
import type { ClosedStretch, RunRecord, SiteResult } from './run-record.ts';
import type { Outcome } from './status.ts';

/**
 * A visit as the ledger keeps it, with how long it took and what its visible text and its screenshot were. `look` `'as-before'`: the one
 * that it was compared with.
 */
export type CheckVisit = VisitRef & { ms: number; text: string | null; look: Look | 'as-before' | null };

/** What one run adds to what is known of a site. */
export interface SiteCheck extends Pick<SiteResult, 'verdict' | 'confirmed' | 'reasons'> {
  /** At least one, in the order of time. */
  visits: [CheckVisit, ...CheckVisit[]];
  last: CheckVisit;
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
    .map(({ route, at, ms, outcome, evidence, text, look, kept }) => ({
      run: run.id,
      at,
      outcome,
      route: run.routes[route]?.name ?? `route ${route}`,
      ms,
      evidence,
      text,
      look: look ?? (typeof kept?.picture === 'number' ? 'as-before' : null),
    }));
  if (!first) return null;
  const last = rest.at(-1) ?? first;
  const { verdict, confirmed, reasons } = result;
  const closed = (result.closed ?? []).toSorted((a, b) => msOf(a.from) - msOf(b.from));
  const { confirmAfterMs, maxGapMs } = run.settings;
  return {
    verdict,
    confirmed,
    reasons,
    visits: [first, ...rest],
    last,
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

/** The visit as the ledger's files keep it. */
export function visitRef({ run, at, outcome, route, evidence }: VisitRef): VisitRef {
  return { run, at, outcome, route, evidence };
}

/** Whether an instant lies within one of the stretches. */
export function isWithin(stretches: readonly ClosedStretch[], at: string): boolean {
  return stretches.some(({ from, to }) => from <= at && at < to);
}

/** Whether the verdict says that the page did not serve voters. */
export type BadOutcome = Extract<Outcome, 'down' | 'blocked'>;
