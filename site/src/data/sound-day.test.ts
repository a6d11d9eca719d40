import { describe, expect, it } from 'vitest';
import { foldAll } from '../../../checker/domain/fold.ts';
import { DayFile } from '../../../checker/domain/ledger-files.ts';
import { runsOfYear } from '../../../test/ledger-year.ts';
import { randomOf } from '../../../test/seeded-random.ts';
import { isSoundDay } from './sound-day.ts';

const SITE = 'al-register';
const from = '2026-01-01T06:00:00.000Z';
const { days } = foldAll(runsOfYear({ sites: 5, runs: 120, seed: 4 }), [
  { id: 'a', site: SITE, from, to: '2026-01-01T07:00:00.000Z', status: 'closed' },
]);
const texts = [...days.values()].map((file) => JSON.stringify(file));

describe('a day', () => {
  it('is sound as the ledger writes it, with corrections and without', () => {
    expect(texts.some((text) => text.includes('"corrected"'))).toBe(true);
    for (const text of texts) expect(isSoundDay(JSON.parse(text))).toBe(true);
  });

  it.each([
    ['"counted":', '"counted":-'],
    ['"version":1', '"version":2'],
    ['"version":1', '"version":1,"more":1'],
    ['"checks":', '"checks":0.5,"was":'],
    ['[0,"', '[0.5,"'],
    ['[0,"up"', '[86401,"up"'],
    ['"up"', '"fine"'],
    ['T00:00:00.000Z"', 'T00:00:00Z"'],
    ['"since":"2026-01-01', '"since":"2026-13-01'],
    ['"day":"2026-01-01"', '"day":"2026-02-30"'],
    ['"before":{"', '"before":{"unknown":1,"'],
    ['"ms":[', '"ms":["1",'],
  ])('is not sound with %s turned to %s, as the schema says too', (was, is) => {
    const text = texts.find((one) => one.includes(was)) ?? '';
    const value: unknown = JSON.parse(text.replace(was, is));
    expect(DayFile.safeParse(value).success).toBe(false);
    expect(isSoundDay(value)).toBe(false);
  });

  it('is never sound where the schema refuses it', () => {
    const random = randomOf(5);
    const odd = [null, -1, 0.5, 1e300, 'up', '', [], {}, true, [1, 2], '2026-01-01T00:00:00.000Z', 86_401];
    let accepted = 0;
    for (let round = 0; round < 600; round++) {
      const value: unknown = JSON.parse(texts[round % texts.length] ?? '');
      spoil(value, odd[Math.floor(random() * odd.length)], random);
      if (!isSoundDay(value)) continue;
      accepted += 1;
      expect(DayFile.safeParse(value).error?.issues ?? []).toEqual([]);
    }
    expect(accepted).toBeGreaterThan(0);
  });
});

/** Puts a value in the place of one that lies somewhere in another. */
function spoil(value: unknown, odd: unknown, random: () => number): void {
  let holder = value as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(holder);
    const key = keys[Math.floor(random() * keys.length)] ?? 'new';
    const inner = holder[key];
    if (typeof inner !== 'object' || inner === null || random() < 0.2) {
      holder[key] = odd;
      return;
    }
    holder = inner as Record<string, unknown>;
  }
}
