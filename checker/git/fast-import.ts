/** Files to write into a commit, by path; null takes a file away. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;

/** Who wrote a commit. */
export interface Author {
  name: string;
  email: string;
}

/** A commit to be made on top of another. */
export interface NewCommit {
  /** The commit it follows; null begins a history. */
  parent: string | null;
  changes: Changes;
  message: string;
  author: Author;
  at: Date;
}

/** What needs no quoting for git: enough for all that is kept. */
const PLAIN_PATH = /^(?!\/)[\w@+.=-]+(\/[\w@+.=-]+)*$/;

/**
 * A commit as `git fast-import` reads it: contents, trees and commit in one go, without a work tree. `ref` is where it is put.
 * Throws `TypeError` at a path that would want quoting.
 */
export function fastImportStream(ref: string, commit: NewCommit): Buffer {
  const seconds = Math.floor(commit.at.getTime() / 1_000);
  const { name, email } = commit.author;
  const parts: Uint8Array[] = [text(`commit ${ref}\ncommitter ${name} <${email}> ${seconds} +0000\n`)];
  parts.push(...data(text(commit.message)));
  if (commit.parent !== null) parts.push(text(`from ${commit.parent}\n`));
  for (const [path, bytes] of commit.changes) {
    if (!PLAIN_PATH.test(path) || path.split('/').some((part) => part === '.' || part === '..'))
      throw new TypeError(`not a path to commit: ${JSON.stringify(path)}`);
    if (bytes === null) parts.push(text(`D ${path}\n`));
    else parts.push(text(`M 100644 inline ${path}\n`), ...data(bytes));
  }
  parts.push(text('done\n'));
  return Buffer.concat(parts);
}

function data(bytes: Uint8Array): Uint8Array[] {
  return [text(`data ${bytes.byteLength}\n`), bytes, text('\n')];
}

function text(value: string): Buffer {
  return Buffer.from(value);
}
