import { describe, expect, it } from 'vitest';
import { barsSentence, type Counts, headline } from './words.ts';

const NONE: Counts = { up: 0, degraded: 0, down: 0, blocked: 0, closed: 0, unknown: 0, suspect: 0 };

describe('headline', () => {
  it.each([
    [{}, 'No pages are monitored yet'],
    [{ up: 148 }, 'All 148 pages are reachable'],
    [{ up: 1 }, 'The page is reachable'],
    [{ up: 146, down: 2 }, '2 of 148 pages are down'],
    [{ up: 147, down: 1 }, '1 of 148 pages is down'],
    [{ down: 1 }, '1 of 1 page is down'],
    [{ up: 147, unknown: 1 }, 'No page is known to be down'],
    [{ up: 147, suspect: 1 }, 'No page is known to be down'],
    [{ unknown: 148 }, 'None of 148 pages could be checked'],
    [{ unknown: 1 }, 'The page could not be checked'],
  ] as const)('of %o is “%s”', (counts, text) => {
    expect(headline({ ...NONE, ...counts })).toBe(text);
  });
});

describe('barsSentence', () => {
  it('counts the days by what marks them, the gravest first', () => {
    expect(
      barsSentence([{ status: 'up' }, { status: 'down' }, { status: 'up' }, { status: 'unknown' }]),
    ).toBe('Of the last 4 days: down on 1, reachable on 2, not checked on 1.');
  });
});
