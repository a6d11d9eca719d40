import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** One commit: the files that it adds or replaces, by path. */
export type Commit = ReadonlyMap<string, string>;

/** Bytes that git keeps of each kind of object: the first part of a file's path, or `trees`, `commits`. */
export type PackedBytes = Map<string, { objects: number; bytes: number }>;

/**
 * What git makes of a history: writes it to a bare repository of its own, repacks that with git's defaults, and adds up what each
 * object takes on the disk. `kindOf` names the kind of a path.
 */
export async function packedBytes(commits: AsyncIterable<Commit> | Iterable<Commit>): Promise<PackedBytes> {
  const dir = await mkdtemp(join(tmpdir(), 'puptime-packed-'));
  try {
    const git = (...args: string[]) =>
      promisify(execFile)('git', ['-C', dir, ...args], {
        maxBuffer: 2 ** 30,
        env: { PATH: process.env.PATH },
      });
    await git('init', '--quiet', '--bare', '--initial-branch=data');
    await importAll(dir, commits);
    await git('repack', '-adfq');
    return await sizes(dir, (await git('rev-list', '--objects', 'data')).stdout);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function importAll(dir: string, commits: AsyncIterable<Commit> | Iterable<Commit>): Promise<void> {
  const child = spawn('git', ['-C', dir, 'fast-import', '--quiet'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const write = async (text: string) => {
    if (!child.stdin.write(text)) await once(child.stdin, 'drain');
  };
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  let time = 1_767_225_600;
  for await (const files of commits) {
    time += 900;
    await write(`commit refs/heads/data\ncommitter Bot <bot@example.com> ${time} +0000\n${data('a run')}`);
    for (const [path, text] of files) await write(`M 100644 inline ${path}\n${data(text)}`);
  }
  child.stdin.end();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

async function sizes(dir: string, objects: string): Promise<PackedBytes> {
  const paths = new Map(objects.split('\n').map((line) => [line.slice(0, 40), line.slice(41)]));
  const found: PackedBytes = new Map();
  const check = spawn(
    'git',
    [
      '-C',
      dir,
      'cat-file',
      '--batch-all-objects',
      '--batch-check=%(objectname) %(objecttype) %(objectsize:disk)',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: check.stdout })) {
    const [name = '', type = '', bytes = ''] = line.split(' ');
    const kind = type === 'blob' ? ((paths.get(name) ?? '').split(/[/.]/)[0] ?? '') : `${type}s`;
    const sum = found.get(kind) ?? { objects: 0, bytes: 0 };
    found.set(kind, { objects: sum.objects + 1, bytes: sum.bytes + Number(bytes) });
  }
  return found;
}
