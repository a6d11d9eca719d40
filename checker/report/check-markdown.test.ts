import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anExpectation } from '../domain/classifier-builders.ts';
import type { Observation } from '../domain/observation.ts';
import { keptObservation } from '../domain/observation-builder.ts';
import type { Reason } from '../domain/reason.ts';
import { anExit, aResult, aRun, aVisit } from '../domain/run-builders.ts';
import type { Visit } from '../domain/run-record.ts';
import { checkMarkdown } from './check-markdown.ts';
import { seenLine } from './seen-section.ts';
import type { SeenSite } from './seen-site.ts';

const AT = '2026-11-23T14:07:00.000Z';
const LATER = '2026-11-23T14:08:10.000Z';
const ROUTES = [
  { name: 'direct', state: 'ok' as const, canaries: [] },
  { name: 'lightsail:us-east-2', state: 'ok' as const, canaries: [], exit: anExit() },
];

function seenSite(
  id: string,
  visits: readonly Visit[],
  observation: Partial<Observation> | null = {},
  text: string | null = 'Track your ballot\nLast name\nSearch',
): SeenSite {
  return {
    site: {
      id,
      name: 'Track your ballot',
      url: 'https://vote.example.gov/',
      groupName: 'Ohio',
      expect: anExpectation({ form: [{ button: 'Search' }] }),
    },
    result: aResult(visits),
    visits: visits.map((visit, index) => ({
      visit,
      route: ROUTES[visit.route] ?? null,
      observation: observation && keptObservation(visit.at, observation),
      text,
      picture: observation ? `pictures/${id}${index < visits.length - 1 ? '.1' : ''}.webp` : null,
    })),
  };
}

const GOOD: Partial<Observation> = {
  title: 'Ballot tracker',
  tls: {
    protocol: 'TLS 1.3',
    subject: 'vote.example.gov',
    issuer: 'Example CA',
    validFrom: AT,
    validTo: '2027-02-01T00:00:00.000Z',
  },
  timings: { ...keptObservation(AT).timings, ready: 1_000 },
};
const MISSING: Reason = { kind: 'missing', expectation: 'form', expected: 'Search', found: 'not there' };
const ERROR: Reason = { kind: 'error-page', phrase: 'currently unavailable', rule: 'unavailable' };
const STATUS: Reason = { kind: 'http-status', status: 403 };
const BLOCK: Reason = { kind: 'block', vendor: 'cloudflare', rule: 'cloudflare-challenge' };

const up = seenSite('oh-up', [aVisit({ at: AT })], GOOD);
const down = seenSite(
  'oh-down',
  [
    aVisit({ at: AT, outcome: 'down', reasons: [ERROR, MISSING] }),
    aVisit({ at: LATER, route: 1, outcome: 'down', reasons: [ERROR, MISSING] }),
  ],
  { ...GOOD, finalUrl: 'https://vote.example.gov/sorry', title: '' },
  'This service is currently unavailable.',
);
const blocked = seenSite(
  'oh-blocked',
  [aVisit({ at: AT, outcome: 'blocked', reasons: [BLOCK, STATUS, MISSING] })],
  {
    status: 403,
    title: 'Just a moment...',
  },
);
const unreached = seenSite(
  'oh-gone',
  [
    aVisit({
      at: AT,
      outcome: 'down',
      reasons: [{ kind: 'dns', host: 'gone.example.gov', code: 'ENOTFOUND' }],
    }),
  ],
  {
    failure: { kind: 'dns', host: 'gone.example.gov', code: 'ENOTFOUND' },
    status: null,
    finalUrl: null,
    contentType: null,
  },
  null,
);
const unvisited = seenSite('oh-later', []);

const runOf = (seen: readonly SeenSite[]) =>
  aRun({
    startedAt: AT,
    endedAt: LATER,
    routes: ROUTES,
    notes: ['The exit lightsail:us-east-2 was made.'],
    results: Object.fromEntries(seen.map(({ site, result }) => [site.id, result])),
  });
const options = { artifact: 'what-the-monitor-saw' };

it('tells of each page what was seen of it, the worst first', async () => {
  const seen = [up, down, blocked, unreached, unvisited];
  await expect(checkMarkdown(runOf(seen), seen, options)).toMatchFileSnapshot(
    '__snapshots__/check-markdown.md',
  );
});

