import { expect, it } from 'vitest';
import { anOutage, anOverIncident, aShownIncident, aShownSite, someIncidents } from './builders.ts';
import { outageTitle } from './outage-title.ts';
import type { Standing } from './shown.ts';

const BLOCKED: Standing = { is: 'blocked', since: '2026-11-23T14:55:00.000Z', vendor: 'imperva' };
const CORRECTED: Standing = { is: 'corrected', why: 'Our exit was refused.', by: null, source: null };
const CLOSED: Standing = {
  is: 'closed',
  reason: 'Maintenance',
  source: 'https://vote.example.gov/news',
  until: null,
};

it.each<[Standing, string]>([
  [{ is: 'down' }, 'Ohio: Track your ballot is down'],
  [{ is: 'over' }, 'Ohio: Track your ballot was down'],
  [BLOCKED, 'Ohio: Track your ballot was down and blocks our monitor now'],
  [CLOSED, 'Ohio: Track your ballot was closed as announced'],
  [CORRECTED, 'Ohio: Track your ballot was reported down'],
  [{ is: 'ended' }, 'Ohio: Track your ballot was down'],
  [{ is: 'redesigned' }, 'Ohio: Track your ballot was reported down'],
])('tells of one page how it stands: %j', (standing, title) => {
  expect(outageTitle(anOutage({ incidents: [aShownIncident({ standing })] }))).toBe(title);
});

it('takes the newest incident of a page that fell again', () => {
  const incidents = [anOverIncident(), aShownIncident({ id: 'oh-track-ballot-20261123T153000Z' })] as const;
  expect(outageTitle(anOutage({ incidents, falls: 2 }))).toBe('Ohio: Track your ballot is down');
});

const CAUSE = { is: 'vendor', words: 'behind Imperva' } as const;

it.each<[number, (index: number) => Standing, string]>([
  [12, () => ({ is: 'down' }), '12 pages in 4 states are down, all behind Imperva'],
  [12, (i) => ({ is: i < 5 ? 'down' : 'over' }), '5 of 12 pages in 4 states are down, all behind Imperva'],
  [3, (i) => ({ is: i < 1 ? 'down' : 'over' }), 'Ohio: Track your ballot is down; 2 other pages are back'],
  [3, () => ({ is: 'over' }), '3 pages in 3 states were down, all behind Imperva'],
  [3, () => BLOCKED, '3 pages in 3 states were down and block our monitor now, all behind Imperva'],
  [
    3,
    (i) => (i < 1 ? BLOCKED : { is: 'over' }),
    '3 pages in 3 states were down, all behind Imperva; 1 blocks our monitor now',
  ],
  [3, () => CORRECTED, '3 pages in 3 states were reported down, all behind Imperva'],
])('counts %d pages of a common cause', (count, standing, title) => {
  const incidents = someIncidents(count, (index) => ({ standing: standing(index) }));
  expect(outageTitle(anOutage({ incidents, cause: CAUSE }))).toBe(title);
});

it('names the state when there is only one', () => {
  const incidents = someIncidents(3, (index) => ({ site: aShownSite({ id: `oh-${index}` }) }));
  const cause = { is: 'host', words: 'at vote.example.gov' } as const;
  expect(outageTitle(anOutage({ incidents, cause }))).toBe(
    '3 pages of Ohio are down, all at vote.example.gov',
  );
});

it('counts what is left of a storm', () => {
  expect(outageTitle(anOutage({ incidents: someIncidents(14) }))).toBe('14 more pages are down');
});

it('keeps its end however long the name is, and is harmless', () => {
  const site = aShownSite({ groupName: '@everyone ::x', name: `#1 <b>\u202e${'😀'.repeat(300)}` });
  const title = outageTitle(anOutage({ incidents: [aShownIncident({ site })] }));
  expect(title).toMatch(/^＠everyone : :x: ＃1 ‹b› .*… is down$/u);
  expect(title.length).toBeLessThanOrEqual(256);
  expect(title.isWellFormed()).toBe(true);
});
