import { closeIncident } from './incidents.ts';
import { earlier, later, secondOf } from './instant.ts';
import type { LedgerDraft } from './ledger.ts';
import type { Incident, SiteDay, SiteState } from './ledger-files.ts';
import { fromSpans, type Span, spansOf } from './segments.ts';

/**
 * Changes the draft: the history of site `from` goes on under `to`. Where both have one, a second that `to` did not observe
 * is counted as `from` has it, and the newer check's standing is kept. Incidents keep their ids. Without a `from` nothing happens.
 */
export function rename(draft: LedgerDraft, from: string, to: string): void {
  const old = draft.sites.get(from);
  if (!old || from === to) return;
  const known = draft.sites.get(to);
  for (const day of draft.dayNames()) renameDay(draft, day, from, to);
  for (const incident of draft.incidents()) {
    if (incident.site === from) draft.putIncident({ ...incident, site: to });
  }
  const state = known ? merged(draft, old, known) : old;
  draft.sites.delete(from);
  draft.sites.set(to, state);
  draft.changedFrom.set(to, secondOf(state.firstCheck));
}

function renameDay(draft: LedgerDraft, day: string, from: string, to: string): void {
  const old = draft.day(from, day);
  if (!old) return;
  const known = draft.day(to, day);
  draft.putDay(to, day, known ? overlaid(old, known) : { ...old });
  draft.putDay(from, day, null);
}

function overlaid(under: Readonly<SiteDay>, over: Readonly<SiteDay>): SiteDay {
  const below = spansOf(under);
  const above = spansOf(over);
  const marks = [...below, ...above].flatMap(({ from, to }) => [from, to]);
  const edges = [...new Set(marks)].sort((a, b) => a - b);
  const spans = edges.slice(1).map((to, i): Span => {
    const from = edges[i] ?? 0;
    const seen = above.find((span) => span.from <= from && from < span.to && span.status !== 'unknown');
    const status = (seen ?? below.find((span) => span.from <= from && from < span.to))?.status ?? 'unknown';
    return { from, to, status };
  });
  return {
    ...over,
    ...fromSpans(spans),
    checks: under.checks + over.checks,
    loads: [...under.loads, ...over.loads],
  };
}

/** Both states' history as one: the newer one's standing. The other's incident ends when the newer history began. */
function merged(draft: LedgerDraft, old: SiteState, known: SiteState): SiteState {
  const [newer, older] = known.lastCheck >= old.lastCheck ? [known, old] : [old, known];
  if (older.incident !== null) {
    const incident: Incident = draft.incident(older.incident);
    draft.putIncident(closeIncident(incident, later(newer.firstCheck, incident.lastBad.at), null));
  }
  return {
    ...newer,
    firstCheck: earlier(old.firstCheck, known.firstCheck),
    lastGood: newer.lastGood ?? older.lastGood,
    baseline: newer.baseline ?? older.baseline,
  };
}
