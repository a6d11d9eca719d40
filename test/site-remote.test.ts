import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryStore } from '../checker/archive/directory-store.ts';
import { keptObservation } from '../checker/domain/observation-builder.ts';
import { aHash, aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import { type Fixture, writeFirstRun, writeFixture } from '../site/test/fixture.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';
import { puptime } from './puptime.ts';
import { pushFiles } from './snapshots-rig.ts';

let remote: GitRemote;
let dir: string;
beforeEach(async () => {
  remote = await makeGitRemote();
  dir = await mkdtemp(join(tmpdir(), 'puptime-site-remote-'));
});
afterEach(async () => {
  await remote[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

/** Contents of all files of a folder, by path. */
async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(async (path) => [relative(folder, path), await readFile(path)] as const);
  return new Map((await Promise.all(files)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const buildRemote = (sitesPath: string, env: Record<string, string> = {}) => {
  const places = ['--data', join(dir, 'data'), '--snapshots', join(dir, 'snapshots')];
  const out = ['--sites', sitesPath, '--site-out', join(dir, 'out')];
  return puptime(['site', '--remote', remote.url, ...places, ...out, '--site-url', SITE_URL], env);
};
const SITE_URL = 'https://example.github.io/puptime/';

/** Puts a ledger and its snapshots on their branches, with as much again that no page shows. */
async function push({ dataDir, snapshotsDir }: Fixture): Promise<void> {
  const [live, kept] = [await filesIn(dataDir), await filesIn(snapshotsDir)];
  await pushFiles(remote.url, 'data', new Map([...live, ...UNREAD].map(([path, text]) => [path, text])));
  const unshown = [...kept.keys()].map((_, n) => {
    const sha256 = aHash('e').slice(0, 60) + n.toString(16).padStart(4, '0');
    return [`${sha256.slice(0, 2)}/${sha256}.webp`, Buffer.from(`unshown ${n}`)] as const;
  });
  await pushFiles(remote.url, 'snapshots', new Map([...kept, ...unshown]));
}
/** A run that is too old to be opened, a day that no figure counts, and what the site has no use for. */
const UNREAD: readonly [string, string][] = [
  ['runs/2026/06/01/120000-old-1.json', '{}'],
  ['days/2025-01-01.json', '{}'],
  ['chain/2026-11.ndjson', '{}\n'],
  ['quarantine/runs/x.json', '{'],
  ['README.md', 'Hello'],
];

/** A git in front of the real one that writes down what it says to the remote: variables of its own would not reach it. */
async function tracedGit(): Promise<{ env: Record<string, string>; trace: string }> {
  const trace = join(dir, 'trace');
  await mkdir(join(dir, 'bin'));
  const script = `#!/bin/sh\nPATH='${process.env.PATH}' GIT_TRACE_PACKET='${trace}' exec git "$@"\n`;
  await writeFile(join(dir, 'bin/git'), script, { mode: 0o755 });
  return { env: { PATH: `${join(dir, 'bin')}:${process.env.PATH}` }, trace };
}

it('builds the same site from branches as from directories, and fetches only what it reads', async () => {
  const fixture = writeFixture(join(dir, 'fixture'));
  // Two are no longer kept.
  const [first, last] = [...(await filesIn(fixture.snapshotsDir)).keys()].filter((path) =>
    /webp|json/.test(path),
  );
  for (const path of [first, last]) if (path) await rm(join(fixture.snapshotsDir, path));
  await push(fixture);
  const { dataDir, snapshotsDir, sitesPath } = fixture;
  const here = ['--data', dataDir, '--snapshots', snapshotsDir, '--sites', sitesPath];
  const local = await puptime(['site', ...here, '--site-out', join(dir, 'local'), '--site-url', SITE_URL]);
  expect(local).toMatchObject({ code: 0, out: '' });

  const { env, trace } = await tracedGit();
  const summary = join(dir, 'summary.md');
  const far = await buildRemote(sitesPath, { ...env, GITHUB_STEP_SUMMARY: summary });
  expect(far).toMatchObject({ code: 0, out: '' });
  expect(await filesIn(join(dir, 'out'))).toEqual(await filesIn(join(dir, 'local')));

  const names = await remote.git('for-each-ref', '--format=%(objectname)');
  const listed = await Promise.all(names.split('\n').map((commit) => remote.git('ls-tree', '-r', commit)));
  const paths = new Map(
    listed.flatMap((text) =>
      text.split('\n').map((line): [string, string] => {
        const [meta = '', path = ''] = line.split('\t');
        return [meta.split(' ')[2] ?? '', path];
      }),
    ),
  );
  const asked = [...(await readFile(trace, 'utf8')).matchAll(/fetch> want ([0-9a-f]{40})/g)];
  const wanted = new Set(asked.flatMap(([, id = '']) => paths.get(id) ?? []));
  const copied = [
    ...(await filesIn(join(dir, 'data'))).keys(),
    ...(await filesIn(join(dir, 'snapshots'))).keys(),
  ];
  expect([...wanted].sort()).toEqual(copied.filter((path) => path !== '.mirror.json').sort());
  expect(copied.filter((path) => path.startsWith('runs/'))).toHaveLength(100);
  expect(copied).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/old-1|2025|chain|quarantine|README/)]),
  );
  const shown = [...(await filesIn(join(dir, 'out'))).keys()].filter((path) =>
    /^snapshots\/[^/]+$/.test(path),
  );
  expect(copied.filter((path) => /\.(webp|txt)$/.test(path))).toHaveLength(shown.length);

  expect(far.err).toMatch(
    /^Fetched \d+ files \([\d.]+ [kM]B\) of a record of 106 runs and \d+ files \([\d.]+ [kM]B\) of evidence in \d+ s\nStatus site: \d+ pages in [\d.]+ s → /,
  );
  expect(await readFile(summary, 'utf8')).toMatch(
    /^Status site: \d+ pages, [\d.]+ MB, in \d+ s\.\n\nFetched \d+ files .* of evidence in \d+ s\.\n\n$/,
  );
  const again = await buildRemote(sitesPath);
  expect(again.err).toContain('Fetched 0 files (0 B) of a record of 106 runs and 0 files (0 B) of evidence');
}, 120_000);

it('shows a run that was recorded on the branches a moment ago', async () => {
  const at = '2026-11-23T14:07:00.000Z';
  const store = new DirectoryStore(join(dir, 'results/snapshots'));
  const observation = Buffer.from(JSON.stringify(keptObservation(at)));
  const { sha256: evidence } = await store.put(observation, 'application/json');
  const run = aRun({
    startedAt: at,
    results: { 'oh-register': aResult([aVisit({ at, evidence, text: aHash('a') })]) },
  });
  await writeFile(join(dir, 'results/run.json'), JSON.stringify(run));
  const recorded = await puptime(['record', '--results', join(dir, 'results'), '--remote', remote.url]);
  expect(recorded.code).toBe(0);
  const built = await buildRemote(writeFirstRun(join(dir, 'fixture')).sitesPath);
  expect(built).toMatchObject({ code: 0 });
  const page = await readFile(
    join(dir, `out/evidence/oh-register/${evidence.slice(0, 16)}/index.html`),
    'utf8',
  );
  expect(page).toContain(evidence);
  expect(page).not.toContain('no longer kept');
}, 60_000);

it('says which branch is no longer there: pictures are not kept, nothing was checked', async () => {
  const { sitesPath } = writeFirstRun(join(dir, 'first'));
  const fixture = writeFixture(join(dir, 'fixture'), { sites: 2 });
  await push(fixture);
  await remote.git('update-ref', '-d', 'refs/heads/snapshots');
  expect(await buildRemote(fixture.sitesPath)).toMatchObject({ code: 0 });
  const html = await readFile(join(dir, 'out/pages/al-register/index.html'), 'utf8');
  expect(html).toContain('Picture no longer kept');
  await remote.git('update-ref', '-d', 'refs/heads/data');
  const built = await buildRemote(sitesPath);
  expect(built.err).toContain('Fetched 0 files (0 B) of a record of 0 runs');
  expect(await readFile(join(dir, 'out/index.html'), 'utf8')).toContain('Nothing has been checked yet');
}, 60_000);

it('overwrites no ledger, and lets nobody take its copy for one', async () => {
  const fixture = writeFixture(join(dir, 'fixture'), { sites: 2 });
  await push(fixture);
  const { dataDir, sitesPath } = fixture;
  const over = await puptime(['site', '--remote', remote.url, '--data', dataDir, '--sites', sitesPath]);
  expect(over).toMatchObject({
    code: 2,
    err: expect.stringContaining(`${dataDir} holds a ledger of its own`),
  });
  expect(await buildRemote(sitesPath)).toMatchObject({ code: 0 });
  const data = join(dir, 'data');
  const part = { code: 2, err: expect.stringContaining(`${data} holds a part of a ledger`) };
  expect(await puptime(['rebuild', '--data', data])).toMatchObject(part);
  expect(await puptime(['site', '--data', data, '--sites', sitesPath])).toMatchObject(part);
}, 60_000);
