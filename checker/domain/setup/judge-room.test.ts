import { expect, it } from 'vitest';
import { aFound } from './found-builder.ts';
import type { BranchSize, Health } from './health.ts';
import { judgeRoom } from './judge-room.ts';

function room(sizeKb: number, sizes: Partial<Health['sizes']> = {}): string {
  const { level, says, remedy } = judgeRoom(aFound({ repository: { ...aFound().repository, sizeKb } }), {
    ...{ now: '2026-11-27T12:00:00Z', intervalMs: 900_000, maxGapMs: 2_700_000 },
    ...{ runs: [], record: null, exits: [] },
    sizes: { data: null, snapshots: null, ...sizes },
  });
  return `${level}: ${says}${remedy === null ? '' : ' → remedy'}`;
}
const aSize = (files: number, bytes: number, more = false): BranchSize => ({ files, bytes, more });

it.each([
  [0, 'ok: the whole repository with its history 0 kB'],
  [999, 'ok: the whole repository with its history 999 kB'],
  [1_500, 'ok: the whole repository with its history 1.5 MB'],
  [1_000_000, 'ok: the whole repository with its history 1.0 GB'],
  [
    1_000_001,
    'warning: the whole repository with its history 1.0 GB (GitHub asks for less than 1 GB) → remedy',
  ],
  [
    5_000_000,
    'warning: the whole repository with its history 5.0 GB (GitHub asks for less than 1 GB) → remedy',
  ],
  [
    5_000_001,
    'fault: the whole repository with its history 5.0 GB (GitHub asks for less than 1 GB) → remedy',
  ],
])('holds %i kilobytes against what GitHub asks for', (sizeKb, said) => {
  expect(room(sizeKb)).toBe(said);
});

it('tells how large each branch is that is there', () => {
  expect(room(1_500, { data: aSize(1, 900) })).toBe(
    'ok: data 1 kB in 1 file; the whole repository with its history 1.5 MB',
  );
  expect(room(1_500, { data: aSize(2, 42_000), snapshots: aSize(12_345, 250_000_000, true) })).toBe(
    'ok: data 42 kB in 2 files; snapshots more than 250 MB in 12,345 files; the whole repository with its history 1.5 MB',
  );
});
