import { report, repositoryUrl } from 'virtual:puptime/report';
import type { VisitRef } from '../../../checker/domain/ledger-files.ts';
import { own } from '../../../checker/domain/own.ts';
import { evidenceLink } from '../links.ts';
import { type EvidencePage, evidencePages } from './evidence-pages.ts';
import { dataFile } from './repository-links.ts';
import { runFolder } from './run-paths.ts';

/** Every page of evidence, once for all pages. */
export const EVIDENCE_PAGES: ReadonlyMap<string, EvidencePage> = evidencePages(report);

/** Address of the page with a visit's evidence; null when it has none. */
export function evidencePageOf(visit: VisitRef): string | null {
  const page = visit.evidence === null ? undefined : EVIDENCE_PAGES.get(visit.evidence);
  return page ? evidenceLink(page.site, page.sha256) : null;
}

/** Address on GitHub of the record of a visit's run, or of the folder it stands in; null when the repository is not known. */
export function runRecordOf({ run, at }: Pick<VisitRef, 'run' | 'at'>): string | null {
  return dataFile(repositoryUrl, own(report.runPaths, run) ?? runFolder(at));
}
