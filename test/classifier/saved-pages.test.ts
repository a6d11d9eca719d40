import { describe, expect, it } from 'vitest';
import { isChallenge } from '../../checker/domain/challenge.ts';
import { anObservation } from '../../checker/domain/classifier-builders.ts';
import { type Classification, classify } from '../../checker/domain/classify.ts';
import { readPage } from '../../checker/html/read-page.ts';
import { BLOCKED_PAGES, ERROR_PAGES, ORDINARY_PAGES, prose, SHELLS } from './sample-pages.ts';

function judge(html: string, visit: Parameters<typeof anObservation>[0] = {}): Classification {
  return classify({
    observation: anObservation({ status: null, ...visit }),
    page: readPage(html),
    expect: null,
  });
}

describe('a saved page', () => {
  it.each(Object.entries(BLOCKED_PAGES))('is blocked: %s', (_, { vendor, html }) => {
    expect(judge(html)).toMatchObject({ outcome: 'blocked', vendor });
  });

  it.each(Object.entries(BLOCKED_PAGES))('is blocked with status 403 as well: %s', (_, { vendor, html }) => {
    expect(judge(html, { status: 403 })).toMatchObject({ outcome: 'blocked', vendor });
  });

  it.each(Object.entries(ERROR_PAGES))('is down: %s', (_, html) => {
    expect(judge(html)).toMatchObject({ outcome: 'down', vendor: null });
  });

  it.each(Object.entries(ORDINARY_PAGES))('is up: %s', (_, html) => {
    expect(judge(html)).toEqual({ outcome: 'up', reasons: [], vendor: null, rules: [] });
  });

  it.each(Object.entries(SHELLS))('is unknown, for its scripts never ran: %s', (_, html) => {
    expect(judge(html).outcome).toBe('unknown');
  });

  it('is named by its headers when its words are anyone’s', () => {
    const page = BLOCKED_PAGES['a plain 403']?.html ?? '';
    expect(judge(page, { headers: { 'cf-ray': '8a', server: 'cloudflare' } }).vendor).toBe('cloudflare');
    expect(judge(page, { headers: { 'set-cookie': 'TS01a2b3c4=…; path=/' } }).vendor).toBe('f5');
  });

  it.each([
    { 'cf-ray': '8a1b-IAD', server: 'cloudflare' },
    { 'x-azure-ref': '20261123' },
    { 'set-cookie': 'visid_incap_1=…; path=/\nTS01a2b3c4=…' },
    { 'x-datadome': 'protected' },
    { server: 'AkamaiGHost' },
  ])('is not blocked because of whose equipment it passed: %o', (headers) => {
    const html = ORDINARY_PAGES['a short lookup form'] ?? '';
    expect(judge(html, { headers, status: 200 }).outcome).toBe('up');
  });

  it('keeps its error when the same address answered with an error, however long its menu is', () => {
    const html = `<title>404 - Page not found</title><h1>Page not found</h1>${prose(3_000)}`;
    expect(judge(html, { status: 404 })).toMatchObject({ outcome: 'down' });
    expect(judge(html, { status: 200 }).outcome).toBe('up');
  });

  it('is degraded with its full content and a bad status', () => {
    expect(judge(`<title>Elections</title>${prose(3_000)}`, { status: 500 })).toEqual({
      outcome: 'degraded',
      reasons: [{ kind: 'http-status', status: 500 }],
      vendor: null,
      rules: [],
    });
  });
});

describe('a challenge worth waiting for', () => {
  const passing = [
    'a managed challenge',
    'an older challenge with a form',
    'a script and nothing else',
    'an interruption',
    'a crypto challenge',
    'a challenge script',
    'a captcha frame',
    'a start of scripts',
    'a checkpoint',
    'a proof of work',
  ];
  it.each(passing)('is %s', (name) => {
    expect(isChallenge(readPage(BLOCKED_PAGES[name]?.html ?? ''), {})).toBe(true);
  });

  it('is told by wording that anyone may use', () => {
    const page = readPage('<title>vote.example.gov</title><h1>Checking your browser</h1>');
    expect(isChallenge(page, {})).toBe(true);
  });

  it.each([{ 'cf-mitigated': 'challenge' }, { 'x-amzn-waf-action': 'challenge' }])(
    'is told by %o',
    (headers) => {
      expect(isChallenge(readPage(''), headers)).toBe(true);
    },
  );

  it.each(['a rejection', 'a refusal with code 1020', 'a company policy'])('is not %s', (name) => {
    expect(isChallenge(readPage(BLOCKED_PAGES[name]?.html ?? ''), {})).toBe(false);
  });

  it.each(Object.entries({ ...ORDINARY_PAGES, ...SHELLS }))('is not %s', (_, html) => {
    expect(isChallenge(readPage(html), { 'cf-ray': '8a' })).toBe(false);
  });
});
