import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { printFault } from './fault.ts';
import { checkAnnotations, readAnnotations } from './read-annotations.ts';
import { siteNames } from './site-names.ts';

const SITES = siteNames(
  '{ "sites": [{ "id": "oh-register", "formerly": ["oh-old"] }, { "id": "tx-register" }, {}, 1] }',
);
const SOUND = {
  version: 1,
  site: 'oh-register',
  from: '2026-11-23T14:00Z',
  to: '2026-11-23T15:00Z',
  status: 'up',
  why: 'The page worked; our exit did not.',
  source: 'https://www.example.gov/news',
};
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-annotations-'));
});
afterEach(() => rm(dir, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFile(
    join(dir, name),
    typeof content === 'string' || content instanceof Buffer ? content : JSON.stringify(content, null, 2),
  );

/** The faults as they are printed, without the path of the folder. */
async function faults(): Promise<string[]> {
  const found = await checkAnnotations(dir, SITES);
  return found.faults.map((fault) => printFault(fault).replaceAll(`${dir}/`, ''));
}

it('reads corrections in the order of their ids, and nothing else', async () => {
  await write('b.json', { ...SOUND, site: 'tx-register' });
  await write('a.json', SOUND);
  await write('README.md', '# Corrections');
  expect(await readAnnotations(dir, SITES)).toEqual([
    { ...SOUND, id: 'a', from: '2026-11-23T14:00:00.000Z', to: '2026-11-23T15:00:00.000Z' },
    expect.objectContaining({ id: 'b', site: 'tx-register' }),
  ]);
});

it('takes a folder that is not there for one without corrections', async () => {
  expect(await readAnnotations(join(dir, 'none'))).toEqual([]);
});

it.each([
  ['an unknown field', { ...SOUND, form: SOUND.from }, '9:3 form: expected a known field, received "form"'],
  ['a status that is not counted', { ...SOUND, status: 'suspect' }, '6:13 status: expected one of "up",'],
  ['a local time', { ...SOUND, from: '2026-11-23T14:00' }, '4:11 from: expected an instant in UTC, such as'],
  [
    'an end before the start',
    { ...SOUND, to: '2026-11-22T00:00Z' },
    '5:9 to: expected an instant after "from",',
  ],
  [
    'a site that nobody knows',
    { ...SOUND, site: 'oh-registr' },
    '3:11 site: expected the id of a site, or one it had formerly, received "oh-registr"; did you mean "oh-register"?',
  ],
  ['a source without https', { ...SOUND, source: 'http://x.gov/' }, '8:13 source: expected an https address'],
  [
    'a source in no public place',
    { ...SOUND, source: 'https://10.0.0.1/' },
    '8:13 source: expected a public host',
  ],
  [
    'a direction mark in the text',
    { ...SOUND, why: 'a\u202eb' },
    '7:10 why: expected text without control and',
  ],
  ['a missing field', { ...SOUND, why: undefined }, '1:1: expected the field "why" (text), received none'],
  ['broken JSON', '{ "version": 1', '1:15: expected a closing "}", received the end of the file'],
  [
    'a comment',
    `// why\n${JSON.stringify(SOUND)}`,
    '1:1: expected JSON without comments (use "why"), received',
  ],
  ['no text', Buffer.from([0xff]), '1:1: expected text in UTF-8; save the file in that encoding'],
])('names place and remedy of %s', async (_, content, message) => {
  await write('a.json', content);
  expect(await faults()).toEqual([expect.stringContaining(`a.json:${message}`)]);
});

it.each(['Ohio.json', 'oh_register.json', 'oh.JSON', '.json', 'a::b.json'])(
  'refuses the name %s',
  async (name) => {
    await write(name, SOUND);
    expect(await faults()).toEqual([
      expect.stringContaining(':1:1: expected a file name of lower-case letters, digits and hyphens'),
    ]);
  },
);

it('follows no links and enters no folders', async () => {
  await write('outside', SOUND);
  await symlink(join(dir, 'outside'), join(dir, 'link.json'));
  await mkdir(join(dir, 'more.json'));
  expect(await faults()).toEqual(['link.json:1:1: expected a file', 'more.json:1:1: expected a file']);
});

it('refuses two corrections for one time of a site, also under its earlier id, and names both', async () => {
  await write('a.json', SOUND);
  await write('b.json', { ...SOUND, site: 'oh-old', from: '2026-11-23T14:59Z', to: '2026-11-23T16:00Z' });
  await write('c.json', { ...SOUND, from: '2026-11-23T16:00Z', to: '2026-11-23T17:00Z' });
  await write('d.json', { ...SOUND, site: 'tx-register' });
  expect(await faults()).toEqual([
    'b.json:4:11 from: expected a stretch of the site that no other correction is about, received 2026-11-23T14:59:00.000Z to 2026-11-23T16:00:00.000Z, while "a" is about 2026-11-23T14:00:00.000Z to 2026-11-23T15:00:00.000Z; change or delete one of them',
  ]);
});

it('asks for no sites when it is given none, but still for stretches that do not overlap', async () => {
  await write('a.json', { ...SOUND, site: 'gone' });
  await write('b.json', { ...SOUND, site: 'gone', status: 'closed' });
  const { annotations, faults: found } = await checkAnnotations(dir, null);
  expect(found.map(({ at }) => at)).toEqual(['from']);
  expect(annotations.map(({ id }) => id)).toEqual(['a']);
});

it('throws all faults at once where corrections are needed', async () => {
  await write('a.json', '{');
  await write('b.json', { ...SOUND, status: 'fine' });
  await expect(readAnnotations(dir)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/has 2 faults:\n.*a\.json:1:2: .*\n.*b\.json:6:13 status: /),
  });
});

it('says so when the folder is a file', async () => {
  await write('file', '');
  await expect(readAnnotations(join(dir, 'file'))).rejects.toThrow('expected a folder of corrections');
});
