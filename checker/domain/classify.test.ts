import { describe, expect, it } from 'vitest';
import { anExpectation, anObservation, aPageContent, aProbe } from './classifier-builders.ts';
import { type Classification, classify } from './classify.ts';
import type { Failure, PageContent } from './observation.ts';
import type { ResolvedExpectations } from './resolved-site.ts';

const long = `Track your ballot. ${'Your ballot is on its way to the county. '.repeat(60)}`;

function judge(
  visit: Parameters<typeof anObservation>[0] = {},
  page: Partial<PageContent> | null = {},
  expected: Partial<ResolvedExpectations> = {},
): Classification {
  return classify({
    observation: anObservation(visit),
    page: page && aPageContent(page),
    expect: anExpectation(expected),
  });
}

function aFailure(kind: Failure['kind'], overrides: Partial<Failure> = {}): Failure {
  return { kind, host: 'vote.example.gov', code: 'ERR_SOMETHING', ...overrides };
}

describe('a page with all that is expected', () => {
  it('is up', () => {
    expect(judge()).toEqual({ outcome: 'up', reasons: [], vendor: null, rules: [] });
  });

  it.each<[string, Parameters<typeof judge>, Classification['reasons']]>([
    ['the status is wrong', [{ status: 500 }], [{ kind: 'http-status', status: 500 }]],
    ['the status is 403', [{ status: 403 }], [{ kind: 'http-status', status: 403 }]],
    [
      'it is slow',
      [{ timings: { ...anObservation().timings, ready: 20_000.4 } }],
      [{ kind: 'slow', ms: 20_000, limitMs: 15_000 }],
    ],
    [
      'it ended at another registrable domain',
      [{ finalUrl: 'https://vote.example.org/' }],
      [{ kind: 'off-domain', host: 'vote.example.org', expected: '*.example.gov' }],
    ],
    [
      'the visit ran out of time after it was there',
      [{ failure: aFailure('timeout') }],
      [{ kind: 'timeout', phase: 'document', afterMs: 1_500 }],
    ],
    [
      'the answer was cut for its size',
      [{ failure: aFailure('too-large') }],
      [{ kind: 'too-large', limitBytes: 90_000 }],
    ],
    [
      'the connection was reset after it was there',
      [{ failure: aFailure('http2', { code: 'ERR_HTTP2_PROTOCOL_ERROR' }) }],
      [{ kind: 'protocol', code: 'ERR_HTTP2_PROTOCOL_ERROR' }],
    ],
  ])('is degraded when %s', (_, [visit], reasons) => {
    expect(judge(visit)).toMatchObject({ outcome: 'degraded', reasons });
  });

  it('is up with a status that the site names, and degraded with 200 then', () => {
    expect(judge({ status: 404 }, {}, { status: [404] }).outcome).toBe('up');
    expect(judge({ status: 200 }, {}, { status: [404] }).outcome).toBe('degraded');
  });

  it('is down on a host that a contributor did not allow', () => {
    const host = { host: ['vote.example.gov'], hostGiven: true };
    expect(judge({ finalUrl: 'https://www.example.gov/' }, {}, host).outcome).toBe('down');
    expect(judge({}, {}, host).outcome).toBe('up');
  });

  it.each(['https://example.gov/', 'https://a.b.example.gov/'])('is at home at %s', (finalUrl) => {
    expect(judge({ finalUrl }).outcome).toBe('up');
  });

  it('is degraded at a host that only ends in the same letters', () => {
    expect(judge({ finalUrl: 'https://notexample.gov/' }).outcome).toBe('degraded');
  });

  it('is down with words that must not be there', () => {
    expect(judge({}, {}, { absent: ['Date of birth'] })).toMatchObject({
      outcome: 'down',
      reasons: [{ kind: 'forbidden', pattern: 'Date of birth' }],
    });
  });

  it('is not blocked by a marker in the midst of much text', () => {
    const marks = { text: long, ids: new Set(['challenge-error-text']), scripts: '_cf_chl_opt' };
    expect(judge({ headers: { 'cf-mitigated': 'challenge' } }, marks).outcome).toBe('up');
  });

  it('is blocked by a marker on a short page, though its words are there', () => {
    expect(judge({}, { scripts: 'window._cf_chl_opt={}' })).toMatchObject({
      outcome: 'blocked',
      vendor: 'cloudflare',
    });
  });

  it('is down under the title of an error page, though its words are there', () => {
    expect(judge({}, { heading: 'Track your ballot is currently unavailable' })).toMatchObject({
      outcome: 'down',
      reasons: [{ kind: 'error-page', rule: 'unavailable', phrase: 'currently unavailable' }],
    });
  });

  it('is up when its form works, whatever a notice above it says', () => {
    const form = { form: [{ field: 'Last name' }] };
    const page = { heading: 'Scheduled maintenance', title: '403 Forbidden' };
    expect(judge({ probes: [aProbe()] }, page, form).outcome).toBe('up');
    expect(judge({ probes: [aProbe({ enabled: false })] }, page, form).outcome).toBe('blocked');
  });
});

