import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  corrections,
  disagreement,
  foldOneByOne,
  HISTORIES,
  history,
  historyWithRename,
  merged,
  part,
} from '../../test/soak/fold-histories.ts';
import { correct, foldAll } from './fold.ts';
import { dayOf, dayStart, secondOf } from './instant.ts';
import { neededForCorrections } from './needed-for.ts';

it('counts every second and every incident as a slow replay of the history does', () => {
  fc.assert(
    fc.property(history, corrections, (runs, made) => {
      expect(disagreement(runs, made)).toBeNull();
    }),
    { numRuns: HISTORIES },
  );
});

it('gives the same ledger run by run of only what is needed, all at once, shuffled and doubled', () => {
  const shuffled = historyWithRename.chain((runs) =>
    fc.tuple(fc.constant(runs), fc.shuffledSubarray([...runs, ...runs], { minLength: runs.length * 2 })),
  );
  fc.assert(
    fc.property(shuffled, corrections, ([runs, twice], made) => {
      const ledger = foldAll(runs, made);
      expect(foldAll(twice, made)).toEqual(ledger);
      expect(foldOneByOne(runs, made)).toEqual(ledger);
    }),
    { numRuns: HISTORIES },
  );
});

it('changes corrections without the runs as if they had been there from the beginning', () => {
  fc.assert(
    fc.property(historyWithRename, corrections, corrections, (runs, before, after) => {
      const ledger = foldAll(runs, before);
      const corrected = correct(part(ledger, neededForCorrections(ledger.state, after)), after);
      expect(merged(ledger, corrected)).toEqual(foldAll(runs, after));
    }),
    { numRuns: HISTORIES },
  );
});

it('makes finished days of 86,400 seconds, of merged segments, without holes', () => {
  fc.assert(
    fc.property(history, corrections, (runs, made) => {
      const { days, state } = foldAll(runs, made);
      const end = secondOf(state.newestRun?.endedAt ?? '');
      for (const [day, { counted, sites }] of days) {
        expect(counted).toBe(day === dayOf(end) ? end - dayStart(day) : 86_400);
        for (const { segments, corrected } of Object.values(sites)) {
          for (const line of [segments, corrected ?? segments]) {
            expect(line[0]?.[0] ?? 0).toBe(0);
            for (const [i, [from, status]] of line.entries()) {
              const next = line[i + 1];
              if (next) expect(next[0] > from && next[1] !== status && next[0] < counted).toBe(true);
            }
          }
        }
      }
    }),
    { numRuns: HISTORIES },
  );
});
