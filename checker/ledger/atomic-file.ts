import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PuptimeError } from '../domain/puptime-error.ts';

/** What to do when the system refuses to write, by its word for that. */
const REMEDIES: Partial<Record<string, string>> = {
  ENOSPC: 'make room on the disk',
  EDQUOT: 'make room on the disk',
  EACCES: 'let this user write there',
  EPERM: 'let this user write there',
  EROFS: 'let this user write there',
};

/**
 * Replaces a file, or makes it with its folders: after a crash at any moment it is there whole, as before or as after. Rejects with
 * `PuptimeError` when the system refuses, the disk being full above all.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await explained(
    path,
    writeBeside(path, text, (temporary) => rename(temporary, path)),
  );
}

/** The same for a file that is new. Rejects with EEXIST where one stands already: that one is left as it is. */
export async function createFile(path: string, text: string): Promise<void> {
  // A rename would replace; a second name for the same file refuses to.
  await explained(
    path,
    writeBeside(path, text, (temporary) => link(temporary, path)),
  );
}

async function explained(path: string, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    const remedy = error instanceof Error && 'code' in error ? REMEDIES[String(error.code)] : undefined;
    if (remedy === undefined || !(error instanceof Error)) throw error;
    throw new PuptimeError(`${path} could not be written: ${error.message}; ${remedy}`, { cause: error });
  }
}

async function writeBeside(
  path: string,
  text: string,
  put: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await put(temporary);
    await syncFolder(folder);
  } finally {
    // After a rename there is nothing left to remove.
    await rm(temporary, { force: true });
  }
}

/** The name is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // cannot open a folder
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
