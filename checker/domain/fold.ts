import { carryAll, correctionsOf } from './corrections.ts';
import { foldCheck, foldSilence } from './fold-check.ts';
import { later, secondOf } from './instant.ts';
import { emptyLedger, type Ledger, LedgerDraft } from './ledger.ts';
import type { Correction } from './ledger-files.ts';
import { rename } from './rename.ts';
import { runPath } from './run-path.ts';
import type { RunRecord } from './run-record.ts';
import { shownState } from './shown-state.ts';
import { endOf, siteCheck } from './site-check.ts';

/** The order in which runs are folded: by start, then by id. */
export function compareRuns(
  a: Pick<RunRecord, 'startedAt' | 'id'>,
  b: Pick<RunRecord, 'startedAt' | 'id'>,
): number {
  return order(a.startedAt, b.startedAt) || order(a.id, b.id);
}

/**
 * A new ledger with one run more; `ledger` stays as it was, and files that nothing changed in are the same objects in both. The
 * ledger must hold what `neededFor` names. The newest run again changes nothing; an older one throws: fold all of them anew.
 * `corrections`: those the figures are to obey; by default those they obey already.
 */
export function foldRun(
  ledger: Ledger,
  run: RunRecord,
  corrections: readonly Correction[] = ledger.state.corrections,
): Ledger {
  const draft = new LedgerDraft(ledger);
  return applyRun(draft, run) ? finishFold(draft, corrections) : correct(ledger, corrections);
}

/** The ledger of all runs, in whatever order they are given; a run given twice counts once. */
export function foldAll(runs: Iterable<RunRecord>, corrections: readonly Correction[] = []): Ledger {
  const draft = new LedgerDraft(emptyLedger());
  const seen = new Set<string>();
  for (const run of [...runs].sort(compareRuns)) {
    if (!seen.has(run.id)) applyRun(draft, run);
    seen.add(run.id);
  }
  return finishFold(draft, corrections);
}

/**
 * The ledger as it would be if all of its runs had been folded with these corrections, made without the runs. It must hold what
 * `neededForCorrections` names. The same ledger when it obeys them already.
 */
export function correct(ledger: Ledger, corrections: readonly Correction[]): Ledger {
  const same =
    JSON.stringify(correctionsOf(corrections)) === JSON.stringify(correctionsOf(ledger.state.corrections));
  return same ? ledger : finishFold(new LedgerDraft(ledger), corrections);
}

/** Changes the draft by a run; false when it is the newest one already. `finishFold` makes the draft a ledger. */
export function applyRun(draft: LedgerDraft, run: RunRecord): boolean {
  const newest = draft.newestRun;
  if (newest?.id === run.id) return false;
  if (newest && compareRuns(run, newest) < 0)
    throw new Error(`run ${run.id} of ${run.startedAt} is older than run ${newest.id}: fold all runs anew`);

  const sites = Object.keys(run.results).sort();
  for (const site of sites) for (const old of run.results[site]?.formerly ?? []) rename(draft, old, site);

  const endedAt = later(endOf(run), newest?.endedAt ?? run.endedAt);
  const horizon = { from: secondOf(newest?.endedAt ?? run.startedAt), to: secondOf(endedAt) };
  const checks = new Map(
    sites.map((site) => [site, siteCheck(run, site, draft.sites.get(site)?.lastVisit.at ?? null)]),
  );
  for (const [site, state] of draft.sites) if (!checks.get(site)) foldSilence(draft, site, state, horizon);
  for (const [site, check] of checks) {
    const formerly = run.results[site]?.formerly ?? draft.sites.get(site)?.formerly ?? [];
    if (check) foldCheck(draft, site, check, horizon, formerly);
  }

  for (let year = yearOf(newest?.endedAt ?? run.startedAt); year <= yearOf(endedAt); year += 1)
    draft.beginYear(year);
  draft.runs += 1;
  // An earlier run that outlasted this one may have been counted further: time already counted never goes back.
  draft.newestRun = { id: run.id, path: runPath(run), startedAt: run.startedAt, endedAt };
  return true;
}

/** The draft as a ledger: with everything that follows from the time counted, by these corrections. */
export function finishFold(
  draft: LedgerDraft,
  corrections: readonly Correction[] = draft.base.state.corrections,
): Ledger {
  draft.corrections = correctionsOf(corrections);
  const end = draft.newestRun ? secondOf(draft.newestRun.endedAt) : 0;
  carryAll(draft, end);
  for (const [site, state] of draft.sites) draft.sites.set(site, shownState(draft, site, state, end));
  return draft.ledger();
}

function yearOf(instant: string): number {
  return Number(instant.slice(0, 4));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
