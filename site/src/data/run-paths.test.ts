import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runsAmong, runsIn } from './run-listing.ts';
import { runPathsOf } from './run-paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'puptime-runs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('finds the record of a visit’s run, also of one that began the day before, and leaves out what is not there', () => {
  const paths = ['runs/2026/11/23/140000-a-1.json', 'runs/2026/11/22/235900-b-1.json'];
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '{}');
  }
  const visits = [
    { run: 'a-1', at: '2026-11-23T14:01:00.000Z' },
    { run: 'b-1', at: '2026-11-23T00:02:00.000Z' },
    { run: 'c-1', at: '2026-11-20T00:02:00.000Z' },
  ];
  for (const runsOn of [runsIn(folder), runsAmong(paths)])
    expect([...runPathsOf(runsOn, visits)]).toEqual([
      ['a-1', paths[0]],
      ['b-1', paths[1]],
    ]);
});
