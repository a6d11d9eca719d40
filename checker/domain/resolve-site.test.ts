import { describe, expect, it } from 'vitest';
import { resolveSite } from './resolve-site.ts';
import type { Expectations, Site } from './site.ts';
import { SitesFile } from './sites-file.ts';

interface Layers {
  defaults?: Expectations;
  kinds?: Record<string, Expectations>;
  site?: Expectations;
}

function resolved({ defaults = {}, kinds = { register: {} }, site }: Layers, overrides: Partial<Site> = {}) {
  const own: Site = {
    id: 'oh-register',
    name: 'Register to vote',
    url: 'https://olvr.ohio.gov/start',
    group: 'OH',
    kinds: Object.keys(kinds),
    ...(site && { expect: site }),
    ...overrides,
  };
  const file = SitesFile.parse({
    version: 1,
    interval: '15m',
    canaries: [{ url: 'https://www.example.com/', text: 'Example Domain' }],
    defaults,
    kinds: Object.fromEntries(Object.entries(kinds).map(([name, expect]) => [name, { name, expect }])),
    groups: { OH: { name: 'Ohio', timeZone: 'America/New_York' } },
    sites: [own],
  });
  return resolveSite(own, file, (host) => (host.endsWith('ohio.gov') ? 'ohio.gov' : null));
}

it('fills in everything that nobody said', () => {
  expect(resolved({})).toEqual({
    id: 'oh-register',
    name: 'Register to vote',
    url: 'https://olvr.ohio.gov/start',
    group: 'OH',
    groupName: 'Ohio',
    kinds: ['register'],
    timeZone: 'America/New_York',
    expect: {
      textAll: [],
      textAny: [],
      absent: [],
      selector: [],
      form: [],
      status: [],
      title: null,
      host: ['ohio.gov', '*.ohio.gov'],
      hostGiven: false,
      contentType: ['text/html', 'application/xhtml+xml'],
      slowAfterMs: 15_000,
      timeoutMs: 45_000,
      waitFor: null,
    },
    hours: [],
    closures: [],
    formerly: [],
    owners: [],
  });
});

it('spells out every shorthand', () => {
  const { expect: found } = resolved({
    site: {
      text: 'vote',
      absent: 'closed',
      selector: '#a',
      form: { field: 'Zip' },
      status: 203,
      host: '*.ohio.gov',
      contentType: 'application/pdf',
      slowAfter: '500ms',
    },
  });
  expect(found).toMatchObject({
    textAll: ['vote'],
    absent: ['closed'],
    selector: ['#a'],
    form: [{ field: 'Zip' }],
    status: [203],
    host: ['*.ohio.gov'],
    hostGiven: true,
    contentType: ['application/pdf'],
    slowAfterMs: 500,
  });
});

describe('layers, field by field', () => {
  const defaults: Expectations = { title: 'default', slowAfter: '1s', timeout: '2s' };
  const kinds = { register: { title: 'kind', slowAfter: '3s' } satisfies Expectations };
  it.each([
    ['the site before its kind', { defaults, kinds, site: { title: 'site' } }, ['site', 3_000, 2_000]],
    ['the kind before the defaults', { defaults, kinds }, ['kind', 3_000, 2_000]],
    ['the defaults before what is built in', { defaults }, ['default', 1_000, 2_000]],
    [
      'the first of several kinds',
      { kinds: { ...kinds, track: { title: 'b', timeout: '9s' } } },
      ['kind', 3_000, 9_000],
    ],
  ] satisfies [string, Layers, unknown][])('%s', (_what, layers, wanted) => {
    const { title, slowAfterMs, timeoutMs } = resolved(layers).expect;
    expect([title, slowAfterMs, timeoutMs]).toEqual(wanted);
  });
});

describe('text', () => {
  const kinds = {
    register: { text: { any: ['vote', 'register'] } },
    track: { text: { all: ['ballot'], any: ['vote', 'mail'] } },
  };
  const defaults: Expectations = { text: ['default'] };
  it.each([
    ['of several kinds is joined', { defaults, kinds }, ['ballot'], ['vote', 'register', 'mail']],
    [
      'of one kind stands when the other has none',
      { defaults, kinds: { register: kinds.register, track: {} } },
      [],
      ['vote', 'register'],
    ],
    ['of the site stands alone', { defaults, kinds, site: { text: 'mine' } }, ['mine'], []],
    ['of the defaults stands when no kind has any', { defaults }, ['default'], []],
  ] satisfies [string, Layers, string[], string[]][])('%s', (_what, layers, textAll, textAny) => {
    expect(resolved(layers).expect).toMatchObject({ textAll, textAny });
  });
});

it('expects the very host where there is no registrable domain', () => {
  expect(resolved({}, { url: 'http://localhost:8080/' }).expect.host).toEqual(['localhost']);
});

it('takes the time zone of the site before that of its group', () => {
  expect(resolved({}, { timeZone: 'America/Chicago' }).timeZone).toBe('America/Chicago');
});

it.each([
  [{ group: 'TX' }, 'no group "TX"'],
  [{ kinds: ['find'] }, 'no kind "find"'],
  [{ kinds: ['constructor'] }, 'no kind "constructor"'],
])('throws on %j, which validate refuses', (overrides, message) => {
  expect(() => resolved({}, overrides)).toThrow(message);
});
