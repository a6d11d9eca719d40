import { expect, it } from 'vitest';
import {
  ABOUT,
  anOutage,
  anOverIncident,
  aShownIncident,
  aShownSite,
  aShownVisit,
  someIncidents,
} from './builders.ts';
import {
  blockedText,
  changedText,
  duplicateText,
  joinedText,
  overText,
  reopenedText,
  stillDownText,
} from './outage-comments.ts';
import type { ShownIncident } from './shown.ts';

const HOUR = 3_600_000;
const five = someIncidents(5, (index) => (index === 3 ? { standing: { is: 'over' } } : {}));
const several = anOutage({ incidents: five, cause: { is: 'error', words: 'answering 503' } });
const register: ShownIncident = aShownIncident({
  site: aShownSite({ id: 'oh-register', name: 'Register to vote' }),
});
const blocked: ShownIncident = aShownIncident({
  standing: { is: 'blocked', since: '2026-11-23T14:55:00.000Z', vendor: 'imperva' },
});
const changed = aShownIncident({
  now: [{ kind: 'timeout', phase: 'answer', afterMs: 45_000 }],
  lastBad: aShownVisit({ at: '2026-11-23T14:52:11.000Z', observation: null, picture: null }),
});
const corrected: ShownIncident = aShownIncident({
  standing: { is: 'corrected', why: 'Our exit was refused.', by: null, source: null },
});

it.each([
  ['joined-one', joinedText(several, [register], ABOUT)],
  ['joined-several', joinedText(several, five.slice(0, 2), ABOUT)],
  ['over-one', overText(several, [anOverIncident()], ABOUT)],
  ['over-several', overText(several, [anOverIncident(), corrected], ABOUT)],
  ['changed', changedText(changed, ABOUT)],
  ['still-down-one', stillDownText(anOutage(), 6 * HOUR, ABOUT)],
  ['still-down-several', stillDownText(several, HOUR, ABOUT)],
  ['blocked', blockedText(blocked, ABOUT)],
  ['reopened-one', reopenedText(anOutage({ falls: 3 }), [register], ABOUT)],
  ['reopened-several', reopenedText({ ...several, falls: 2 }, five.slice(0, 2), ABOUT)],
])('says what is new: %s', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`__snapshots__/comment-${name}.md`);
});

it('points to the other issue', () => {
  expect(duplicateText(12)).toBe(
    '#12 tells of the same outage, and what is new will stand there. This issue is closed.',
  );
});

it('counts what is left in words', () => {
  const all = anOutage({ incidents: someIncidents(2, () => ({ standing: { is: 'over' } })) });
  expect(overText(all, [anOverIncident(), anOverIncident()], ABOUT)).toContain(
    '**2 pages serve again.**\nOf 2 pages in this issue none is down.',
  );
});
