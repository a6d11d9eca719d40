import { getNodePath, type Node } from 'jsonc-parser';
import type { z } from 'zod';
import type { Fault } from './fault.ts';
import { type Finding, fields } from './finding.ts';
import { quote, visible } from './quote.ts';
import { schemaFindings } from './schema-findings.ts';
import { readJson } from './syntax.ts';
import { placesIn } from './text-place.ts';

/** What a file that people write is held against. */
export interface FileRules {
  schema: z.ZodType;
  /** What the schema cannot tell of the parts of the file. They need not fit the schema. */
  further(root: Node): Iterable<Finding>;
  /** Field in which remarks belong, since JSON has no comments. */
  remarks: string;
}

/**
 * Every fault of a JSON file, in the order of their places; none means that the schema reads it. `path` is only what the faults are
 * to be printed with. Reads nothing but the text.
 */
export function jsonFaults(text: string, path: string, rules: FileRules): Fault[] {
  const { faults, content } = readJson(text, rules.remarks);
  const place = placesIn(text);
  const found: (Fault & { offset: number })[] = faults.map(({ offset, message }) => ({
    path,
    ...place(offset),
    at: '',
    message,
    sites: [],
    offset,
  }));
  for (const { node, message, others = [] } of content ? findings(content.root, content.value, rules) : []) {
    const steps = getNodePath(node);
    const own = steps[0] === 'sites' && typeof steps[1] === 'number' ? [steps[1]] : [];
    const { offset } = node;
    found.push({ path, ...place(offset), at: pathText(steps), message, sites: [...own, ...others], offset });
  }
  return found.toSorted((a, b) => a.offset - b.offset).map(({ offset: _, ...fault }) => fault);
}

function findings(root: Node, value: unknown, { schema, further }: FileRules): Finding[] {
  const first = [...repeatedFields(root), ...unseenCharacters(root), ...schemaFindings(schema, root, value)];
  // What the schema refuses is not worth a second complaint at the same place.
  const refused = new Set(first.map(({ node }) => node.offset));
  return [...first, ...[...further(root)].filter(({ node }) => !refused.has(node.offset))];
}

/** JSON.parse silently takes the last of two fields with one name: the other would be lost. */
function* repeatedFields(node: Node): Generator<Finding> {
  const seen = new Set<string>();
  for (const { key, name } of fields(node)) {
    if (seen.has(name))
      yield { node: key, message: `expected each field once, received ${quote(name)} again` };
    seen.add(name);
  }
  for (const child of node.children ?? []) yield* repeatedFields(child);
}

/** Characters that no reader sees, in text that is shown to the public or looked for on pages. */
function* unseenCharacters(node: Node): Generator<Finding> {
  if (node.type === 'string' && visible(node.value) !== node.value) {
    const message = `expected text without control and invisible characters, received ${quote(node.value)}`;
    yield { node, message };
  }
  for (const child of node.children ?? []) yield* unseenCharacters(child);
}

function pathText(steps: readonly (string | number)[]): string {
  const text = steps
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w$-]+$/.test(step) ? `.${step}` : `[${quote(step)}]`;
    })
    .join('');
  return visible(text.replace(/^\./, ''));
}
