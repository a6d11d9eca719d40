import { describe, expect, it } from 'vitest';
import { foldAll } from '../../../checker/domain/fold.ts';
import { knownSites } from '../../../checker/domain/known-site.ts';
import type { Correction } from '../../../checker/domain/ledger-files.ts';
import { runsOfYear } from '../../../test/ledger-year.ts';
import { ObservedWindows } from './observed-windows.ts';

const RUNS = [...runsOfYear({ sites: 3, runs: 96 * 9, seed: 6 })];
const SITE = 'ak-register';

function observedOf(corrections: readonly Correction[]) {
  const { state, days } = foldAll(RUNS, corrections);
  const windows = new ObservedWindows(state, knownSites(state));
  for (const file of days.values()) windows.add(file);
  return { state, windows };
}

describe('availability as observed', () => {
  it('is what the ledger would say without corrections, of the windows that they changed', () => {
    const stretch = { from: '2026-01-04T05:00:00.000Z', to: '2026-01-04T17:20:00.000Z' };
    const { state, windows } = observedOf([{ id: 'was-down', site: SITE, ...stretch, status: 'down' }]);
    const plain = foldAll(RUNS).state.sites[SITE]?.availability;
    const observed = windows.of(SITE);
    expect(Object.keys(observed)).toEqual(['7d', '30d', '90d', '365d']);
    for (const [window, figure] of Object.entries(observed)) {
      expect(figure).toEqual(plain?.[window as keyof typeof observed]);
      expect(figure).not.toEqual(state.sites[SITE]?.availability[window as keyof typeof observed]);
    }
  });

  it('is not told of sites without corrections, nor where a correction changes no figure', () => {
    const stretch = { from: '2026-01-04T05:00:00.000Z', to: '2026-01-04T06:00:00.000Z' };
    const { windows } = observedOf([{ id: 'no-change', site: SITE, ...stretch, status: 'up' }]);
    expect(windows.of(SITE)).toEqual({});
    expect(windows.of('al-register')).toEqual({});
  });
});
