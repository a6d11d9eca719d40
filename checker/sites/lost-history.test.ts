import { expect, it } from 'vitest';
import { printFault, printWarning } from './fault.ts';
import { lostHistory } from './lost-history.ts';

interface Entry {
  id?: string;
  url: string;
  group: string;
  kinds: string[];
  formerly?: string[];
  active?: boolean;
}

const REGISTER = { id: 'oh-register', url: 'https://vote.ohio.gov/', group: 'OH', kinds: ['register'] };
const TRACK = { id: 'oh-track', url: 'https://track.ohio.gov/', group: 'OH', kinds: ['track'] };
const TEXAS = { id: 'tx-register', url: 'https://vote.texas.gov/', group: 'TX', kinds: ['register'] };

const fileOf = (...sites: Entry[]) => JSON.stringify({ sites }, null, 1);
const BEFORE = fileOf(REGISTER, TRACK, TEXAS);

function said(before: string | null, after: string): string[] {
  const { faults, warnings } = lostHistory(before, after, 'sites.json');
  return [...faults.map(printFault), ...warnings.map(printWarning)];
}

it.each<[string, Entry[]]>([
  ['nothing', [REGISTER, TRACK, TEXAS]],
  ['the order', [TEXAS, TRACK, REGISTER]],
  ['a new page', [REGISTER, TRACK, TEXAS, { ...TEXAS, id: 'tx-track', url: 'https://track.texas.gov/' }]],
  ['an id, the old one kept', [REGISTER, { ...TRACK, id: 'oh-ballot', formerly: ['oh-track'] }, TEXAS]],
  ['a page no longer visited', [REGISTER, { ...TRACK, active: false }, TEXAS]],
  ['an address', [REGISTER, { ...TRACK, url: 'https://new.ohio.gov/' }, TEXAS]],
  [
    'the address and some kinds',
    [{ ...REGISTER, url: 'https://a.gov/', kinds: ['x', 'register'] }, TRACK, TEXAS],
  ],
  ['all but the address', [{ ...REGISTER, group: 'TX', kinds: ['track'] }, TRACK, TEXAS]],
  ['two pages made one', [{ ...REGISTER, kinds: ['register', 'track'], formerly: ['oh-track'] }, TEXAS]],
])('has nothing to say of a change of %s', (_what, sites) => {
  expect(said(BEFORE, fileOf(...sites))).toEqual([]);
});

it('takes a new id at the same address for the same page', () => {
  const other = { ...TRACK, id: 'oh-ballot', url: 'HTTPS://TRACK.ohio.gov' };
  expect(said(BEFORE, fileOf(REGISTER, other, TEXAS))).toMatchInlineSnapshot(`
    [
      "sites.json:12:10 sites[1].id: expected "formerly": ["oh-track"] beside the new id, or the id "oh-track" kept, as it is the same page and its history would not go on; received "oh-ballot"",
    ]
  `);
});

it('keeps the earlier ids of a page that is renamed again', () => {
  const twice = fileOf({ ...TRACK, formerly: ['oh-first'] });
  const again = fileOf({ ...TRACK, id: 'oh-ballot', formerly: ['oh-first'] });
  expect(said(twice, again)).toMatchInlineSnapshot(`
    [
      "sites.json:4:10 sites[0].id: expected "formerly": ["oh-first", "oh-track"] beside the new id, or the id "oh-track" kept, as it is the same page and its history would not go on; received "oh-ballot"",
    ]
  `);
});

it('warns of a page that was taken out, beside the lines that went', () => {
  expect(said(BEFORE, fileOf(REGISTER, TEXAS))).toMatchInlineSnapshot(`
    [
      "sites.json:10:3: warning: expected the site "oh-track" kept with "active": false, so that its history keeps its name, state and address; received none",
    ]
  `);
  expect(said(BEFORE, fileOf(TRACK, TEXAS))).toMatchInlineSnapshot(`
    [
      "sites.json:2:11: warning: expected the site "oh-register" kept with "active": false, so that its history keeps its name, state and address; received none",
    ]
  `);
  expect(said(BEFORE, fileOf())).toHaveLength(3);
});

it('warns of an id that was given to another page', () => {
  const reused = { ...TRACK, url: 'https://hours.ohio.gov/', kinds: ['hours'] };
  const moved = { ...REGISTER, url: 'https://vote.texas.gov/2', group: 'TX' };
  expect(said(BEFORE, fileOf(moved, reused, TEXAS))).toMatchInlineSnapshot(`
    [
      "sites.json:4:10 sites[0].id: warning: expected a new id for another page, as ids never change their meaning; received "oh-register", which was "https://vote.ohio.gov/" ("OH", "register") and is now "https://vote.texas.gov/2" ("TX", "register")",
      "sites.json:12:10 sites[1].id: warning: expected a new id for another page, as ids never change their meaning; received "oh-track", which was "https://track.ohio.gov/" ("OH", "track") and is now "https://hours.ohio.gov/" ("OH", "hours")",
    ]
  `);
});

it('is about the sites that it names, so that each is shown with them', () => {
  const { faults } = lostHistory(BEFORE, fileOf(REGISTER, TEXAS, { ...TRACK, id: 'oh-ballot' }), 'x');
  expect(faults.map(({ sites }) => sites)).toEqual([[2]]);
});

it.each([
  ['there was no file', null, BEFORE],
  ['the file before cannot be read', '{', BEFORE],
  ['the file cannot be read', BEFORE, '{'],
  ['the file before has no sites', '{"sites": 7}', BEFORE],
  ['sites had no ids', fileOf({ url: 'https://a.gov/', group: 'OH', kinds: [] }), BEFORE],
])('has nothing to say when %s', (_when, before, after) => {
  expect(said(before, after)).toEqual([]);
});

it('prints nothing of the file before that could leave the line', () => {
  const hostile = fileOf({ ...TRACK, id: 'x\n::error::y\u202e', url: 'https://evil.example/\n' });
  for (const line of said(hostile, fileOf())) expect(line).not.toMatch(/[\n\u202e]/);
});
