import type { SiteDayDraft } from './day-draft.ts';
import { closeIncident } from './incidents.ts';
import { earlier, later, secondOf } from './instant.ts';
import type { KnownSite } from './known-site.ts';
import type { LedgerDraft } from './ledger.ts';
import type { Incident } from './ledger-files.ts';
import { type Span, segmentsOf, spansOf } from './segments.ts';
import { dayNumber } from './timeline.ts';

/**
 * Changes the draft: the history of site `from` goes on under `to`. Where both have one, a second that `to` did not observe
 * is counted as `from` has it, and the newer check's standing is kept. Incidents keep their ids. Without a `from` nothing happens.
 */
export function rename(draft: LedgerDraft, from: string, to: string): void {
  const old = draft.sites.get(from);
  if (!old || from === to) return;
  const known = draft.sites.get(to);
  const end = secondOf(draft.newestRun?.endedAt ?? old.firstCheck);
  for (let day = dayNumber(secondOf(old.firstCheck)); day <= dayNumber(end); day++)
    renameDay(draft, day, from, to);
  for (const incident of draft.incidents()) {
    if (incident.site === from) draft.putIncident({ ...incident, site: to });
  }
  const state = known ? merged(draft, old, known) : old;
  draft.sites.delete(from);
  draft.changedFrom.delete(from);
  draft.sites.set(to, state);
  draft.touch(to, secondOf(old.firstCheck));
}

function renameDay(draft: LedgerDraft, number: number, from: string, to: string): void {
  const old = draft.entry(from, number);
  if (!old) return;
  const day = draft.day(number);
  const known = day.entry(to);
  day.put(to, known ? overlaid(old, known) : { ...old, segments: [...old.segments], loads: [...old.loads] });
  day.put(from, null);
  day.renameColumn(from, to);
}

function overlaid(under: Readonly<SiteDayDraft>, over: Readonly<SiteDayDraft>): SiteDayDraft {
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
    segments: segmentsOf(spans),
    counted: Math.max(under.counted, over.counted),
    checks: under.checks + over.checks,
    loads: [...under.loads, ...over.loads],
  };
}

/** Both states' history as one: the newer one's standing. The other's incident ends when the newer history began. */
function merged(draft: LedgerDraft, old: KnownSite, known: KnownSite): KnownSite {
  const [newer, older] = known.lastVisit.at >= old.lastVisit.at ? [known, old] : [old, known];
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
