import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSites } from './read-sites.ts';
import { sitesSchemaText } from './sites-schema.ts';

const ROOT = new URL('../../', import.meta.url);
const SITES = new URL('sites.json', ROOT).pathname;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'puptime-sites-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aFile(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'sites.json');
  await writeFile(path, content);
  return path;
}

/** What no page of the state was known for when the list was begun. */
const GAPS = [
  'ND register',
  'IL track-ballot',
  'IN track-ballot',
  'MO track-ballot',
  'OH track-ballot',
  'WY track-ballot',
];

describe('the sites.json of this repository', () => {
  it('has no fault, and pages for what voters do in all states and the District of Columbia', async () => {
    const { sites, file } = await readSites(SITES);
    const groups = Object.keys(file.groups);
    expect(groups).toHaveLength(51);
    expect(sites.length).toBeGreaterThanOrEqual(122);
    const covered = new Set(sites.flatMap(({ group, kinds }) => kinds.map((kind) => `${group} ${kind}`)));
    const missing = ['register', 'check-registration', 'track-ballot'].flatMap((kind) =>
      groups.map((group) => `${group} ${kind}`).filter((pair) => !covered.has(pair)),
    );
    expect(missing.filter((pair) => !GAPS.includes(pair))).toEqual([]);
  });

  it('stands in the order of states, then of kinds, with ids that begin with the state', async () => {
    const { file } = await readSites(SITES);
    const kinds = Object.keys(file.kinds);
    const order = file.sites.map(({ group, kinds: [kind = ''] }) => `${group} ${kinds.indexOf(kind)}`);
    expect(order).toEqual(order.toSorted());
    expect(file.sites.filter(({ id, group }) => !id.startsWith(`${group.toLowerCase()}-`))).toEqual([]);
  });

  it('names the JSON Schema that editors read, which is up to date', async () => {
    const { file } = await readSites(SITES);
    expect(file.$schema).toBe('./data/schemas/sites.schema.json');
    const written = await readFile(new URL('data/schemas/sites.schema.json', ROOT), 'utf8');
    expect(written, 'run: node checker/sites/write-schema.ts').toBe(sitesSchemaText());
  });

  it('is what that JSON Schema describes, and a misspelt field is not', async () => {
    const accepts = new Ajv2020({ validateFormats: false }).compile(JSON.parse(sitesSchemaText()));
    const content = JSON.parse(await readFile(SITES, 'utf8'));
    expect(accepts(content), JSON.stringify(accepts.errors)).toBe(true);
    content.sites[0].expct = {};
    expect(accepts(content)).toBe(false);
  });
});

describe('reading a sites file', () => {
  it('gives the active sites, the hash of the bytes, and lengths of time in milliseconds', async () => {
    const content = JSON.parse(await readFile(SITES, 'utf8'));
    content.interval = '10m';
    content.sites[0].active = false;
    content.capture = { picture: 0.5 };
    const text = JSON.stringify(content);
    const { sites, byId, file, sha256, settings } = await readSites(await aFile(text));
    expect(sites).toHaveLength(file.sites.length - 1);
    expect(byId.has(content.sites[0].id)).toBe(false);
    expect(byId.get(content.sites[1].id)).toBe(sites[0]);
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(settings).toEqual({
      intervalMs: 600_000,
      confirmAfterMs: 300_000,
      maxGapMs: 1_800_000,
      capture: { text: 0, picture: 0.5 },
    });
  });

  it('lists all faults at once', async () => {
    const path = await aFile('{ "version": 2, "sites": {} }');
    await expect(readSites(path)).rejects.toMatchObject({
      name: 'PuptimeError',
      exitCode: 2,
      message: [
        `${path} has 6 faults:`,
        `${path}:1:1: expected the field "interval" (text), received none`,
        `${path}:1:1: expected the field "canaries" (a list), received none`,
        `${path}:1:1: expected the field "kinds" (an object), received none`,
        `${path}:1:1: expected the field "groups" (an object), received none`,
        `${path}:1:14 version: expected 1, received 2`,
        `${path}:1:26 sites: expected a list, received an object`,
      ].join('\n'),
    });
  });

  it('says what to do when there is no such file, or it is no text', async () => {
    await expect(readSites(join(folder, 'none.json'))).rejects.toThrow(
      /none\.json: expected a sites file, but there is no/,
    );
    await expect(readSites(folder)).rejects.toThrow(/it is a folder/);
    await expect(readSites(await aFile(new Uint8Array([0x7b, 0xff, 0x7d])))).rejects.toThrow(/in UTF-8/);
  });
});
