import { type Annotation, AnnotationsFile } from '../domain/annotation.ts';
import { correctionsOf } from '../domain/corrections.ts';
import type { Correction } from '../domain/ledger-files.ts';
import { canonicalJson } from './canonical-json.ts';
import { parseLedgerFile } from './ledger-file.ts';
import { UnusableParts } from './ledger-parts.ts';
import type { LedgerView } from './ledger-store.ts';

/** Where the ledger keeps the corrections that its figures obey, with their reasons. */
export const ANNOTATIONS_PATH = 'annotations.json';

/** The corrections that a ledger obeys, by id; none where it has no file of them. Rejects with `UnusableParts`. */
export async function readRecordedAnnotations(view: LedgerView | null): Promise<Annotation[]> {
  const text = (await view?.read([ANNOTATIONS_PATH]))?.get(ANNOTATIONS_PATH);
  if (text === undefined) return [];
  const parsed = parseLedgerFile(ANNOTATIONS_PATH, text, AnnotationsFile);
  if ('fault' in parsed) throw new UnusableParts(`${ANNOTATIONS_PATH} is damaged: ${parsed.fault}`);
  return Object.entries(parsed.value.annotations).map(([id, annotation]) => ({ ...annotation, id }));
}

/** The file's text; null where there is nothing to keep. */
export function annotationsText(annotations: readonly Annotation[]): string | null {
  if (annotations.length === 0) return null;
  const entries = annotations.map(({ id, $schema: _, ...annotation }) => [id, annotation] as const);
  return canonicalJson({ version: 1, annotations: Object.fromEntries(entries) });
}

/** Whether figures that obey these corrections obey those as well. */
export function sameCorrections(one: readonly Correction[], other: readonly Correction[]): boolean {
  return JSON.stringify(correctionsOf(one)) === JSON.stringify(correctionsOf(other));
}
