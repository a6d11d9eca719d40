import { SNAPSHOT_EXTENSIONS } from '../domain/snapshot-path.ts';

/** When a snapshot came to a branch, and how large it is: a line of `added/2026-11.txt`. */
export interface AddedLine {
  /** UTC day, as 2026-11-23. */
  day: string;
  sha256: string;
  bytes: number;
}

/** What a visitor of the branch reads. */
export const ARCHIVE_README = 'README.md';

/** Every path at which a branch or a directory may keep bytes of a SHA-256. */
export function pathsOf(sha256: string): string[] {
  return SNAPSHOT_EXTENSIONS.map((extension) => `${sha256.slice(0, 2)}/${sha256}.${extension}`);
}

const SNAPSHOT = new RegExp(`^([0-9a-f]{2})/(\\1[0-9a-f]{62})\\.(${SNAPSHOT_EXTENSIONS.join('|')})$`);

/** SHA-256 of the snapshot whose place a path is; null when it is no snapshot's. */
export function snapshotAt(path: string): string | null {
  return SNAPSHOT.exec(path)?.[2] ?? null;
}

/** Path of the lines of a day's month. */
export function addedPath(day: string): string {
  return `added/${day.slice(0, 7)}.txt`;
}

export function isAddedPath(path: string): boolean {
  return /^added\/\d{4}-\d{2}\.txt$/.test(path);
}

/** A line with its line feed. */
export function addedLine({ day, sha256, bytes }: AddedLine): string {
  return `${day} ${sha256} ${bytes}\n`;
}

/** Reads a line; null when it is none. No file of a branch can have more than ten digits of bytes. */
export function readAddedLine(line: string): AddedLine | null {
  const [, day, sha256, bytes] = /^(\d{4}-\d\d-\d\d) ([0-9a-f]{64}) (\d{1,10})$/.exec(line) ?? [];
  if (day === undefined || sha256 === undefined || Number.isNaN(Date.parse(day))) return null;
  return { day, sha256, bytes: Number(bytes) };
}

/** Whether files are those of an archive, or of nothing yet but its README: every writer leaves lines in `added/`. */
export function isArchive(paths: Iterable<string>): boolean {
  let empty = true;
  for (const path of paths) {
    if (isAddedPath(path)) return true;
    if (path !== ARCHIVE_README) empty = false;
  }
  return empty;
}

/** Where GitHub serves a branch's files, with a slash at the end; null when the remote is not on GitHub. */
export function rawAddress(remote: string, branch: string): string | null {
  const [, owner, name] =
    /^(?:https:\/\/(?:[^/@]*@)?github\.com\/|(?:ssh:\/\/)?git@github\.com[:/])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i.exec(
      remote,
    ) ?? [];
  if (owner === undefined || name === undefined) return null;
  const path = [owner, name, ...branch.split('/')].map(encodeURIComponent).join('/');
  return `https://raw.githubusercontent.com/${path}/`;
}

/** A remote's address without what opens it, for people. */
export function shownAddress(remote: string): string {
  if (!URL.canParse(remote)) return remote;
  const url = new URL(remote);
  url.username = '';
  url.password = '';
  return url.href;
}
