import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { snapshotPath } from '../../../checker/domain/snapshot-path.ts';
import { isKept, isPublished, readHead, readObservation, snapshotFile } from './snapshots.ts';

const folder = mkdtempSync(join(tmpdir(), 'puptime-kept-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const refTo = (text: string, mediaType = 'text/html') => ({
  sha256: createHash('sha256').update(text).digest('hex'),
  mediaType,
});

function put(text: string, mediaType?: string) {
  const ref = refTo(text, mediaType);
  const path = join(folder, snapshotPath(ref));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return { ref, path };
}

describe('a snapshot', () => {
  it('is kept when its file is there, and shown only as what it is', () => {
    const { ref } = put('<p>kept');
    expect(isKept(folder, ref)).toBe(true);
    expect(isKept(folder, refTo('<p>pruned'))).toBe(false);
    expect(isPublished(ref, 'source')).toBe(true);
    expect(isPublished(ref, 'picture')).toBe(false);
    expect(isPublished(put('%PDF', 'application/pdf').ref, 'source')).toBe(false);
  });

  it('is not kept when its file is a link, and is not read through it', () => {
    const outside = join(folder, 'secret');
    writeFileSync(outside, 'secret');
    const ref = refTo('a link');
    const path = join(folder, snapshotPath(ref));
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(outside, path);
    expect(isKept(folder, ref)).toBe(false);
    expect(() => readHead(folder, snapshotFile(ref), 10)).toThrow('ELOOP');
  });

  it('is not kept when its folder is a link', () => {
    const { ref, path } = put('<p>in a folder');
    const moved = join(folder, 'moved');
    renameSync(dirname(path), moved);
    symlinkSync(moved, dirname(path));
    expect(isKept(folder, ref)).toBe(false);
  });

  it('is read through no link when it is evidence', () => {
    const ref = refTo('{}', 'application/json');
    const path = join(folder, snapshotPath(ref));
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync('/dev/null', path);
    expect(readObservation(folder, ref.sha256)).toBeNull();
  });
});
