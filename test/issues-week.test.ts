import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Annotation } from '../checker/domain/annotation.ts';
import { threadText } from './github/thread-text.ts';
import { BEHAVIOUR, IssuesRig, type RigSite } from './issues-rig.ts';

/**
 * What a repository's watchers live through in ten days of September: each `it` goes on where the one before ended. The threads as a
 * reader sees them in the end are in `__snapshots__/issues-week.md`.
 */
const GROUPS = {
  OH: 'Ohio',
  PA: 'Pennsylvania',
  WA: 'Washington',
  MI: 'Michigan',
  TX: 'Texas',
  NM: 'New Mexico',
};

const site = (id: string, name: string, more: Partial<RigSite> = {}): RigSite => {
  const [state = '', ...kind] = id.split('-');
  const url = `https://${id}.example.gov/`;
  return { id, name, url, group: state.toUpperCase(), kinds: [kind.join('-')], ...more };
};

const SITES: RigSite[] = [
  site('oh-track-ballot', 'Track your ballot', { owners: ['@octo-owner', '@stranger'] }),
  site('oh-register', 'Register to vote'),
  site('pa-register', 'Register to vote', { url: 'https://vote.pa.example.gov/register' }),
  site('pa-track-ballot', 'Track your ballot', { url: 'https://vote.pa.example.gov/track' }),
  site('pa-find-place', 'Find your polling place', { url: 'https://vote.pa.example.gov/place' }),
  site('wa-register', 'Register to vote'),
  site('wa-find-place', 'Find your polling place'),
  site('mi-register', 'Register to vote'),
  site('mi-track-ballot', 'Track your ballot'),
  site('tx-register', 'Register to vote'),
  site('tx-find-place', 'Find your polling place'),
  site('nm-register', 'Register to vote'),
  site('nm-track-ballot', 'Track your ballot'),
];

let rig: IssuesRig;
beforeAll(async () => {
  rig = await IssuesRig.open('2026-09-07T12:00:00.000Z', SITES, GROUPS);
  rig.github.addUser('octo-owner', 'write');
  rig.github.addUser('passer-by', 'none');
});
afterAll(() => rig[Symbol.asyncDispose]());

const issue = (number: number) => {
  const found = rig.github.state.everyIssue.find((one) => one.number === number);
  if (!found) throw new Error(`there is no issue #${number}`);
  return found;
};
/** Open issues, as a list shows them. */
const open = () =>
  rig.github.issues.filter(({ state }) => state === 'open').map(({ number, title }) => `#${number} ${title}`);
const commentsOf = (number: number) =>
  issue(number).comments.filter(({ author }) => author.endsWith('[bot]')).length;
/** What a listener hears while something happens. */
async function heard(happens: () => Promise<unknown>): Promise<string[]> {
  const before = rig.github.notifications.length;
  await happens();
  return rig.github.notifications.slice(before).map(({ kind, issue: number }) => `${kind} #${number}`);
}

it('says nothing while all is well', async () => {
  expect(await heard(() => rig.pass(60))).toEqual([]);
  expect(rig.github.issues).toEqual([]);
});