describe('required content', () => {
  const cases: [string, Parameters<typeof judge>, object][] = [
    [
      'a word of several',
      [{}, {}, { textAll: ['Track', 'Precinct'] }],
      { expectation: 'text', expected: 'Precinct' },
    ],
    [
      'all of several',
      [{}, {}, { textAny: ['Precinct', '/polling/i'] }],
      { expectation: 'text', expected: 'Precinct or /polling/i' },
    ],
    [
      'the title',
      [{}, {}, { title: 'Precincts' }],
      { expectation: 'title', expected: 'Precincts', found: 'Ballot tracker' },
    ],
    [
      'an element',
      [{}, {}, { selector: ['#map'] }],
      { expectation: 'selector', expected: '#map', found: 'not there' },
    ],
    [
      'an element that is hidden',
      [{ probes: [aProbe({ kind: 'selector', name: '#map', visible: false })] }, {}, { selector: ['#map'] }],
      { expectation: 'selector', expected: '#map', found: 'hidden' },
    ],
    [
      'a button that is disabled',
      [
        { probes: [aProbe({ kind: 'button', name: 'Search', enabled: false })] },
        {},
        { form: [{ button: 'Search' }] },
      ],
      { expectation: 'form', expected: 'Search', found: 'disabled' },
    ],
    [
      'an element to wait for',
      [{ probes: [aProbe({ kind: 'wait-for', name: '.ready', found: false })] }, {}, { waitFor: '.ready' }],
      { expectation: 'wait-for', expected: '.ready' },
    ],
    ['everything', [{}, { text: '', sources: [] }, { textAll: [] }], { expectation: 'content' }],
    ['a page', [{}, null], { expectation: 'content', expected: 'a page' }],
    [
      'the right kind of document',
      [{}, {}, { contentType: ['application/pdf'] }],
      { expectation: 'content-type', expected: 'application/pdf', found: 'text/html' },
    ],
  ];
  it.each(cases)('is down without %s', (_, input, reason) => {
    const result = judge(...input);
    expect(result.outcome).toBe('down');
    expect(result.reasons).toEqual([expect.objectContaining({ kind: 'missing', ...reason })]);
  });

  it('is not found in the host that a block page names, nor in its addresses', () => {
    const page = {
      text: 'You cannot open vote.example.gov. See https://help.example.com/vote/now for help.',
    };
    expect(judge({}, page, { textAll: [], textAny: ['vote'] }).outcome).toBe('down');
    expect(judge({}, { text: `${page.text} Vote!` }, { textAll: [], textAny: ['vote'] }).outcome).toBe('up');
  });

  it('is not found in the title', () => {
    expect(judge({}, { title: 'Vote', text: 'Welcome' }, { textAll: ['vote'] }).outcome).toBe('down');
  });
});

describe('a document', () => {
  const pdf = { contentType: ['application/pdf'] };
  const sent = (contentType: string | null, magic: 'pdf' | 'html' | 'empty' | 'zip', bytes: number) => ({
    contentType,
    document: { magic, bytes },
  });

  it('is up when type, first bytes and length fit, whatever words are expected of pages', () => {
    expect(judge(sent('application/pdf', 'pdf', 90_000), null, pdf).outcome).toBe('up');
    expect(judge(sent('Application/PDF; name=x', 'pdf', 90_000), { text: '' }, pdf).outcome).toBe('up');
  });

  it.each([
    ['an empty one', sent('application/pdf', 'empty', 0), 'document'],
    ['one of other bytes', sent('application/pdf', 'html', 4_000), 'document'],
    ['a stump', sent('application/pdf', 'pdf', 60), 'document'],
    ['another kind', sent('application/zip', 'zip', 4_000), 'content-type'],
  ])('is down as %s', (_, visit, expectation) => {
    expect(judge(visit, null, pdf)).toMatchObject({
      outcome: 'down',
      reasons: [{ kind: 'missing', expectation }],
    });
  });

  it('is up as a download when downloads of its type are expected, else down', () => {
    const visit = { failure: aFailure('download'), contentType: 'application/pdf' };
    expect(judge(visit, null, pdf).outcome).toBe('up');
    expect(judge(visit, null).reasons[0]).toEqual({ kind: 'download', contentType: 'application/pdf' });
  });

  it('is blocked when a block page comes in its place', () => {
    expect(
      judge({ status: 403 }, { title: 'Request Rejected', text: 'Your support ID is: 1' }, pdf),
    ).toMatchObject({
      outcome: 'blocked',
      vendor: 'f5',
    });
  });
});

