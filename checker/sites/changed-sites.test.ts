import { expect, it } from 'vitest';
import { changedSites } from './changed-sites.ts';

const FILE = {
  groups: { OH: { name: 'Ohio' }, TX: { name: 'Texas' } },
  kinds: { register: { name: 'Register' }, track: { name: 'Track' } },
  sites: [
    { id: 'oh-register', group: 'OH', kinds: ['register'] },
    { id: 'oh-track', group: 'OH', kinds: ['track'] },
    { id: 'tx-register', group: 'TX', kinds: ['register'] },
  ],
};
const [first, second, third] = FILE.sites;

it.each([
  ['nothing', FILE, []],
  ['a site', { ...FILE, sites: [first, { ...second, name: 'x' }, third] }, [1]],
  ['the order', { ...FILE, sites: [third, first, second] }, []],
  ['a new site before the others', { ...FILE, sites: [{ id: 'new' }, first, second, third] }, [0]],
  ['a site that was copied', { ...FILE, sites: [first, second, third, first] }, [3]],
  ['a site taken away', { ...FILE, sites: [first, third] }, []],
  ['a group', { ...FILE, groups: { ...FILE.groups, OH: { name: 'O.' } } }, [0, 1]],
  ['a kind taken away', { ...FILE, kinds: { track: FILE.kinds.track } }, [0, 2]],
  ['the interval', { ...FILE, interval: '5m' }, []],
])('after a change of %s', (_what, after, changed) => {
  expect([...changedSites(JSON.stringify(FILE), JSON.stringify(after))]).toEqual(changed);
});

it.each([null, '', '{', '[]', '{"sites": 7}'])(
  'takes every site for new when the file before was %j',
  (before) => {
    expect(changedSites(before, JSON.stringify(FILE)).size).toBe(3);
  },
);

it('has nothing to say of a file that is none', () => {
  expect(changedSites(JSON.stringify(FILE), 'null').size).toBe(0);
});
