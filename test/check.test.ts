import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryStore } from '../checker/archive/directory-store.ts';
import { Observation } from '../checker/domain/observation.ts';
import { RunRecord } from '../checker/domain/run-record.ts';
import { type Ended, puptime } from './puptime.ts';
import { type SimulatedWeb, startSimulatedWeb } from './simulated-web/simulated-web.ts';

let web: SimulatedWeb;
let dir: string;
let sitesPath: string;
beforeAll(async () => {
  web = await startSimulatedWeb();
  dir = await mkdtemp(join(tmpdir(), 'puptime-check-'));
  sitesPath = join(dir, 'sites.json');
  // What needs a certificate of its own is left to the visits' own tests.
  const plain = web.sites
    .filter(({ id }) => !['vt-track-ballot', 'nh-check-registration'].includes(id))
    .map(({ id }) => id);
  await writeFile(sitesPath, JSON.stringify(web.sitesFile({ include: ({ id }) => plain.includes(id) })));
});
afterAll(async () => {
  await web.close();
  await rm(dir, { recursive: true });
});

const readRun = async (folder: string) =>
  RunRecord.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));

describe('a check of the whole simulated web over two exits', () => {
  let ended: Ended;
  let run: RunRecord;
  beforeAll(async () => {
    const summary = join(dir, 'summary.md');
    const out = join(dir, 'results');
    ended = await puptime(
      ['check', '--sites', sitesPath, '--out', out, '--allow-loopback', '--route', 'direct', web.exit()],
      { GITHUB_STEP_SUMMARY: summary },
    );
    run = await readRun(out);
  }, 240_000);

  it('ends with 0: that a page is down is a result', () => {
    expect(ended.code, ended.err).toBe(0);
  });

  it('judges every page as it behaves', () => {
    const wrong = web.sites.flatMap(({ id, expected }) => {
      const result = run.results[id];
      if (!result) return [];
      const kinds: string[] = result.reasons.map(({ kind }) => kind);
      const explained =
        expected.reasonKinds.length === 0
          ? kinds.length === 0
          : expected.reasonKinds.some((kind) => kinds.includes(kind));
      return result.verdict === expected.outcome && result.confirmed && explained
        ? []
        : [`${id}: expected ${expected.outcome} (${expected.reasonKinds}), got ${result.verdict} (${kinds})`];
    });
    expect(wrong).toEqual([]);
  });

  it('names the vendor of a block', () => {
    for (const { id, expected } of web.sites) {
      if (expected.vendor && run.results[id])
        expect(run.results[id].reasons[0], id).toMatchObject({ kind: 'block', vendor: expected.vendor });
    }
  });

  it('keeps evidence of every visit that fits its schema, each snapshot with the bytes of its name', async () => {
    const store = new DirectoryStore(join(dir, 'results', 'snapshots'));
    for (const [id, { visits }] of Object.entries(run.results)) {
      for (const { evidence } of visits) {
        const bytes = await store.get(evidence ?? '');
        const observation = Observation.parse(JSON.parse(Buffer.from(bytes ?? []).toString()));
        expect(observation.site).toBe(id);
        const refs = [observation.screenshot, observation.dom, observation.body, observation.text].filter(
          (ref) => ref !== null,
        );
        for (const ref of refs) expect((await store.get(ref.sha256))?.byteLength, id).toBe(ref.size);
        // What asks for a password shows nothing.
        const shown = observation.failure === null && observation.status !== 401;
        if (shown && observation.contentType?.startsWith('text/html')) expect(refs, id).toHaveLength(4);
      }
    }
  });

  it('keeps a page out of reach of private addresses, and says how often it tried', async () => {
    const store = new DirectoryStore(join(dir, 'results', 'snapshots'));
    const bytes = await store.get(run.results['id-register']?.visits[0]?.evidence ?? '');
    expect(
      Observation.parse(JSON.parse(Buffer.from(bytes ?? []).toString())).requests.refused,
    ).toBeGreaterThanOrEqual(2);
  });

  it('looks again only at what was not up, over the second exit', () => {
    for (const { visits } of Object.values(run.results)) {
      expect(visits.map(({ route }) => route)).toEqual(
        visits[0]?.outcome === 'up' || visits[0]?.outcome === 'degraded' ? [0] : [0, 1],
      );
    }
    expect(run.routes[0]?.state).toBe('burned');
  });

  it('tells what it found to people and to the job summary', async () => {
    expect(ended.err).toContain('▨ Blocked to our monitor');
    expect(ended.err).toMatch(/\d+ reachable · \d+ impaired · \d+ down · \d+ blocked/);
    const summary = await readFile(join(dir, 'summary.md'), 'utf8');
    expect(summary).toContain('| Status | Page | Why |');
    expect(summary).not.toContain('<');
  });
});

it('knows nothing, and says so, when no exit works', async () => {
  const out = join(dir, 'dead');
  const { code, err } = await puptime([
    'check',
    '--sites',
    sitesPath,
    '--out',
    out,
    '--allow-loopback',
    '--route',
    'http://127.0.0.1:1',
    'socks5://127.0.0.1:1',
  ]);
  expect(code, err).toBe(0);
  const run = await readRun(out);
  expect(new Set(Object.values(run.results).map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  expect(err).toContain('The route http://127.0.0.1:1 failed');
});

it('confirms later what an earlier check left, over an exit made since', async () => {
  const out = join(dir, 'two-steps');
  const first = await puptime([
    'check',
    '--sites',
    sitesPath,
    '--out',
    out,
    '--allow-loopback',
    '--no-wait',
    '--only',
    'oh-register',
    'pa-register',
    'la-track-ballot',
  ]);
  expect(first.code, first.err).toBe(0);
  expect(first.err).toContain('2 unconfirmed');
  const second = await puptime([
    'check',
    '--sites',
    sitesPath,
    '--confirm',
    out,
    '--allow-loopback',
    '--route',
    web.exit(),
    '--json',
  ]);
  expect(second.code, second.err).toBe(0);
  const run = RunRecord.parse(JSON.parse(second.out));
  expect(
    Object.fromEntries(
      Object.entries(run.results).map(([id, { verdict, confirmed }]) => [id, `${verdict} ${confirmed}`]),
    ),
  ).toEqual({
    'la-track-ballot': 'down true',
    'oh-register': 'up true',
    'pa-register': 'up true',
  });
  expect(run.results['oh-register']?.visits).toHaveLength(1);
});

describe('wrong use', () => {
  it.each([
    [['check', '--sites', 'no-such.json'], /no-such\.json/],
    [['check', '--only', 'oh-regster'], /did you mean oh-register/],
    [
      ['check', '--route', 'ftp://x', '--only', 'oh-register', '--out', 'OUT'],
      /--route "ftp:\/\/x": expected direct, socks5/,
    ],
    [['check', '--shard', '5/4'], /expected I\/N/],
    [['check', '--concurrency', '0'], /whole number from 1/],
    [['check', '--rout', 'direct'], /unknown option/],
    [['check', '--confirm', 'NOWHERE'], /no results here/],
  ])('%j is answered with 2 and a remedy', async (args, message) => {
    const { code, err } = await puptime(
      args.map((arg) => (arg === 'OUT' || arg === 'NOWHERE' ? join(dir, arg) : arg)),
    );
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});
