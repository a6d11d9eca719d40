import type { AnnotationFile } from '../../checker/domain/annotation.ts';
import { type IssuesFile, NO_ISSUES } from '../../checker/domain/issues/issues-file.ts';
import type { Incident } from '../../checker/domain/ledger-files.ts';
import { MARKUP } from './hostile.ts';

const REPOSITORY = 'https://github.com/example/puptime';

/** What people added to the record of the fixture: a correction of an incident that is over, updates on one that is open. */
export function fixtureNotes(incidents: readonly Incident[]): {
  annotations: { version: 1; annotations: Record<string, AnnotationFile> };
  issues: IssuesFile;
} {
  const over = incidents.find(({ kind, endedAt }) => kind === 'down' && endedAt !== null);
  const open = incidents.find(({ kind, endedAt }) => kind === 'down' && endedAt === null);
  const correction: Record<string, AnnotationFile> = over
    ? {
        'planned-work': {
          version: 1,
          site: over.site,
          from: over.firstBad.at,
          to: over.endedAt ?? over.lastBad.at,
          status: 'closed',
          why: `The office had announced the work on its own page.\nWe had not seen it. ${MARKUP}`,
          source: 'https://example.gov/news/planned-work',
          by: 'a-maintainer',
        },
      }
    : {};
  const updates = [
    ['a-maintainer', 'We called the office: the vendor is working on it.\nNext update at noon.'],
    ['b-maintainer', `Quoted from their page: ${MARKUP} \u202eturned ${'x'.repeat(600)}`],
  ] as const;
  const issues: IssuesFile = {
    ...NO_ISSUES,
    incidents: open ? { [open.id]: 12 } : {},
    updates: {
      12: updates.map(([author, text], index) => ({
        id: index + 1,
        author,
        at: open?.lastBad.at ?? '2026-11-23T12:00:00.000Z',
        text,
        url: `${REPOSITORY}/issues/12#issuecomment-${index + 1}`,
      })),
    },
  };
  return { annotations: { version: 1, annotations: correction }, issues };
}
