/**
 * JSON of which equal values have equal bytes, and whose difference can be read: keys sorted, one key of the outermost object a
 * line, one entry a line where such a key holds a record of objects (sites, incidents, results), a line feed at the end.
 * Takes plain JSON values; keys with the value undefined are left out.
 */
export function canonicalJson(value: object): string {
  return `${block(entriesOf(value), (entry) => (isRecordOfObjects(entry) ? block(entriesOf(entry), compact, '  ') : compact(entry)))}\n`;
}

function block(entries: [string, unknown][], print: (value: unknown) => string, indent = ''): string {
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, value]) => `${indent}  ${JSON.stringify(key)}: ${print(value)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function compact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = entriesOf(value).map(([key, entry]) => `${JSON.stringify(key)}:${compact(entry)}`);
  return `{${entries.join(',')}}`;
}

/** By code units, so that no locale has a say. */
function entriesOf(value: object): [string, unknown][] {
  const entries: [string, unknown][] = Object.entries(value);
  return entries.filter(([, entry]) => entry !== undefined).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function isRecordOfObjects(value: unknown): value is object {
  return isObject(value) && Object.values(value).every(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
