import { type Annotation, overlap } from '../../../checker/domain/annotation.ts';
import { correctionsFor } from '../../../checker/domain/corrections.ts';
import type { KeptUpdate } from '../../../checker/domain/issues/issues-file.ts';
import type { Incident } from '../../../checker/domain/ledger-files.ts';
import { own } from '../../../checker/domain/own.ts';
import type { Report } from './report.ts';

/** The GitHub issue of an incident and what maintainers wrote on it; the texts are plain and may be hostile. */
export interface IncidentThread {
  issue: number;
  updates: readonly KeptUpdate[];
}

/** The issue of an incident; null when it has none. */
export function threadOf(
  { issues }: Pick<Report, 'issues'>,
  { id }: Pick<Incident, 'id'>,
): IncidentThread | null {
  const issue = own(issues.incidents, id);
  return issue === undefined ? null : { issue, updates: own(issues.updates, String(issue)) ?? [] };
}

/** The corrections that touch an incident, by the beginning of their stretch. `formerly`: earlier ids of its site. */
export function correctionsOfIncident(
  annotations: readonly Annotation[],
  { site, firstBad, lastBad, endedAt }: Incident,
  formerly: readonly string[],
): Annotation[] {
  const after = (at: string) => new Date(Date.parse(at) + 1).toISOString();
  const stretch = { from: firstBad.at, to: endedAt ?? after(lastBad.at) };
  const mine = new Set<unknown>(correctionsFor(annotations, site, { formerly: [...formerly] }));
  return annotations
    .filter((one) => mine.has(one) && overlap(one, stretch))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
