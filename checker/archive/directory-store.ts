import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Sha256 } from '../domain/observation.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { SNAPSHOT_EXTENSIONS, snapshotPath } from '../domain/snapshot-path.ts';
import { sha256Of } from './snapshot-hash.ts';
import type { SnapshotStore, StoredSnapshot } from './snapshot-store.ts';

/** Snapshots as files of a directory, `ab/abcdef….webp`. What another program put there is checked when it is read. */
export class DirectoryStore implements SnapshotStore, AsyncDisposable {
  readonly dir: string;
  readonly #baseUrl: string;

  /** `baseUrl`: what stands before the path in the address of a snapshot. The directory is made when it is needed. */
  constructor(dir: string, { baseUrl = '' }: { baseUrl?: string } = {}) {
    this.dir = dir;
    this.#baseUrl = baseUrl;
  }

  async put(bytes: Uint8Array, mediaType: string): Promise<StoredSnapshot> {
    const sha256 = sha256Of(bytes);
    const path = snapshotPath({ sha256, mediaType });
    const file = join(this.dir, path);
    // The size tells a file that a full disk or a crash cut short; it is then written again.
    if ((await sizeOf(file)) !== bytes.byteLength) await writeWhole(file, bytes);
    return { sha256, mediaType, size: bytes.byteLength, url: `${this.#baseUrl}${path}` };
  }

  async get(sha256: string): Promise<Uint8Array | null> {
    const file = await this.#find(sha256);
    if (file === null) return null;
    const bytes = await readFile(file);
    if (sha256Of(bytes) === sha256) return bytes;
    throw new PuptimeError(
      `${file}: damaged: its bytes are not those of its name; delete it, and get it again from a copy`,
    );
  }

  async getAll(sha256s: Iterable<string>): Promise<Map<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    for (const sha256 of new Set(sha256s)) {
      const file = await this.#find(sha256);
      const bytes = file === null ? null : await readFile(file);
      if (bytes && sha256Of(bytes) === sha256) found.set(sha256, bytes);
    }
    return found;
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.#find(sha256)) !== null;
  }

  /** Nothing is held open. */
  async [Symbol.asyncDispose](): Promise<void> {}

  /** The file of a SHA-256, whatever its media type. A link or a folder of that name is none: it may lead anywhere. */
  async #find(sha256: string): Promise<string | null> {
    const name = Sha256.parse(sha256);
    for (const extension of SNAPSHOT_EXTENSIONS) {
      const file = join(this.dir, name.slice(0, 2), `${name}.${extension}`);
      if ((await sizeOf(file)) !== null) return file;
    }
    return null;
  }
}

/** Bytes of a regular file; null when there is none. */
async function sizeOf(file: string): Promise<number | null> {
  const found = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.isFile() ? found.size : null;
}

/** Writes a file so that it is there whole or not at all. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
