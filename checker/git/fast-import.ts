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

/**
 * A commit as `git fast-import` reads it: contents, trees and commit in one go, without a work tree. `ref` is where it is put.
 * Throws `TypeError` at a path that git would not take.
 */
export function fastImportStream(ref: string, commit: NewCommit): Buffer {
  const seconds = Math.floor(commit.at.getTime() / 1_000);
  const { name, email } = commit.author;
  const parts: Uint8Array[] = [text(`commit ${ref}\ncommitter ${name} <${email}> ${seconds} +0000\n`)];
  parts.push(...data(text(commit.message)));
  if (commit.parent !== null) parts.push(text(`from ${commit.parent}\n`));
  for (const [path, bytes] of commit.changes) {
    if (bytes === null) parts.push(text(`D ${quoted(path)}\n`));
    else parts.push(text(`M 100644 inline ${quoted(path)}\n`), ...data(bytes));
  }
  parts.push(text('done\n'));
  return Buffer.concat(parts);
}

/** A path as it stands in the stream. */
function quoted(path: string): string {
  if (path.split('/').some((part) => /^(|\.|\.\.|\.git)$/i.test(part)) || path.includes('\0'))
    throw new TypeError(`not a path to commit: ${JSON.stringify(path)}`);
  if (/^[\w@+.=/-]+$/.test(path)) return path;
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function data(bytes: Uint8Array): Uint8Array[] {
  return [text(`data ${bytes.byteLength}\n`), bytes, text('\n')];
}

function text(value: string): Buffer {
  return Buffer.from(value);
}
