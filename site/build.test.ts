import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StateFile } from '../checker/domain/ledger-files.ts';
import { buildSite } from './build.ts';
import { writeFirstRun, writeFixture } from './test/fixture.ts';

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'puptime-build-'));
const fixture = writeFixture(join(work, 'fixture'));

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('building', () => {
  it('makes a friendly page when there is no data at all', async () => {
    const outDir = join(work, 'out-first');
    const { pages: count } = await buildSite({ root, ...writeFirstRun(join(work, 'first')), outDir });
    // Five sites, four states, one kind, and nine pages that are always there.
    expect(count).toBe(19);
    expect(readFileSync(join(outDir, 'index.html'), 'utf8')).toContain('Nothing has been checked yet');
  }, 30_000);

  it('says that a picture is no longer kept when it was pruned', async () => {
    const pruned = { ...fixture, snapshotsDir: join(work, 'no-snapshots'), outDir: join(work, 'out-pruned') };
    await buildSite({ root, ...pruned });
    const html = readFileSync(join(pruned.outDir, 'pages/co-register/index.html'), 'utf8');
    expect(html).toContain('Picture no longer kept');
    const copies = readdirSync(join(pruned.outDir, 'evidence/co-register'));
    expect(copies.length).toBeGreaterThan(0);
    for (const name of copies) {
      const copy = readFileSync(join(pruned.outDir, 'evidence/co-register', name, 'index.html'), 'utf8');
      expect(copy).toContain('The evidence of this visit is no longer kept.');
      expect(copy).toMatch(/[0-9a-f]{64}/);
    }
  }, 30_000);

  it('makes pages of one site of which nothing could ever be seen', async () => {
    const fixture = writeFixture(join(work, 'unseen'), { sites: 1 });
    const path = join(fixture.dataDir, 'state.json');
    const state = StateFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const site of Object.values(state.sites)) {
      const reasons = [{ kind: 'route' as const, route: 'direct', detail: 'its canaries failed' }];
      Object.assign(site, { status: 'unknown', verdict: 'unknown', reasons, lastGood: null, baseline: null });
      Object.assign(site, { incident: null, availability: {} });
    }
    writeFileSync(path, JSON.stringify(state));
    const outDir = join(work, 'out-unseen');
    await buildSite({ root, ...fixture, outDir });
    const html = readFileSync(join(outDir, 'index.html'), 'utf8');
    expect(html).toContain('not checked');
    expect(html).not.toMatch(/NaN|undefined|Invalid Date/);
  });

  it('refuses an output folder that holds what it needs', async () => {
    await expect(buildSite({ root, ...fixture, outDir: work })).rejects.toThrow('would delete');
  });

  it('keeps the last output when data is broken, and works twice at the same time', async () => {
    const one = writeFixture(join(work, 'one'), { sites: 2 });
    const other = { ...writeFirstRun(join(work, 'other')), outDir: join(work, 'out-other') };
    const outDir = join(work, 'out-one');
    await Promise.all([buildSite({ root, ...one, outDir }), buildSite({ root, ...other })]);
    const before = readFileSync(join(outDir, 'index.html'), 'utf8');
    expect(before).not.toContain('Nothing has been checked yet');
    expect(readFileSync(join(other.outDir, 'index.html'), 'utf8')).toContain('Nothing has been checked yet');
    writeFileSync(join(one.dataDir, 'state.json'), '{');
    await expect(buildSite({ root, ...one, outDir })).rejects.toThrow('state.json');
    expect(readFileSync(join(outDir, 'index.html'), 'utf8')).toBe(before);
  }, 30_000);

  it.each([
    ['state.json', '{"version":1', 'expected JSON'],
    ['state.json', '{"version":2,"newestRun":null,"runs":0,"sites":{}}', 'version'],
    ['days/2026-11-20.json', '{"version":1,"day":"2026-11-20","sites":{"x":{}}}', 'sites.x.before'],
    ['incidents/2026.json', '[]', 'expected object'],
  ])('fails on a broken %s and names the file and the reason', async (name, text, reason) => {
    const broken = writeFixture(join(work, 'broken'), { sites: 2 });
    const path = join(broken.dataDir, name);
    writeFileSync(path, text);
    const outDir = join(work, 'out-broken');
    const error = await buildSite({ root, ...broken, outDir }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'PuptimeError' });
    expect(String(error)).toContain(path);
    expect(String(error)).toContain(reason);
    expect(existsSync(outDir)).toBe(false);
  });
});
