import { earlier } from '../domain/instant.ts';
import { type AddedLine, addedLine, addedPath, readAddedLine } from './branch-store-layout.ts';

/** What the files of `added/` say. */
export interface Added {
  /** Text by path. */
  files: ReadonlyMap<string, string>;
  /** By SHA-256; of several lines for a snapshot the newest. */
  lines: ReadonlyMap<string, AddedLine>;
  /** How many lines could not be read. */
  faults: number;
}

/** Reads all months. */
export function readAdded(contents: ReadonlyMap<string, Buffer>): Added {
  const files = new Map([...contents].map(([path, bytes]) => [path, bytes.toString('latin1')]));
  const lines = new Map<string, AddedLine>();
  let faults = 0;
  for (const text of files.values()) {
    for (const line of text.split('\n')) {
      const read = readAddedLine(line);
      if (!read) faults += line === '' ? 0 : 1;
      else if ((lines.get(read.sha256)?.day ?? '') < read.day) lines.set(read.sha256, read);
    }
  }
  return { files, lines, faults };
}

/** The files of `added/` that are to be changed: lines of what stays, each once, and those that were missing. */
export function rewriteAdded(
  { files }: Pick<Added, 'files'>,
  isKept: (sha256: string) => boolean,
  loose: ReadonlyMap<string, AddedLine>,
  today: string,
): Map<string, Uint8Array | null> {
  const written = new Map<string, string>();
  const seen = new Set<string>();
  // A clock that was ahead must not keep anything for ever: it came today at the latest. The newest first: of several lines for a snapshot, that one counts.
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const lines = text.split('\n').flatMap((each) => readAddedLine(each) ?? []);
    const kept = lines.reverse().filter(({ sha256 }) => {
      const first = isKept(sha256) && !seen.has(sha256);
      if (first) seen.add(sha256);
      return first;
    });
    written.set(
      path,
      kept
        .reverse()
        .map((line) => addedLine({ ...line, day: earlier(line.day, today) }))
        .join(''),
    );
  }
  const late = [...loose.values()].filter(({ sha256 }) => isKept(sha256)).map(addedLine);
  if (late.length > 0) written.set(addedPath(today), (written.get(addedPath(today)) ?? '') + late.join(''));
  // A branch without any would no longer be known for an archive.
  const isBare = [...written.values()].every((text) => text === '');
  const last = [...written.keys()].sort().at(-1);
  const changes = new Map<string, Uint8Array | null>();
  for (const [path, text] of written) {
    if (text !== '' || (isBare && path === last)) {
      if (text !== files.get(path)) changes.set(path, Buffer.from(text));
    } else changes.set(path, null);
  }
  return changes;
}