describe('a status without the required content', () => {
  const wrong = { textAll: ['Precincts'] };
  it.each([
    [403, 'blocked'],
    [405, 'blocked'],
    [406, 'blocked'],
    [429, 'blocked'],
    [451, 'blocked'],
    [400, 'down'],
    [401, 'down'],
    [404, 'down'],
    [410, 'down'],
    [500, 'down'],
    [503, 'down'],
  ])('%i is %s', (status, outcome) => {
    const result = judge({ status }, {}, wrong);
    expect(result.outcome).toBe(outcome);
    expect(result.reasons).toContainEqual({ kind: 'http-status', status });
  });

  it('403 names whose equipment the headers tell of', () => {
    expect(judge({ status: 403, headers: { server: 'AkamaiGHost' } }, {}, wrong)).toMatchObject({
      vendor: 'akamai',
      rules: ['status-403'],
    });
  });

  it('403 is down on an error page', () => {
    expect(judge({ status: 403 }, { title: 'Runtime Error' }, wrong).outcome).toBe('down');
  });

  it('500 is down however slow it was', () => {
    const timings = { ...anObservation().timings, ready: null, load: 40_000 };
    const { outcome, reasons } = judge({ status: 500, timings }, {}, wrong);
    expect(outcome).toBe('down');
    expect(reasons.map(({ kind }) => kind)).toEqual(['http-status', 'missing', 'slow']);
  });
});

describe('an empty answer', () => {
  const empty = { text: '', title: '', heading: '', sources: [], ids: new Set<string>() };
  it.each<[string, number, Record<string, string>]>([
    ['imperva', 200, { 'x-iinfo': '1-2-3' }],
    ['aws', 202, { 'x-amz-cf-id': 'x==' }],
    ['f5', 200, { 'set-cookie': 'TS01a2b3c4=…' }],
  ])('is a block from where %s stands', (vendor, status, headers) => {
    expect(judge({ status, headers }, empty)).toMatchObject({ outcome: 'blocked', vendor });
  });

  it.each<[number, Record<string, string>]>([
    [200, {}],
    [200, { 'cf-ray': '8a' }],
    [200, { 'x-amz-cf-id': 'x==' }],
  ])('is down with %i and %o', (status, headers) => {
    expect(judge({ status, headers }, empty).outcome).toBe('down');
  });

  it('is down when the site’s own scripts showed nothing', () => {
    expect(judge({ headers: { 'x-iinfo': '1' } }, { ...empty, sources: ['/main.js'] }).outcome).toBe('down');
  });
});

describe('a visit that failed', () => {
  it.each<[Failure['kind'], Classification['outcome'], object]>([
    ['dns', 'down', { kind: 'dns', host: 'vote.example.gov', code: 'ERR_SOMETHING' }],
    ['connect', 'down', { kind: 'connect' }],
    ['tls', 'down', { kind: 'tls' }],
    ['timeout', 'down', { kind: 'timeout', phase: 'answer' }],
    ['redirect-loop', 'down', { kind: 'redirect-loop' }],
    ['protocol', 'down', { kind: 'protocol', code: 'ERR_SOMETHING' }],
    ['too-large', 'down', { kind: 'too-large' }],
    ['download', 'down', { kind: 'download' }],
    ['http2', 'blocked', { kind: 'block', vendor: 'unknown', rule: 'http2-reset' }],
    ['route', 'unknown', { kind: 'route', route: 'direct' }],
    ['browser', 'unknown', { kind: 'browser' }],
    ['refused', 'unknown', { kind: 'refused' }],
  ])('by %s is %s', (kind, outcome, reason) => {
    const result = judge({ failure: aFailure(kind), status: null, contentType: null }, null);
    expect(result.outcome).toBe(outcome);
    expect(result.reasons[0]).toMatchObject(reason);
  });

  it('by a reset is the block of whoever the headers name', () => {
    const result = judge({ failure: aFailure('http2'), headers: { 'akamai-grn': '0.1' } }, null);
    expect(result).toMatchObject({ vendor: 'akamai', rules: ['http2-reset'] });
  });

  it('by a fault of ours is unknown, whatever had come', () => {
    expect(judge({ failure: aFailure('browser') }).outcome).toBe('unknown');
  });

  it('by time is blocked when a challenge stood there', () => {
    const { outcome, reasons } = judge(
      { failure: aFailure('timeout') },
      { text: '', scripts: '_cf_chl_opt' },
    );
    expect(outcome).toBe('blocked');
    expect(reasons.map(({ kind }) => kind)).toEqual(['block', 'timeout', 'missing']);
  });
});

describe('without expectations', () => {
  const saved = (visit: Parameters<typeof anObservation>[0], page: PageContent | null) =>
    classify({ observation: anObservation(visit), page, expect: null }).outcome;

  it('a PDF is up, nothing at all is down', () => {
    const document = { magic: 'pdf' as const, bytes: 5_000 };
    expect(saved({ document, contentType: 'application/pdf' }, null)).toBe('up');
    expect(saved({}, null)).toBe('down');
  });

  it('plain wording gives way to a rule that knows the page', () => {
    const page = aPageContent({
      title: 'Web App - Unavailable',
      heading: 'Error 403 - This web app is stopped.',
    });
    expect(saved({ status: 403 }, page)).toBe('down');
  });
});
