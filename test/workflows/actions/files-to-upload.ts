import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, matchesGlob, normalize, relative, resolve, sep } from 'node:path';

/**
 * The files that `actions/upload-artifact` finds: path within the artifact → where it lies. Links are followed, wherever they
 * lead; hidden files are left out unless they are asked for. `patterns`: one path or pattern a line, `!` before what is not meant.
 */
export function filesToUpload(patterns: string, workspace: string, hidden: boolean): Map<string, string> {
  const lines = patterns.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const absolute = (pattern: string) => normalize(resolve(workspace, pattern)).replace(/(?<=.)\/$/, '');
  const wanted = said.filter((line) => !line.startsWith('!')).map(absolute);
  const unwanted = said.filter((line) => line.startsWith('!')).map((line) => absolute(line.slice(1)));
  const starts = wanted.map(startOf);
  const found = starts.flatMap((start) => [...filesBelow(start, hidden, [])]);
  const files = [...new Set(found)].filter((file) => covers(wanted, file) && !covers(unwanted, file));
  const [only] = starts;
  const root =
    starts.length > 1 || only === undefined
      ? commonFolder(starts)
      : files.length === 1 && files[0] === only
        ? dirname(only)
        : only;
  return new Map(files.map((file) => [relative(root, file), file]));
}

function covers(patterns: readonly string[], file: string): boolean {
  return patterns.some(
    (pattern) =>
      file === pattern ||
      file.startsWith(pattern + sep) ||
      matchesGlob(file, pattern) ||
      matchesGlob(file, `${pattern}/**`),
  );
}

/** Where the search for a pattern begins: all before its first part with a wildcard. */
function startOf(pattern: string): string {
  const parts = pattern.split(sep);
  const wild = parts.findIndex((part) => /[*?[]/.test(part));
  return wild < 0 ? pattern : parts.slice(0, wild).join(sep) || sep;
}

function* filesBelow(path: string, hidden: boolean, above: readonly string[]): Generator<string> {
  if (!hidden && basename(path).startsWith('.')) return;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isDirectory()) {
    yield path;
    return;
  }
  const real = realpathSync(path);
  if (above.includes(real)) return;
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name), hidden, [...above, real]);
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split(sep));
  const end = first.findIndex((part, i) => others.some((other) => other[i] !== part));
  return first.slice(0, end < 0 ? first.length : end).join(sep) || sep;
}
