import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULT_FILES } from './results-folder.ts';

/** Results folders below `dir` that earlier runs left without recording them, the oldest first. */
export async function leftoverResults(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const folders = await Promise.all(
    names.toSorted().map(async (name) => {
      if (name.startsWith('.')) return [];
      const files = await readdir(join(dir, name));
      // A folder without a head was killed before it could hold anything.
      return files.includes(RESULT_FILES.head) ? [join(dir, name)] : [];
    }),
  );
  return folders.flat();
}
