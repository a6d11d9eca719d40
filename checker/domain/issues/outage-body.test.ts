import { expect, it } from 'vitest';
import { keptObservation } from '../observation-builder.ts';
import {
  ABOUT,
  anOutage,
  anOverIncident,
  aShownIncident,
  aShownSite,
  aShownVisit,
  someIncidents,
} from './builders.ts';
import { outageBody } from './outage-body.ts';
import type { ShownIncident } from './shown.ts';

const bodyOf = (overrides: Partial<ShownIncident> = {}, about = ABOUT) =>
  outageBody(anOutage({ incidents: [aShownIncident(overrides)] }), about, []);
const lead = (body: string) => body.split('\n').slice(0, 2).join('\n');

it('tells of one page all that is known', async () => {
  const at = '2026-11-23T14:22:10.000Z';
  const { observation } = aShownVisit();
  const firstBad = aShownVisit({
    observation: observation && {
      ...observation,
      redirects: [{ url: 'https://vote.example.gov/oh-track-ballot', status: 302 }],
      finalUrl: 'https://vote.example.gov/error',
      tls: {
        protocol: 'TLS 1.3',
        subject: 'vote.example.gov',
        issuer: 'Example CA',
        validFrom: '2026-09-01T00:00:00.000Z',
        validTo: '2026-11-25T00:00:00.000Z',
      },
      startedAt: at,
    },
  });
  const reasons: ShownIncident['reasons'] = [
    { kind: 'http-status', status: 503 },
    { kind: 'error-page', rule: 'service-unavailable', phrase: 'Service Unavailable' },
  ];
  const body = outageBody(anOutage({ incidents: [aShownIncident({ firstBad, reasons })] }), ABOUT, [
    'octocat',
    '@acme/ohio',
    'not a name',
  ]);
  await expect(body).toMatchFileSnapshot('__snapshots__/outage-body-one.md');
});

it('tells of several pages in a table, what is down first', async () => {
  const incidents = someIncidents(6, (index) => {
    if (index === 1)
      return { standing: { is: 'blocked', since: '2026-11-23T14:40:00.000Z', vendor: 'imperva' } };
    return index === 4 ? { ...anOverIncident({ site: aShownSite({ id: 'oh-register' }) }), page: null } : {};
  });
  const cause = { is: 'vendor', words: 'behind Imperva' } as const;
  const body = outageBody(anOutage({ incidents, cause }), ABOUT, ['octocat']);
  await expect(body).toMatchFileSnapshot('__snapshots__/outage-body-several.md');
});

it('says in a few words what is missing', async () => {
  const none = { observation: null, picture: null, source: null, run: null };
  const { observation } = aShownVisit();
  const body = bodyOf(
    {
      lastGood: null,
      firstBad: aShownVisit({ ...none }),
      confirmedBy: aShownVisit({ ...none, observation, at: '2026-11-23T14:28:00.000Z' }),
      lastBad: aShownVisit({
        ...none,
        at: '2026-11-23T14:52:00.000Z',
        observation: keptObservation('2026-11-23T14:52:00.000Z', {
          status: null,
          failure: { kind: 'dns', host: 'vote.example.gov', code: 'ENOTFOUND' },
        }),
      }),
      site: aShownSite({ page: null }),
      page: null,
    },
    { ...ABOUT, statusSite: null },
  );
  expect(body).not.toMatch(/<img|null|undefined|\(\)/);
  await expect(body).toMatchFileSnapshot('__snapshots__/outage-body-missing.md');
});

it.each<[string, Partial<ShownIncident>, string, string]>([
  [
    'is over',
    anOverIncident(),
    '**This page serves again, first seen so at 15:07 UTC.** It was down for between 30 minutes and 1 hour 1 minute.',
    'Voters who opened this page got an error: the server answered 503. It began between 14:07 and 14:22 UTC on 23 November 2026.',
  ],
  [
    'blocks the monitor',
    { standing: { is: 'blocked', since: '2026-11-24T01:00:00.000Z', vendor: 'unknown' } },
    '**This page was down, and has turned our monitor away since 01:00 UTC on 24 November 2026 (an unknown firewall).** Whether it serves voters can no longer be seen. It was last seen down at 14:52 UTC.',
    'Voters who opened this page got an error: the server answered 503. It began between 14:07 and 14:22 UTC on 23 November 2026.',
  ],
  [
    'was corrected',
    { standing: { is: 'corrected', why: 'Our exit was refused.', by: 'octocat', source: null } },
    '**This page was reported down; the record was corrected by octocat.** Why: Our exit was refused.',
    'What our monitor saw: the server answered 503. It began between 14:07 and 14:22 UTC on 23 November 2026.',
  ],
])('says in two lines how a page stands that %s', (_, overrides, first, second) => {
  expect(lead(bodyOf(overrides))).toBe(`${first}\n${second}`);
});

it('tells what is seen now when that has changed', () => {
  const body = bodyOf({ now: [{ kind: 'timeout', phase: 'answer', afterMs: 45_000 }] });
  expect(lead(body)).toContain('Voters who open this page wait for it in vain: no answer within 45 s.');
  expect(body).toContain('at first:\n\n- The server answered 503\n\nNow:\n\n- No answer within 45 s');
});

it('counts how often a page fell', () => {
  const body = outageBody(anOutage({ falls: 3 }), ABOUT, []);
  expect(lead(body)).toMatch(/It fell for the 3rd time\.$/);
});

it('lists forty pages and says how many more there are', () => {
  const body = outageBody(anOutage({ incidents: someIncidents(120) }), ABOUT, []);
  expect(body.match(/^\| \[/gm)).toHaveLength(40);
  expect(body).toContain('And 80 more: see [the status site](https://acme.github.io/monitor/).');
});

it('says what voters meet only where it is the same at all pages', () => {
  const other = (index: number): Partial<ShownIncident> =>
    index === 0 ? {} : { reasons: [{ kind: 'dns', host: 'vote.example.gov', code: 'ENOTFOUND' }] };
  const same = outageBody(anOutage({ incidents: someIncidents(3) }), ABOUT, []);
  const mixed = outageBody(anOutage({ incidents: someIncidents(3, other) }), ABOUT, []);
  expect(lead(same)).toContain('3 pages are down. Voters who open one of them get an error');
  expect(lead(mixed)).toMatch(/^\*\*3 pages are down\.\*\*$/m);
});
