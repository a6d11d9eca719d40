import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Annotation } from '../domain/annotation.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { type AnnotationText, annotationFaults, fileFault, readAnnotation } from './annotation-faults.ts';
import { type Fault, printFault } from './fault.ts';
import type { SiteNames } from './site-names.ts';

/**
 * The corrections of a folder, in the order of their ids; a folder that is not there holds none. `sites`: the sites that there are;
 * null: not asked. Throws a PuptimeError (exit code 2) that lists all faults.
 */
export async function readAnnotations(dir: string, sites: SiteNames | null = null): Promise<Annotation[]> {
  const { annotations, faults } = await checkAnnotations(dir, sites);
  if (faults.length === 0) return annotations;
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  throw new PuptimeError(`${dir} has ${count}:\n${faults.map(printFault).join('\n')}`, { exitCode: 2 });
}

/** The same with its faults beside it; a file with a fault is no correction. */
export async function checkAnnotations(
  dir: string,
  sites: SiteNames | null,
): Promise<{ annotations: Annotation[]; faults: Fault[] }> {
  const files: AnnotationText[] = [];
  const unread: Fault[] = [];
  for (const { name, regular } of await jsonFiles(dir)) {
    const path = join(dir, name);
    // A link may lead anywhere, and what stands there would be printed.
    const text = regular ? decode(await readFile(path)) : null;
    if (text !== null) files.push({ path, id: name.replace(/\.json$/, ''), text });
    else
      unread.push(
        fileFault(
          path,
          regular ? 'expected text in UTF-8; save the file in that encoding' : 'expected a file',
        ),
      );
  }
  const faults = [...unread, ...annotationFaults(files, sites)];
  const faulty = new Set(faults.map(({ path }) => path));
  const sound = files.filter(({ path }) => !faulty.has(path));
  return { annotations: sound.flatMap((file) => readAnnotation(file) ?? []), faults };
}

/** Whatever looks like a correction, by name; `.JSON` does, too: left out without a word it would never be missed. */
async function jsonFiles(dir: string): Promise<{ name: string; regular: boolean }[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code !== 'ENOTDIR') throw error;
    throw new PuptimeError(`${dir}: expected a folder of corrections, but it is a file`, {
      exitCode: 2,
      cause: error,
    });
  });
  return entries
    .filter(({ name }) => /\.json$/i.test(name))
    .map((entry) => ({ name: entry.name, regular: entry.isFile() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
