import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An object of a repository. */
export interface GitObject {
  sha: string;
  type: 'blob' | 'tree' | 'commit' | 'tag';
}

/** An entry of a tree to be made; `sha` null takes it out. */
export interface TreeChange {
  path: string;
  mode: string;
  sha: string | null;
}

/** Who made a commit, and when (ISO 8601). */
export interface Signature {
  name: string;
  email: string;
  date: string;
}

/** The bare repository behind the API, by git's own commands. They are waited for: they are short, and nothing else is served meanwhile. */
export class GitDir {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** What a reference such as `refs/heads/main` points to; null when there is none. */
  ref(name: string): GitObject | null {
    const listed = this.text(['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)', '--', name]);
    // A pattern also finds what stands below it.
    const line = listed.split('\n').find((each) => each.startsWith(`${name} `));
    if (line === undefined) return null;
    const [, sha = '', type = ''] = line.split(' ');
    return { sha, type: type as GitObject['type'] };
  }

  /** Whether nothing was pushed yet. */
  get isEmpty(): boolean {
    return this.text(['for-each-ref', '--count=1']) === '';
  }

  /** The type of an object by its full id; null when it is not here. */
  typeOf(sha: string): GitObject['type'] | null {
    if (!/^[0-9a-f]{40}$/.test(sha)) return null;
    const [, type = 'missing'] = this.text(['cat-file', '--batch-check'], sha).trim().split(' ');
    return type === 'missing' ? null : (type as GitObject['type']);
  }

  /** Points a reference, which need not exist, to an object. */
  setRef(name: string, sha: string): void {
    this.text(['update-ref', name, sha]);
  }

  isName(ref: string): boolean {
    return ref.startsWith('refs/') && ref.split('/').length > 2 && this.#passes(['check-ref-format', ref]);
  }

  /** Whether a commit has another one among its ancestors, or is it. */
  follows(sha: string, ancestor: string): boolean {
    return this.#passes(['merge-base', '--is-ancestor', ancestor, sha]);
  }

  /** Stores contents; gives their id. */
  writeBlob(content: Uint8Array): string {
    return this.text(['hash-object', '-w', '--stdin'], content).trim();
  }

  /** Makes a tree, on top of another or of nothing; gives its id. */
  writeTree(base: string | null, changes: readonly TreeChange[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'puptime-index-'));
    const index = { GIT_INDEX_FILE: join(folder, 'index') };
    try {
      if (base !== null) this.text(['read-tree', base], '', index);
      const lines = changes.map(({ path, mode, sha }) =>
        sha === null ? `0 ${'0'.repeat(40)}\t${path}\0` : `${mode} ${sha}\t${path}\0`,
      );
      this.text(['update-index', '-z', '--index-info'], lines.join(''), index);
      return this.text(['write-tree'], '', index).trim();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Makes a commit; gives its id. */
  writeCommit(
    tree: string,
    parents: readonly string[],
    message: string,
    by: { author: Signature; committer: Signature },
  ): string {
    const above = parents.flatMap((parent) => ['-p', parent]);
    return this.text(['commit-tree', tree, ...above, '-F', '-'], message, {
      ...environmentOf('AUTHOR', by.author),
      ...environmentOf('COMMITTER', by.committer),
    }).trim();
  }

  /** Standard output of a command. Throws when it fails. */
  text(
    parameters: readonly string[],
    input: string | Uint8Array = '',
    env: Record<string, string> = {},
  ): string {
    return execFileSync('git', ['-c', 'safe.directory=*', ...parameters], {
      cwd: this.dir,
      env: { ...process.env, GIT_DIR: this.dir, ...env },
      input,
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'pipe'],
    }).toString();
  }

  #passes(parameters: readonly string[]): boolean {
    try {
      this.text(parameters);
      return true;
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 1) return false;
      throw error;
    }
  }
}

function environmentOf(
  role: 'AUTHOR' | 'COMMITTER',
  { name, email, date }: Signature,
): Record<string, string> {
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: date };
}
