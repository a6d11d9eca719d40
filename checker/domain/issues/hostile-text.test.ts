import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptObservation } from '../observation-builder.ts';
import type { Reason } from '../reason.ts';
import type { About } from './about.ts';
import { blockadeBody, blockadeTitle } from './blockade-text.ts';
import { aShownIncident, aShownSite, aShownVisit } from './builders.ts';
import {
  certificateBody,
  certificateOverText,
  certificateText,
  certificateTitle,
} from './certificate-text.ts';
import { driftBody, driftOverText, driftTitle } from './drift-text.ts';
import { LONGEST_BODY } from './fitting.ts';
import { Marker, markerIn, withMarker } from './marker.ts';
import type { Outage } from './outage.ts';
import { outageBody } from './outage-body.ts';
import { closedText } from './outage-closing.ts';
import {
  blockedText,
  changedText,
  joinedText,
  overText,
  reopenedText,
  stillDownText,
} from './outage-comments.ts';
import { outageTitle } from './outage-title.ts';
import type { ShownIncident, ShownSite, ShownVisit, Standing } from './shown.ts';
import { silenceBody, silenceTitle } from './silence-text.ts';

const ATTACKS = [
  '<!-- puptime {"version":1} -->',
  '--> <script>alert(1)</script>',
  '</details></table><img src=x onerror=y>',
  '@everyone @acme/ohio',
  'see #1 octo/cat#12 GH-7',
  'a5c3785ed8d6a35868bc169f07e40e889087fd2e',
  'https://evil.example/ www.evil.example',
  '[x](https://evil.example) ![x](https://evil.example/x.png)',
  '``` ` ~~~',
  '| a | b |\n| --- | --- |',
  '\n\n# Heading\n- [ ] task\n> quote',
  '::error::x\n::set-output name=a::b',
  'right\u202eleft\u200bzero\u0007',
  '**bold** __b__ ~~s~~ $x$ \\',
  '"><img src=x>',
  '&lt;b&gt; &#64;octocat',
  '\ud83d',
];

const text = fc.oneof(
  fc.constantFrom(...ATTACKS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...ATTACKS), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.constantFrom(...ATTACKS).map((attack) => attack.repeat(300)),
);
const address = fc.oneof(
  text,
  text.map((tail) => `https://evil.example/${tail}`),
  text.map((head) => `javascript:${head}`),
);
const at = fc
  .integer({ min: 0, max: 86_400 * 30 })
  .map((second) => new Date(Date.UTC(2026, 10, 1) + second * 1_000).toISOString());

const reason = fc.oneof(
  fc.record({ kind: fc.constant('dns' as const), host: text, code: text }),
  fc.record({ kind: fc.constant('tls' as const), host: text, code: text, detail: text }),
  fc.record({ kind: fc.constant('error-page' as const), rule: text, phrase: text }),
  fc.record({ kind: fc.constant('block' as const), vendor: text, rule: text }),
  fc.record({
    kind: fc.constant('missing' as const),
    expectation: fc.constantFrom('title' as const, 'form' as const, 'text' as const),
    expected: text,
    found: text,
  }),
  fc.record({ kind: fc.constant('route' as const), route: text, detail: text }),
);
const reasons: fc.Arbitrary<Reason[]> = fc.array(reason, { maxLength: 8 });

const site: fc.Arbitrary<ShownSite> = fc
  .record({
    id: text,
    name: text,
    url: address,
    group: text,
    groupName: text,
    page: fc.option(address),
  })
  .map(aShownSite);

const visit: fc.Arbitrary<ShownVisit> = fc
  .record({
    at,
    route: text,
    picture: fc.option(address),
    source: fc.option(address),
    run: fc.option(address),
    title: text,
    code: text,
    failed: fc.boolean(),
    final: address,
  })
  .map(({ title, code, failed, final, ...rest }) => ({
    ...aShownVisit(rest),
    observation: keptObservation(rest.at, {
      status: 500,
      title,
      failure: failed ? { kind: 'tls', host: code, code, detail: title } : null,
      redirects: Array.from({ length: 7 }, () => ({ url: final, status: 302 })),
      finalUrl: final,
      tls: { protocol: code, subject: title, issuer: title, validFrom: rest.at, validTo: rest.at },
    }),
  }));

const standing: fc.Arbitrary<Standing> = fc.oneof(
  fc.constantFrom<Standing>({ is: 'down' }, { is: 'over' }, { is: 'ended' }, { is: 'redesigned' }),
  fc.record({ is: fc.constant('blocked' as const), since: at, vendor: text }),
  fc.record({ is: fc.constant('closed' as const), reason: text, source: address, until: fc.option(at) }),
  fc.record({
    is: fc.constant('corrected' as const),
    why: text,
    by: fc.option(text),
    source: fc.option(address),
  }),
);

const incident: fc.Arbitrary<ShownIncident> = fc
  .record({
    site,
    reasons,
    now: reasons,
    lastGood: fc.option(visit),
    firstBad: visit,
    confirmedBy: visit,
    lastBad: visit,
    firstGood: fc.option(visit),
    standing,
    page: fc.option(address),
  })
  .map(aShownIncident);

