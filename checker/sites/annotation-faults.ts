import type { Node } from 'jsonc-parser';
import { type Annotation, AnnotationFile, AnnotationId, overlap } from '../domain/annotation.ts';
import { addressProblem } from './address-problem.ts';
import type { Fault } from './fault.ts';
import { type Finding, field, texts } from './finding.ts';
import { jsonFaults } from './json-faults.ts';
import { didYouMean } from './nearest.ts';
import { quote } from './quote.ts';
import type { SiteNames } from './site-names.ts';

/** A file of the folder of corrections. */
export interface AnnotationText {
  /** For people. */
  path: string;
  /** Without `.json`. */
  id: string;
  text: string;
}

/**
 * Every fault of corrections, file by file. `sites`: the sites that there are; null: not asked, and corrections of a site are told
 * to be its own by the id they give alone.
 */
export function annotationFaults(files: readonly AnnotationText[], sites: SiteNames | null): Fault[] {
  const read = files.flatMap((file) => readAnnotation(file) ?? []);
  return files.flatMap(({ path, id, text }) => {
    const earlier = read.filter((other) => other.id < id);
    const own = read.find((annotation) => annotation.id === id);
    const further = (root: Node) => [
      ...(sites ? siteFindings(root, sites) : []),
      ...sourceFindings(root),
      ...(own ? overlapFindings(root, own, earlier, sites) : []),
    ];
    return [
      ...nameFaults(path, id),
      ...jsonFaults(text, path, { schema: AnnotationFile, further, remarks: 'why' }),
    ];
  });
}

/** A correction as its file says; null when the file is at fault. */
export function readAnnotation({ id, text }: AnnotationText): Annotation | null {
  try {
    const { data } = AnnotationFile.safeParse(JSON.parse(text));
    return data ? { ...data, id } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A fault of a file as a whole. */
export function fileFault(path: string, message: string): Fault {
  return { path, line: 1, column: 1, at: '', message, sites: [] };
}

function nameFaults(path: string, id: string): Fault[] {
  if (AnnotationId.safeParse(id).success) return [];
  const expected = 'expected a file name of lower-case letters, digits and hyphens, at most 100 of them';
  return [fileFault(path, `${expected}, such as 2026-11-23-oh-register.json, received ${quote(id)}`)];
}

function* siteFindings(root: Node, sites: SiteNames): Generator<Finding> {
  for (const { node, text } of texts(field(root, 'site'))) {
    if (sites.has(text)) continue;
    const hint = didYouMean(text, sites.keys());
    yield {
      node,
      message: `expected the id of a site, or one it had formerly, received ${quote(text)}${hint}`,
    };
  }
}

function* sourceFindings(root: Node): Generator<Finding> {
  for (const { node, text } of texts(field(root, 'source'))) {
    const message = addressProblem(text, { allowLoopback: false });
    if (message) yield { node, message };
  }
}

/** The first of the other corrections that would count for the same time: one of the two is enough to mend. */
function* overlapFindings(
  root: Node,
  own: Annotation,
  others: readonly Annotation[],
  sites: SiteNames | null,
): Generator<Finding> {
  const siteOf = ({ site }: Annotation) => sites?.get(site) ?? site;
  const other = others.find((each) => siteOf(each) === siteOf(own) && overlap(each, own));
  const node = field(root, 'from');
  if (!other || !node) return;
  const expected = `expected a stretch of the site that no other correction is about, received ${own.from} to ${own.to}`;
  yield {
    node,
    message: `${expected}, while ${quote(other.id)} is about ${other.from} to ${other.to}; change or delete one of them`,
  };
}