it('opens an issue of a confirmed outage, with labels and an owner who can be assigned', async () => {
  rig.set(BEHAVIOUR.answers(503), 'oh-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual(['#1 Ohio: Track your ballot is down']);
  expect(issue(1).labels.toSorted()).toEqual(['group:OH', 'kind:track-ballot', 'outage', 'puptime']);
  expect(issue(1).assignees).toEqual(['octo-owner']);
  expect(issue(1).body).toContain('@octo-owner');
  expect(issue(1).body).not.toContain('@stranger');
});

it('says once that it is still down, and once that the sign changed', async () => {
  expect(await heard(() => rig.pass(75))).toEqual(['commented #1']);
  rig.set(BEHAVIOUR.silent, 'oh-track-ballot');
  expect(await heard(() => rig.pass(60))).toEqual(['commented #1']);
  rig.set(BEHAVIOUR.answers(503), 'oh-track-ballot');
  expect(await heard(() => rig.pass(30))).toEqual([]);
});

it('closes it when the page is back, and opens the same again when it falls soon after', async () => {
  rig.set(BEHAVIOUR.up, 'oh-track-ballot');
  await rig.pass(30);
  expect(issue(1).state).toBe('closed');
  expect(issue(1).stateReason).toBe('completed');
  rig.set(BEHAVIOUR.answers(500), 'oh-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual(['#1 Ohio: Track your ballot is down']);
  rig.set(BEHAVIOUR.up, 'oh-track-ballot');
  await rig.pass(30);
  expect(open()).toEqual([]);
});

it('opens a new one when it falls on another day', async () => {
  await rig.pass(24 * 60, 120);
  rig.set(BEHAVIOUR.answers(500), 'oh-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual(['#2 Ohio: Track your ballot is down']);
  rig.set(BEHAVIOUR.up, 'oh-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('makes one issue of pages that fall together, lets it grow, and tells who is back', async () => {
  rig.set(BEHAVIOUR.answers(502), 'pa-register', 'pa-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual(['#3 2 pages of Pennsylvania are down, all at vote.pa.example.gov']);
  rig.set(BEHAVIOUR.answers(502), 'pa-find-place');
  expect(await heard(() => rig.pass(15))).toEqual(['commented #3']);
  expect(open()).toEqual(['#3 3 pages of Pennsylvania are down, all at vote.pa.example.gov']);
  rig.set(BEHAVIOUR.up, 'pa-register', 'pa-find-place');
  expect(await heard(() => rig.pass(15))).toEqual(['commented #3']);
  expect(open()).toEqual(['#3 Pennsylvania: Track your ballot is down; 2 other pages are back']);
  rig.set(BEHAVIOUR.up, 'pa-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('keeps what people with write access write, and nobody else', async () => {
  rig.set(BEHAVIOUR.answers(500), 'wa-register');
  await rig.pass(15);
  rig.github.as('octo-owner').comment(4, 'The county **knows**.\n\nThey expect it back by 18:00.');
  rig.github.as('passer-by').comment(4, 'First!');
  await rig.pass(15);
  const { issues } = await rig.ledger.outlook();
  expect(issues.updates).toEqual({
    4: [
      expect.objectContaining({
        author: 'octo-owner',
        text: 'The county knows.\n\nThey expect it back by 18:00.',
      }),
    ],
  });
});

it('leaves a title, a text and a close by a person as they are, until something new begins', async () => {
  rig.github.as('octo-owner').rename(4, 'WA registration down, county informed');
  await rig.pass(75);
  expect(open()).toEqual(['#4 WA registration down, county informed']);
  rig.github.as('octo-owner').close(4);
  expect(await heard(() => rig.pass(6 * 60, 60))).toEqual([]);
  expect(issue(4).state).toBe('closed');
  rig.set(BEHAVIOUR.up, 'wa-register');
  expect(await heard(() => rig.pass(30))).toEqual([]);
  rig.set(BEHAVIOUR.answers(500), 'wa-register');
  await rig.pass(15);
  expect(open()).toEqual(['#4 Washington: Register to vote is down']);
  rig.set(BEHAVIOUR.up, 'wa-register');
  await rig.pass(30);
  expect(open()).toEqual([]);
});

it('makes no more than five issues of a storm', async () => {
  const stormed = [
    'oh-track-ballot',
    'oh-register',
    'pa-register',
    'tx-find-place',
    'wa-find-place',
    'mi-register',
    'mi-track-ballot',
    'tx-register',
  ];
  for (const [i, id] of stormed.entries()) rig.set(BEHAVIOUR.answers(510 + i), id);
  await rig.pass(15);
  expect(open()).toHaveLength(5);
  expect(open().at(-1)).toBe('#9 4 more pages are down');
  rig.set(BEHAVIOUR.up, ...stormed);
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('stays silent in an announced closure, and closes what was open when it begins', async () => {
  const closed = (from: Date) => [
    {
      from: from.toISOString(),
      to: new Date(from.getTime() + 3 * 3_600_000).toISOString(),
      reason: 'Maintenance of the voter file',
      source: 'https://wa-find-place.example.gov/news',
    },
  ];
  rig.set(BEHAVIOUR.answers(503), 'wa-find-place');
  await rig.pass(15);
  expect(open()).toEqual(['#10 Washington: Find your polling place is down']);
  const now = rig.clock.now();
  rig.set({ ...BEHAVIOUR.answers(503), closed: closed(new Date(now.getTime() + 60_000)) }, 'wa-find-place');
  await rig.pass(30);
  expect(open()).toEqual([]);
  rig.set(BEHAVIOUR.up, 'wa-find-place');
  expect(await heard(() => rig.pass(4 * 60, 60))).toEqual([]);
});

it('closes what maintainers corrected', async () => {
  rig.set(BEHAVIOUR.lacks('Search'), 'mi-register');
  await rig.pass(30);
  expect(open()).toEqual(['#11 Michigan: Register to vote is down']);
  const now = rig.clock.now();
  const correction: Annotation = {
    version: 1,
    id: 'mi-renamed-button',
    site: 'mi-register',
    from: new Date(now.getTime() - 3_600_000).toISOString(),
    to: new Date(now.getTime() + 24 * 3_600_000).toISOString(),
    status: 'up',
    why: 'The button was renamed; the page worked.',
    source: null,
    by: 'octo-owner',
  };
  rig.annotations.push(correction);
  await rig.pass(15);
  expect(open()).toEqual([]);
  rig.set(BEHAVIOUR.up, 'mi-register');
  await rig.pass(15);
});

it('says when a page begins to block, and tells of long blocks in one quiet issue a vendor', async () => {
  rig.set(BEHAVIOUR.answers(500), 'tx-register');
  await rig.pass(15);
  rig.set(BEHAVIOUR.blocks('imperva'), 'tx-register', 'nm-register');
  expect(await heard(() => rig.pass(15))).toEqual(['commented #12']);
  expect(issue(12).state).toBe('open');
  await rig.pass(25 * 60, 60);
  expect(issue(12).state).toBe('closed');
  expect(open()).toHaveLength(1);
  expect(issue(13).labels.toSorted()).toEqual(['blocked', 'puptime']);
  rig.set(BEHAVIOUR.up, 'tx-register', 'nm-register');
  await rig.pass(60);
  expect(open()).toEqual([]);
});

it('tells of itself when it is blind, and that it sees again', async () => {
  rig.clock.pass(5 * 60);
  await rig.notify();
  expect(open()).toHaveLength(1);
  expect(issue(14).labels.toSorted()).toEqual(['monitor', 'puptime']);
  await rig.pass(15);
  expect(open()).toEqual([]);
  rig.set(BEHAVIOUR.unseen, ...SITES.map(({ id }) => id));
  await rig.pass(3 * 60);
  expect(open()).toHaveLength(1);
  rig.set(BEHAVIOUR.up, ...SITES.map(({ id }) => id));
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('tells of a certificate that ends soon, sooner as it ends, and that it was renewed', async () => {
  const ends = (days: number) => ({
    ...BEHAVIOUR.up,
    observation: {
      tls: {
        protocol: 'TLS 1.3',
        subject: 'nm-track-ballot.example.gov',
        issuer: 'Example CA',
        validFrom: '2026-01-01T00:00:00.000Z',
        validTo: new Date(rig.clock.now().getTime() + days * 86_400_000).toISOString(),
      },
    },
  });
  rig.set(ends(20), 'nm-track-ballot');
  await rig.pass(15);
  const [number] = open().map((line) => Number(/\d+/.exec(line)?.[0]));
  expect(issue(number ?? 0).labels.toSorted()).toEqual(['group:NM', 'puptime', 'upkeep']);
  rig.set(ends(5), 'nm-track-ballot');
  expect(await heard(() => rig.pass(15))).toEqual([`commented #${number}`]);
  rig.set(ends(300), 'nm-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('tells the change to make when a page has moved for good', async () => {
  const moved = {
    ...BEHAVIOUR.up,
    observation: {
      redirects: [{ url: 'https://nm-register.example.gov/', status: 301 }],
      finalUrl: 'https://vote.nm.example.gov/register',
    },
  };
  rig.set(moved, 'nm-register');
  await rig.pass(15);
  expect(open()).toHaveLength(1);
  const [number] = open().map((line) => Number(/\d+/.exec(line)?.[0]));
  expect(issue(number ?? 0).body).toContain('+ "url": "https://vote.nm.example.gov/register",'.slice(2));
  rig.set(BEHAVIOUR.up, 'nm-register');
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('takes content that is missing for a week on a page that is alive for a redesign', async () => {
  rig.set(BEHAVIOUR.lacks('Look up my ballot'), 'mi-track-ballot');
  await rig.pass(24 * 60, 180);
  expect(open()).toHaveLength(1);
  await rig.pass(7 * 24 * 60, 180);
  expect(open()).toHaveLength(1);
  const [number] = open().map((line) => Number(/\d+/.exec(line)?.[0]));
  expect(issue(number ?? 0).labels).toContain('upkeep');
  rig.set(BEHAVIOUR.up, 'mi-track-ballot');
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('never opens again what a person deleted, moved or stripped of its labels', async () => {
  rig.set(BEHAVIOUR.answers(500), 'oh-register', 'wa-register', 'tx-find-place');
  rig.set(BEHAVIOUR.answers(404), 'wa-register');
  rig.set(BEHAVIOUR.silent, 'tx-find-place');
  await rig.pass(15);
  const numbers = open().map((line) => Number(/\d+/.exec(line)?.[0]));
  expect(numbers).toHaveLength(3);
  const [first = 0, second = 0, third = 0] = numbers;
  rig.github.as('acme').delete(first);
  rig.github.as('acme').transfer(second, { repository: 'acme/elsewhere', number: 5 });
  rig.github.as('octo-owner').removeLabels(third, 'puptime', 'outage');
  expect(await heard(() => rig.pass(30))).toEqual([]);
  expect(open()).toHaveLength(1);
  rig.set(BEHAVIOUR.up, 'oh-register', 'wa-register', 'tx-find-place');
  await rig.pass(15);
  expect(open()).toEqual([]);
});

it('is silent on an issue that a person locked, and closes it all the same', async () => {
  rig.set(BEHAVIOUR.answers(500), 'oh-register');
  await rig.pass(15);
  const number = rig.github.issues.at(-1)?.number ?? 0;
  rig.github.as('octo-owner').lock(number);
  await rig.pass(90);
  rig.set(BEHAVIOUR.up, 'oh-register');
  await rig.pass(15);
  expect(issue(number).state).toBe('closed');
  expect(commentsOf(number)).toBe(0);
});

it('asked GitHub three things when there was nothing to do, and nothing that its description does not know', () => {
  expect(rig.github.faults).toEqual([]);
  const sorted = rig.quiet.toSorted((a, b) => a - b);
  expect(sorted.length).toBeGreaterThan(50);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(3);
});

it('leaves threads that read well', async () => {
  const threads = rig.github.state.everyIssue.map(threadText).join(`\n${'='.repeat(100)}\n\n`);
  await expect(threads).toMatchFileSnapshot('__snapshots__/issues-week.md');
});