it('speaks of blocked addresses only where a page is blocked', () => {
  expect(checkMarkdown(runOf([up, down]), [up, down], options)).not.toContain('GitHub’s addresses');
  expect(checkMarkdown(runOf([up, blocked]), [up, blocked], options)).toMatch(
    /block GitHub’s addresses.*\n$/,
  );
});

it('stays below the length that GitHub takes, and says how many pages it leaves out', () => {
  const text = '😀'.repeat(2_000);
  const seen = Array.from({ length: 2_000 }, (_, index) =>
    seenSite(`oh-${index}`, [aVisit({ at: AT })], GOOD, text),
  );
  const whole = checkMarkdown(runOf(seen), seen, options);
  expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(900_000);
  expect(Buffer.byteLength(whole)).toBeGreaterThan(890_000);
  const shown = whole.match(/^## /gm)?.length ?? 0;
  expect(whole).toContain(`${2_000 - shown} pages are left out here`);
  const two = checkMarkdown(runOf([up, down]), [up, down], options);
  const tight = { ...options, most: Buffer.byteLength(two) - 1 };
  const one = checkMarkdown(runOf([up, down]), [up, down], tight);
  expect(one).toContain('1 page is left out here');
  expect(one).toContain('oh-down');
});

it('says on one line what a page was seen as', () => {
  expect([up, down, blocked, unreached].map(seenLine)).toMatchInlineSnapshot(`
    [
      "oh-up: Reachable",
      "oh-down: Down: An error page: “currently unavailable” (rule unavailable); The form’s “Search” cannot be used (not there)",
      "oh-blocked: Unconfirmed, so far blocked to our monitor: Blocked by Cloudflare (rule cloudflare-challenge); The server answered 403; The form’s “Search” cannot be used (not there). A page that is blocked here may simply block GitHub’s addresses; that never counts as down, and is no reason to leave the page out.",
      "oh-gone: Unconfirmed, so far down: The name gone.example.gov could not be resolved (ENOTFOUND)",
    ]
  `);
});

const ATTACKS = [
  '--> <script>alert(1)</script>',
  '</details></table><img src=x onerror=y>',
  '@everyone @acme/ohio',
  'see #1 octo/cat#12 GH-7',
  'https://evil.example/ www.evil.example',
  '[x](https://evil.example) ![x](https://evil.example/x.png)',
  '``` ` ~~~',
  '| a | b |\n| --- | --- |',
  '\n\n# Heading\n- [ ] task\n> quote\n===',
  '\n::error::x\n::set-output name=a::b',
  '##[error]x',
  'right\u202eleft\u200bzero\u0007',
  '"><img src=x>',
  '&lt;b&gt; &#64;octocat',
  '\ud83d',
];
const hostile = fc.oneof(
  fc.constantFrom(...ATTACKS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...ATTACKS), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.constantFrom(...ATTACKS).map((attack) => attack.repeat(300)),
);

it('has no markup, mention, address or line of a page’s or a contributor’s own', () => {
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      const reasons: Reason[] = [
        { kind: 'error-page', phrase: one.slice(0, 500), rule: 'x' },
        { kind: 'missing', expectation: 'title', expected: two.slice(0, 500), found: one.slice(0, 500) },
      ];
      const visit = aVisit({ at: AT, outcome: 'down', reasons });
      const page = seenSite(
        'oh-x',
        [visit, { ...visit, at: LATER }],
        { title: one, finalUrl: `https://evil.example/${two}`, contentType: two, route: one },
        one,
      );
      const site = {
        ...page.site,
        name: two,
        groupName: one,
        url: two,
        expect: anExpectation({ form: [{ field: one }], title: two, textAll: [one], selector: [two] }),
      };
      const seen = [{ ...page, site }];
      const markdown = checkMarkdown({ ...runOf(seen), notes: [two] }, seen, { artifact: one });
      const benign = checkMarkdown({ ...runOf([page]), notes: ['x'] }, [page], options);
      const outer = markdown.replace(/`[^`\n]*`/g, 'x');
      expect(outer).not.toMatch(/[<[\]`@$]|:\/\/|www\.\w|^::|##\[/m);
      expect(outer.replace(/^#{1,2} /gm, '').replace(/&#\d+;/g, '')).not.toContain('#');
      expect(markdown).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|[^\n\P{Cc}]/u);
      // Nothing adds a heading, a row of a table or a quotation.
      for (const begin of [/^#/gm, /^\| /gm, /^> /gm])
        expect(markdown.match(begin)?.length).toBe(benign.match(begin)?.length);
      const line = seenLine({ site, result: page.result });
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|::/u);
    }),
  );
});
