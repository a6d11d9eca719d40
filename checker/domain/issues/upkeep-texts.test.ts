import { describe, expect, it } from 'vitest';
import type { Blockade, Certificate, Drift, Silence } from './about.ts';
import { blockadeBody, blockadeOverText, blockadeTitle } from './blockade-text.ts';
import { ABOUT, aShownIncident, aShownSite, aShownVisit, someIncidents } from './builders.ts';
import {
  certificateBody,
  certificateOverText,
  certificateText,
  certificateTitle,
} from './certificate-text.ts';
import { driftBody, driftOverText, driftTitle } from './drift-text.ts';
import { silenceBody, silenceOverText, silenceTitle } from './silence-text.ts';

const threadOf = (...texts: string[]) => texts.join('\n\n---\n\n');

describe('a blockade', () => {
  const reasons = [{ kind: 'block', vendor: 'imperva', rule: 'imperva-incident' }] as const;
  const incidents = someIncidents(3, () => ({ kind: 'blocked', reasons, now: reasons }));
  const blockade: Blockade = { key: 'vendor imperva', vendor: 'Imperva', groupName: null, incidents };

  it('is told without alarm', async () => {
    const text = threadOf(blockadeTitle(blockade), blockadeBody(blockade, ABOUT), blockadeOverText(ABOUT));
    await expect(text).toMatchFileSnapshot('__snapshots__/blockade.md');
  });

  it('of a group, of one page', () => {
    const one: Blockade = { ...blockade, vendor: null, groupName: 'Ohio', incidents: [aShownIncident()] };
    expect(blockadeTitle(one)).toBe('1 page of Ohio blocks our monitor');
    expect(blockadeBody(one, ABOUT)).toContain(
      'voters most likely reach it.**\nIt has done so since 14:22 UTC',
    );
  });
});

describe('a certificate', () => {
  const certificate: Certificate = {
    host: 'vote.example.gov',
    subject: '*.example.gov',
    issuer: 'Example CA',
    validTo: '2026-11-30T12:00:00.000Z',
    seenAt: '2026-11-23T14:07:00.000Z',
    sites: [aShownSite(), aShownSite({ id: 'oh-register', name: 'Register to vote' })],
  };

  it('is told before it ends', async () => {
    const text = threadOf(
      certificateTitle(certificate, 6),
      certificateBody(certificate, 6, ABOUT),
      certificateText(certificate, 1, ABOUT),
      certificateOverText({ ...certificate, validTo: '2027-02-28T12:00:00.000Z' }, ABOUT),
    );
    await expect(text).toMatchFileSnapshot('__snapshots__/certificate.md');
  });

  it.each([
    [1, 'ends in 1 day'],
    [0, 'ends in less than a day'],
    [-1, 'ended less than a day ago'],
    [-3, 'ended 2 days ago'],
  ])('with %d days left %s', (days, words) => {
    expect(certificateText(certificate, days, ABOUT)).toContain(words);
  });
});

describe('a drift', () => {
  const moved: Drift = {
    site: aShownSite(),
    found: {
      is: 'moved',
      status: 301,
      to: 'https://ballots.example.org/track',
      otherHost: true,
      seenAt: '2026-11-23T14:07:00.000Z',
    },
    change: {
      before: ['"url": "https://vote.example.gov/oh-track-ballot",'],
      after: ['"url": "https://ballots.example.org/track",'],
    },
  };
  const redesigned: Drift = {
    site: aShownSite(),
    found: {
      is: 'redesigned',
      since: '2026-11-15T14:07:00.000Z',
      missing: [{ kind: 'missing', expectation: 'text', expected: 'Track your ballot' }],
      title: 'Ballot tracker',
      seen: aShownVisit(),
    },
    change: { before: [], after: ['"expect": {"title":"Ballot tracker"},'] },
  };

  it.each([
    ['moved', moved],
    ['redesigned', redesigned],
  ])('holds the change to make: %s', async (name, drift) => {
    const text = threadOf(driftTitle(drift), driftBody(drift, ABOUT), driftOverText(drift.site, ABOUT));
    await expect(text).toMatchFileSnapshot(`__snapshots__/drift-${name}.md`);
  });
});

describe('a silence', () => {
  const since = '2026-11-23T11:07:00.000Z';
  const silence: Silence = {
    is: 'no-run',
    since,
    newestRun: { id: '4711-1', endedAt: since, url: 'https://github.com/acme/monitor/actions/runs/4711' },
    reasons: [],
  };

  it.each<[string, Silence]>([
    ['no-run', silence],
    [
      'all-unknown',
      {
        ...silence,
        is: 'all-unknown',
        reasons: [{ kind: 'route', route: 'lightsail:us-east-2', detail: 'no instance could be made' }],
      },
    ],
  ])('says what to do: %s', async (name, told) => {
    const text = threadOf(silenceTitle(told), silenceBody(told, ABOUT), silenceOverText(ABOUT));
    await expect(text).toMatchFileSnapshot(`__snapshots__/silence-${name}.md`);
  });

  it('says so when nothing ever ran', () => {
    const never: Silence = { ...silence, since: null, newestRun: null };
    expect(silenceTitle(never)).toBe('The monitor has not run yet');
    expect(silenceBody(never, ABOUT)).toContain('There is no run in the record yet.');
  });
});
