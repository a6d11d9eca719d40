import type { Incident, VisitRef } from '../../../checker/domain/ledger-files.ts';
import type { Reason } from '../../../checker/domain/reason.ts';
import { isGood } from '../../../checker/domain/verdict.ts';
import type { Report, ReportSite } from './report.ts';

/** So many incidents have their evidence on this site: all open ones, then the newest. The others' stays in the archive. */
export const EVIDENCE_INCIDENTS = 300;

/** What a visit is to the record. */
export type EvidenceRole =
  | 'newest'
  | 'suspect'
  | 'lastGood'
  | 'goodBefore'
  | 'firstBad'
  | 'confirmedBy'
  | 'lastBad'
  | 'firstGood';

/** A visit that refers to evidence, and why it matters. `incident`: its id, of a visit of an incident. */
export interface EvidenceUse {
  role: EvidenceRole;
  visit: VisitRef;
  incident: string | null;
}

/** One page of evidence. Several visits may refer to the same: one that looked as usual has none of its own. */
export interface EvidencePage {
  site: string;
  sha256: string;
  uses: EvidenceUse[];
  /** Why the visit was not good; empty when it was, or when that is not at hand. */
  reasons: Reason[];
  /** The last good visit before, to compare with; null when this is one itself, or when none is known. */
  good: VisitRef | null;
}

/** Every page of evidence by the SHA-256 it shows: of the newest and last good visit of each site, and of the visits of incidents. */
export function evidencePages({
  sites,
  incidents,
}: Pick<Report, 'sites' | 'incidents'>): Map<string, EvidencePage> {
  const pages = new Map<string, EvidencePage>();
  const add = (site: string, use: EvidenceUse, reasons: Reason[], good: VisitRef | null) => {
    const { evidence } = use.visit;
    if (evidence === null) return;
    const page = pages.get(evidence) ?? { site, sha256: evidence, uses: [], reasons: [], good: null };
    pages.set(evidence, page);
    page.uses.push(use);
    if (page.reasons.length === 0) page.reasons = reasons;
    if (good && good.evidence !== evidence) page.good ??= good;
  };
  for (const site of sites) addSite(site, add);
  for (const incident of withEvidence(incidents)) addIncident(incident, add);
  return pages;
}

type Add = (site: string, use: EvidenceUse, reasons: Reason[], good: VisitRef | null) => void;

function addSite({ id, state }: ReportSite, add: Add): void {
  if (!state) return;
  const { lastVisit, lastGood, suspect } = state;
  const good = isGood(lastVisit.outcome) ? null : lastGood;
  const reasons = isSame(suspect?.first ?? null, lastVisit) ? (suspect?.reasons ?? []) : state.reasons;
  add(id, { role: 'newest', visit: lastVisit, incident: null }, reasons, good);
  if (suspect) add(id, { role: 'suspect', visit: suspect.first, incident: null }, suspect.reasons, lastGood);
  if (lastGood) add(id, { role: 'lastGood', visit: lastGood, incident: null }, [], null);
}

function addIncident(incident: Incident, add: Add): void {
  const { id, site, reasons, lastGood, firstBad, confirmedBy, lastBad, firstGood } = incident;
  const use = (role: EvidenceRole, visit: VisitRef): EvidenceUse => ({ role, visit, incident: id });
  if (lastGood) add(site, use('goodBefore', lastGood), [], null);
  add(site, use('firstBad', firstBad), reasons, lastGood);
  add(site, use('confirmedBy', confirmedBy), [], lastGood);
  add(site, use('lastBad', lastBad), [], lastGood);
  if (firstGood) add(site, use('firstGood', firstGood), [], lastGood);
}

/** `incidents` come newest first. */
function withEvidence(incidents: readonly Incident[]): Incident[] {
  const open = incidents.filter(({ endedAt }) => endedAt === null);
  const over = incidents.filter(({ endedAt }) => endedAt !== null);
  return [...open, ...over.slice(0, Math.max(0, EVIDENCE_INCIDENTS - open.length))];
}

/** Whether two references are to one visit. */
export function isSame(a: VisitRef | null, b: VisitRef | null): boolean {
  return a !== null && b !== null && a.at === b.at && a.route === b.route && a.run === b.run;
}
