import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { z } from 'zod';
import { type Finding, fields } from './finding.ts';
import { knownFields } from './known-fields.ts';
import { didYouMean, nearest } from './nearest.ts';
import { quote } from './quote.ts';
import { expectedBy, listOf } from './schema-words.ts';

type Issue = z.core.$ZodIssue;
type Path = PropertyKey[];

/** All that the schema of a file refuses, at its place and in plain words. */
export function schemaFindings(schema: z.ZodType, root: Node, value: unknown): Finding[] {
  const result = schema.safeParse(value);
  return result.success ? [] : describeAll({ schema, root }, result.error.issues, []);
}

/** The file, and what it is held against. */
interface Held {
  schema: z.ZodType;
  root: Node;
}

function describeAll(held: Held, issues: readonly Issue[], base: Path): Finding[] {
  const { schema, root } = held;
  const meant = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const path = [...base, ...issue.path];
    const candidates = knownFields(schema, path);
    return issue.keys.flatMap((key) => nearest(key, candidates) ?? []).map((name) => join([...path, name]));
  });
  const misspelt = new Set(meant);
  // A field that is missing because its name is misspelt is one fault, not two.
  return issues
    .map((issue) => ({ issue, path: [...base, ...issue.path] }))
    .filter(({ path }) => nodeAt(root, path) || !misspelt.has(join(path)))
    .flatMap(({ issue, path }) => describe(held, issue, path));
}

function describe(held: Held, issue: Issue, path: Path): Finding[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(held, key, path));
  const { root } = held;
  const node = nodeAt(root, path);
  if (!node) return [missingField(root, issue, path)];
  if (issue.code === 'invalid_union') {
    const branch = fittingBranch(issue);
    if (branch) return describeAll(held, branch, path);
  }
  if (issue.code === 'invalid_key') {
    const key = node.parent?.children?.[0] ?? node;
    return [{ node: key, message: `expected ${keyRule(issue)}, received ${quote(String(key.value))}` }];
  }
  const hint =
    issue.code === 'invalid_value' && issue.values.length > 1
      ? didYouMean(String(node.value), issue.values.map(String))
      : '';
  return [{ node, message: `expected ${expectedBy(issue)}, received ${received(node)}${hint}` }];
}

function unknownField({ schema, root }: Held, key: string, path: Path): Finding {
  const object = nodeAt(root, path) ?? root;
  const node = fields(object).find(({ name }) => name === key)?.key ?? object;
  const candidates = knownFields(schema, path);
  if (candidates.includes(key)) {
    const message = `expected one form only, received ${quote(key)}, which does not go with the other fields`;
    return { node, message };
  }
  const hint = didYouMean(key, candidates) || ` (known here: ${listOf(candidates)})`;
  return { node, message: `expected a known field, received ${quote(key)}${hint}` };
}

function missingField(root: Node, issue: Issue, path: Path): Finding {
  const parent = nodeAt(root, path.slice(0, -1)) ?? root;
  const name = quote(String(path.at(-1)));
  return { node: parent, message: `expected the field ${name} (${expectedBy(issue)}), received none` };
}

/** Of the forms that a value may take, the one that its author seems to have chosen; null when its type fits none. */
function fittingBranch(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] | null {
  const branches = issue.errors.flatMap((branch) => {
    const [only] = branch;
    const nested = branch.length === 1 && only?.code === 'invalid_union' && only.path.length === 0;
    return nested && only.errors.length > 0 ? only.errors : [branch];
  });
  const fitting = branches.filter(
    (branch) => !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  return fitting.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

function keyRule(issue: z.core.$ZodIssueInvalidKey): string {
  const [first] = issue.issues;
  const pattern = first?.code === 'invalid_format' ? first.pattern : undefined;
  return pattern?.includes('A-Z')
    ? 'a key in capitals, such as OH'
    : 'a key in lower case, such as track-ballot';
}

function received(node: Node): string {
  if (node.type === 'array') return node.children?.length === 0 ? 'an empty list' : 'a list';
  if (node.type === 'object') return 'an object';
  return typeof node.value === 'string' ? quote(node.value) : String(node.value);
}

function nodeAt(root: Node, path: Path): Node | undefined {
  return findNodeAtLocation(
    root,
    path.map((step) => (typeof step === 'number' ? step : String(step))),
  );
}

function join(path: Path): string {
  return JSON.stringify(path.map(String));
}
