import { type Operation, operationAt, pathTemplates } from './description.ts';

/** A path of the API with what stands in its braces, decoded. */
export interface Route {
  operation: Operation;
  path: Readonly<Record<string, string>>;
}

let bySegments: Map<number, string[][]> | undefined;

/** The operation of GitHub's API that a request means; null when the description has none. Literal segments win over parameters. */
export function findRoute(method: string, path: string): Route | null {
  const segments = path.split('/');
  const matches = templatesOf(segments.length)
    .filter((template) => template.every((part, at) => fits(part, segments[at] ?? '')))
    .sort((one, other) => literals(other) - literals(one));
  for (const template of matches) {
    const operation = operationAt(method, template.join('/'));
    if (operation) return { operation, path: parametersOf(template, segments) };
  }
  return null;
}

function templatesOf(segments: number): string[][] {
  bySegments ??= Map.groupBy(
    pathTemplates().map((template) => template.split('/')),
    (template) => template.length,
  );
  return bySegments.get(segments) ?? [];
}

function fits(part: string, segment: string): boolean {
  return isParameter(part) ? segment !== '' : part === segment;
}

function isParameter(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}');
}

function literals(template: readonly string[]): number {
  return template.filter((part) => !isParameter(part)).length;
}

function parametersOf(template: readonly string[], segments: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    if (isParameter(part)) found[part.slice(1, -1)] = decoded(segments[at] ?? '');
  }
  return found;
}

/** A stray percent sign stands for itself, as a name with one in it is simply not found. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
