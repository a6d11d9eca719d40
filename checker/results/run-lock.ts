import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PuptimeError } from '../domain/puptime-error.ts';

/**
 * Holds a folder for one run until it is disposed. Throws `PuptimeError` when another live process holds it; a lock whose process
 * is gone was left by a crash and is taken over.
 */
export async function lockFolder(dir: string): Promise<AsyncDisposable> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, '.lock');
  for (let attempt = 1; ; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const owner = await ownerOf(path);
      if (owner !== null && isAlive(owner)) {
        throw new PuptimeError(
          `${dir}: another run is at work here (process ${owner}); wait for it, or end it`,
          { cause: error },
        );
      }
      if (attempt === 3) throw error;
      await rm(path, { force: true });
    }
  }
}

/** Process id in a lock; null when there is none to read, as when its writer was killed before it wrote. */
async function ownerOf(path: string): Promise<number | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return /^\d+$/.test(text) ? Number(text) : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
