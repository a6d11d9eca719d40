import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Visit } from './run-record.ts';
import { Outcome } from './status.ts';
import { decideVerdict, wantsConfirmation } from './verdict.ts';

const MINUTE = 60_000;
const exits = ['A', 'B', 'C'];

/** Visits written as `A0 down`: exit, minute, outcome. */
function visits(...words: string[]): Visit[] {
  return words.map((word) => {
    const [, exit = 'A', minute = '0', outcome] = /^([ABC])(\d+) (\w+)$/.exec(word) ?? [];
    return {
      route: exits.indexOf(exit),
      at: new Date(Date.UTC(2026, 10, 23, 14, Number(minute))).toISOString(),
      ms: 100,
      outcome: Outcome.parse(outcome),
      reasons: outcome === 'up' ? [] : [{ kind: 'http-status', status: 500 + Number(minute) }],
      evidence: null,
      text: null,
    };
  });
}

const exitOf = (visit: Visit) => exits[visit.route] ?? '';
const decide = (...words: string[]) => decideVerdict(visits(...words), exitOf, 5 * MINUTE);

describe('the verdict', () => {
  it.each([
    [['A0 up'], 'up', true, undefined],
    [['A0 degraded'], 'degraded', true, undefined],
    [['A0 down', 'B1 up'], 'up', true, 'down'],
    [['A0 down', 'B1 degraded'], 'degraded', true, 'down'],
    [['A0 blocked', 'B1 up'], 'up', true, 'blocked'],
    [['A0 down', 'B1 down'], 'down', true, undefined],
    [['A0 blocked', 'B1 blocked'], 'blocked', true, undefined],
    [['A0 down', 'B1 blocked'], 'blocked', true, undefined],
    [['A0 blocked', 'B1 down'], 'blocked', true, undefined],
    [['A0 down', 'B1 unknown'], 'unknown', true, undefined],
    [['A0 blocked', 'B1 unknown'], 'unknown', true, undefined],
    [['A0 unknown', 'B1 up'], 'up', true, undefined],
    [['A0 unknown', 'B1 down'], 'unknown', true, undefined],
    [['A0 unknown', 'B1 down', 'C2 down'], 'down', true, undefined],
    [['A0 unknown', 'B1 unknown'], 'unknown', true, undefined],
    [['A0 down'], 'down', false, undefined],
    [['A0 blocked'], 'blocked', false, undefined],
    [['A0 down', 'A4 down'], 'down', false, undefined],
    [['A0 down', 'A5 down'], 'down', true, undefined],
    [['A0 down', 'A5 blocked'], 'blocked', true, undefined],
    [['A0 down', 'A5 up'], 'up', true, 'down'],
    [['A0 down', 'B1 down', 'C2 up'], 'up', true, 'down'],
  ] as const)('of %j is %s, confirmed: %s, transient: %s', (words, verdict, confirmed, transient) => {
    const decided = decide(...words);
    expect(decided).toMatchObject({ verdict, confirmed });
    expect(decided.transient).toBe(transient);
  });

  it('is unknown without a visit, and says so', () => {
    expect(decide()).toEqual({
      verdict: 'unknown',
      confirmed: true,
      reasons: [{ kind: 'not-visited', detail: 'the run ended first' }],
    });
  });

  it('carries the reasons of the visit that decided', () => {
    expect(decide('A0 down', 'B1 blocked').reasons).toEqual([{ kind: 'http-status', status: 501 }]);
    expect(decide('A1 blocked', 'B2 down').reasons).toEqual([{ kind: 'http-status', status: 501 }]);
  });

  it('is never a confirmed outage on the word of one exit within five minutes', () => {
    const visit = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...Outcome.options));
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 6 }), (seen) => {
        const words = seen.toSorted(([a], [b]) => a - b).map(([minute, outcome]) => `A${minute} ${outcome}`);
        const { verdict, confirmed } = decide(...words);
        expect(confirmed && (verdict === 'down' || verdict === 'blocked')).toBe(false);
      }),
    );
  });
});

describe('a visit more', () => {
  it.each([
    [['A0 up'], false],
    [['A0 down'], true],
    [['A0 blocked'], true],
    [['A0 unknown'], true],
    [['A0 unknown', 'B1 unknown'], false],
    [['A0 down', 'B1 down'], false],
    [['A0 down', 'B1 up'], false],
    [[], false],
  ] as const)('after %j is wanted: %s', (words, wanted) => {
    const seen = visits(...words);
    expect(wantsConfirmation(seen, decideVerdict(seen, exitOf, 5 * MINUTE))).toBe(wanted);
  });
});
