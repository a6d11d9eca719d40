import { WorkflowFault } from './fault.ts';

/** The values of one leg of a matrix. */
export type Leg = Readonly<Record<string, unknown>>;

/**
 * The legs of a matrix: every combination of its vectors, without those that `exclude` names, and what `include` adds to them or
 * as legs of their own. `null`: a job without a matrix. Throws when there are none, or more than the 256 that GitHub takes.
 */
export function legsOf(matrix: unknown): Leg[] {
  if (matrix === null) return [{}];
  if (!isObject(matrix)) throw new WorkflowFault(`a matrix must be an object, not ${JSON.stringify(matrix)}`);
  const { include = [], exclude = [], ...vectors } = matrix;
  const legs = combinations(vectors).filter((leg) => !listOf(exclude).some((out) => agrees(leg, out)));
  const added: Leg[] = [];
  for (const extra of listOf(include)) {
    const own = Object.fromEntries(Object.entries(extra).filter(([name]) => name in vectors));
    const hosts = Object.keys(vectors).length === 0 ? [] : legs.filter((leg) => agrees(leg, own));
    if (hosts.length === 0) added.push(extra);
    for (const host of hosts) Object.assign(host, extra);
  }
  const all = [...legs, ...added];
  if (all.length === 0) throw new WorkflowFault('the matrix has no legs');
  if (all.length > 256) throw new WorkflowFault(`the matrix has ${all.length} legs; 256 are possible`);
  return all;
}

/** What stands in brackets after the name of a leg's job. */
export function wordsOf(leg: Leg): string {
  return Object.values(leg)
    .flatMap((value) => (isObject(value) ? Object.values(value) : [value]))
    .join(', ');
}

function combinations(vectors: Record<string, unknown>): Record<string, unknown>[] {
  const names = Object.keys(vectors);
  if (names.length === 0) return [];
  return names.reduce<Record<string, unknown>[]>(
    (legs, name) => {
      const values = vectors[name];
      if (!Array.isArray(values) || values.length === 0)
        throw new WorkflowFault(`the matrix vector ${name} does not contain any values`);
      return legs.flatMap((leg) => values.map((value: unknown) => ({ ...leg, [name]: value })));
    },
    [{}],
  );
}

function listOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new WorkflowFault(`include and exclude must be lists of objects, not ${JSON.stringify(value)}`);
}

function agrees(leg: Leg, wanted: Leg): boolean {
  return Object.entries(wanted).every(([name, value]) => JSON.stringify(leg[name]) === JSON.stringify(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
