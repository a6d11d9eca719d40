import { expect, it } from 'vitest';
import { runsOfYear } from '../../test/ledger-year.ts';
import { checksOf, checksOfAll } from './day-figures.ts';
import { foldAll } from './fold.ts';

it('tells of all sites at once what it tells of each', () => {
  const { days } = foldAll(runsOfYear({ sites: 9, runs: 200, seed: 3 }));
  expect(days.size).toBe(3);
  for (const file of days.values()) {
    const all = checksOfAll(file);
    expect([...all.keys()].sort()).toEqual(Object.keys(file.sites).sort());
    for (const [site, figures] of all) expect(figures).toEqual(checksOf(file, site));
  }
});
