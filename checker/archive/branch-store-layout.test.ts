import { expect, it } from 'vitest';
import { aHash } from '../domain/run-builders.ts';
import {
  addedLine,
  addedPath,
  isAddedPath,
  isArchive,
  pathsOf,
  rawAddress,
  readAddedLine,
  shownAddress,
  snapshotAt,
} from './branch-store-layout.ts';

const RAW = 'https://raw.githubusercontent.com/acme/votes.io/snapshots/';

it.each([
  ['https://github.com/acme/votes.io', RAW],
  ['https://github.com/acme/votes.io.git', RAW],
  ['https://github.com/acme/votes.io/', RAW],
  ['https://x-access-token:s3cret@github.com/acme/votes.io.git', RAW],
  ['git@github.com:acme/votes.io.git', RAW],
  ['ssh://git@github.com/acme/votes.io.git', RAW],
  ['https://github.com.evil.example/acme/votes.io', null],
  ['https://evil.example/https://github.com/acme/votes.io', null],
  ['https://evil.example/?@github.com/acme/votes.io', null],
  ['file:///tmp/remote', null],
  ['https://github.com/acme', null],
  ['https://github.com/acme/a/b', null],
])('serves the files of %s at %s', (remote, address) => {
  expect(rawAddress(remote, 'snapshots')).toBe(address);
});

it('keeps a branch of several words in the address, and nothing that would end it', () => {
  expect(rawAddress('https://github.com/a/b', 'archive/of #1')).toBe(
    'https://raw.githubusercontent.com/a/b/archive/of%20%231/',
  );
});

it('shows no password', () => {
  expect(shownAddress('https://me:s3cret@github.com/a/b')).toBe('https://github.com/a/b');
  expect(shownAddress('/srv/git/a.git')).toBe('/srv/git/a.git');
});

it('knows a snapshot by its path', () => {
  for (const path of pathsOf(aHash('a'))) expect(snapshotAt(path)).toBe(aHash('a'));
});

it.each([
  `ab/${aHash('a')}.webp`,
  `aa/${aHash('a')}.html`,
  `aa/${aHash('a')}`,
  `aa/${aHash('A')}.webp`,
  `x/aa/${aHash('a')}.webp`,
  `aa/${aHash('a')}.webp\n`,
  `aa/${aHash('a')}0.webp`,
  'README.md',
])('takes %j for no snapshot', (path) => {
  expect(snapshotAt(path)).toBeNull();
});

it('reads the lines that it writes, and no others', () => {
  const line = { day: '2026-11-23', sha256: aHash('a'), bytes: 12 };
  expect(readAddedLine(addedLine(line).trimEnd())).toEqual(line);
  for (const [from, to] of [
    ['12', '-1'],
    ['12', '1e9'],
    ['12', '99999999999'],
    ['2026-11-23', '2026-13-01'],
    [' ', '  '],
    ['aaa', 'AAA'],
  ] as const)
    expect(readAddedLine(addedLine(line).trimEnd().replace(from, to))).toBeNull();
});

it('tells an archive from a branch of something else', () => {
  expect(addedPath('2026-11-23')).toBe('added/2026-11.txt');
  expect(isAddedPath(addedPath('2026-11-23'))).toBe(true);
  expect(isArchive([])).toBe(true);
  expect(isArchive(['README.md'])).toBe(true);
  expect(isArchive(['README.md', 'package.json'])).toBe(false);
  expect(isArchive(['package.json', 'added/2026-11.txt'])).toBe(true);
  expect(isArchive(['package.json', 'added/more.txt'])).toBe(false);
});