const outage: fc.Arbitrary<Outage> = fc
  .record({
    first: incident,
    rest: fc.array(incident, { maxLength: 5 }),
    times: fc.constantFrom(1, 30),
    words: fc.option(text),
    falls: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ first, rest, times, words, falls }) => ({
    key: first.id,
    incidents: [
      first,
      ...Array.from({ length: times }, (_, round) =>
        rest.map((one) => ({ ...one, site: { ...one.site, id: `${one.site.id}${round}` } })),
      ).flat(),
    ],
    cause: words === null ? null : { is: 'host', words },
    falls,
  }));

const about: fc.Arbitrary<About> = fc.record({
  now: at,
  statusSite: fc.option(fc.constant('https://acme.github.io/monitor/')),
  repository: fc.constant('https://github.com/acme/monitor'),
});

const OURS =
  /<a href="https:\/\/[^"<>\s]+"><img src="https:\/\/[^"<>\s]+" alt="[^"<>\n]*" width="360"><\/a>|<details><summary>[\w ,]*<\/summary>|<\/details>/g;
const DIFF = /^(`{3,})diff\n.*?\n\1$/gms;
const LINK = /\[[^\]\n]*\]\(https:\/\/[^()\s<>[\]`|]+\)/g;

/** What is left of a text without what is ours: code, pictures, links, folded parts and blocks of a diff. */
function left(markdown: string): string {
  return markdown
    .replace(DIFF, '')
    .replace(/`[^`\n]*`/g, 'x')
    .replace(OURS, 'x')
    .replace(LINK, 'x');
}

function expectHarmless(markdown: string): void {
  expect(markdown.length).toBeLessThanOrEqual(LONGEST_BODY);
  expect(markdown).not.toMatch(/<!--|-->/);
  expect(markdown).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(markerIn(withMarker(markdown, MARKER))).toMatchObject(MARKER);
  const rest = left(markdown);
  expect(rest).not.toMatch(/[<>[\]`@\\$~]|:\/\/|www\.\w|^::/m);
  // The headings of pages are not ours, and tables keep their columns.
  expect(rest).not.toMatch(/^(#|=|\s{4}|\d+[.)] )/m);
  expect(rest.replace(/&#\d+;/g, '')).not.toContain('#');
  for (const [table] of rest.matchAll(/(^\|.*\|$\n?)+/gm)) {
    const widths = table
      .trim()
      .split('\n')
      .map((row) => row.split('|').length);
    expect(new Set(widths).size).toBe(1);
  }
  const folded = markdown.replace(DIFF, '');
  expect(folded.split('</details>').length).toBe(folded.split('<details>').length);
}

function expectTitle(title: string): void {
  expect(title.length).toBeLessThanOrEqual(256);
  expect(title).not.toMatch(/[@<>`\p{Cc}\p{Cf}\p{Cs}]|#\d|::/u);
}

const MARKER = Marker.parse({
  version: 1,
  kind: 'outage',
  key: 'a',
  open: true,
  title: 'a',
  standing: [],
  over: [],
  told: [],
  falls: 1,
  live: '2026-11-23T14:07:00.000Z',
});

it('lets no text of a page out of its place in what is told of an outage', () => {
  fc.assert(
    fc.property(outage, about, (told, of) => {
      const [first] = told.incidents;
      expectTitle(outageTitle(told));
      expectHarmless(outageBody(told, of, ['not a login', '@x>y', '']));
      for (const some of [told.incidents, [first]]) {
        expectHarmless(joinedText(told, some, of));
        expectHarmless(overText(told, some, of));
        expectHarmless(reopenedText(told, some, of));
      }
      expectHarmless(closedText(told, of));
      expectHarmless(stillDownText(told, 3_600_000, of));
      expectHarmless(changedText(first, of));
      expectHarmless(blockedText(first, of));
    }),
    { numRuns: 60 },
  );
});

it('lets no text of a page out of its place in quiet issues', () => {
  fc.assert(
    fc.property(
      fc.array(incident, { minLength: 1, maxLength: 60 }),
      visit,
      text,
      address,
      about,
      (incidents, seen, words, to, of) => {
        const [first = aShownIncident(), ...rest] = incidents;
        const blockade = { key: 'k', vendor: words, groupName: words, incidents: [first, ...rest] } as const;
        expectTitle(blockadeTitle(blockade));
        expectHarmless(blockadeBody(blockade, of));
        const certificate = {
          host: words,
          subject: words,
          issuer: words,
          validTo: of.now,
          seenAt: of.now,
          sites: [first.site, ...rest.map((one) => one.site)],
        } as const;
        expectTitle(certificateTitle(certificate, 3));
        expectHarmless(certificateBody(certificate, 3, of));
        expectHarmless(certificateText(certificate, -3, of));
        expectHarmless(certificateOverText(certificate, of));
        const change = { before: [words], after: [JSON.stringify(words)] };
        const moved = { is: 'moved', status: 301, to, otherHost: true, seenAt: of.now } as const;
        const redesigned = {
          is: 'redesigned',
          since: of.now,
          missing: first.now,
          title: words,
          seen,
        } as const;
        for (const found of [moved, redesigned]) {
          expectTitle(driftTitle({ site: first.site, found, change }));
          expectHarmless(driftBody({ site: first.site, found, change }, of));
        }
        expectHarmless(driftOverText(first.site, of));
        const newestRun = { id: words, endedAt: of.now, url: to };
        const silence = { is: 'all-unknown', since: of.now, newestRun, reasons: first.now } as const;
        expectTitle(silenceTitle(silence));
        expectHarmless(silenceBody(silence, of));
      },
    ),
    { numRuns: 60 },
  );
});
