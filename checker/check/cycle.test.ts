import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunHead } from '../domain/assemble-run.ts';
import { NO_EXPECTATIONS } from '../domain/resolved-site.ts';
import { anExit } from '../domain/run-builders.ts';
import { type ExitFacts, RunRecord, type Visit } from '../domain/run-record.ts';
import type { Outcome } from '../domain/status.ts';
import { readResults } from '../results/read-results.ts';
import { ResultsFolder } from '../results/results-folder.ts';
import type { Route } from '../routes/route.ts';
import { Cycle } from './cycle.ts';
import type { Target } from './visit-site.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-cycle-'));
});
afterEach(() => rm(dir, { recursive: true }));

const START = Date.UTC(2026, 10, 23, 14, 7);

function aTarget(id: string): Target {
  return {
    id,
    url: `https://${id}.example.gov/`,
    timeZone: 'America/New_York',
    expect: NO_EXPECTATIONS,
  };
}

function aRoute(name: string, exit: ExitFacts | null = null): Route {
  return {
    name,
    dial: () => Promise.reject(new Error('nothing is dialled here')),
    ready: () => Promise.resolve(),
    breaks: () => 0,
    exit: () => exit,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** What each page says over each route, in the order of its visits: `{ 'oh A': ['down', 'up'] }`; up where nothing is said. */
type Script = Record<string, Outcome[]>;

async function aCycle(
  ids: readonly string[],
  script: Script,
  options: {
    downBefore?: string[];
    addressesBefore?: string[];
    confirmAfterMs?: number;
    signal?: AbortSignal;
  } = {},
) {
  let clock = START;
  const heard: string[] = [];
  const visited: string[] = [];
  const left = structuredClone(script);
  const head: RunHead = {
    version: 1,
    id: 'test-run',
    startedAt: new Date(START).toISOString(),
    url: null,
    sites256: '0'.repeat(64),
    commit: null,
    puptime: '0.1.0',
    rulesVersion: 'test',
    browser: null,
    settings: { intervalMs: 900_000, confirmAfterMs: options.confirmAfterMs ?? 300_000, maxGapMs: 2_700_000 },
    sites: Object.fromEntries(ids.map((id) => [id, {}])),
  };
  const folder = await ResultsFolder.create(join(dir, 'results'), head);
  const cycle = new Cycle({
    head,
    events: [],
    sites: ids.map(aTarget),
    canaries: [aTarget('canary-1'), aTarget('canary-2')],
    folder,
    breaker: { share: 0.3, atLeast: 5 },
    downBefore: new Set(options.downBefore),
    addressesBefore: new Set(options.addressesBefore),
    visit: (target, { index, route }) => {
      visited.push(`${target.id} ${route.name}`);
      const outcome = left[`${target.id} ${route.name}`]?.shift() ?? 'up';
      const reasons: Visit['reasons'] = outcome === 'up' ? [] : [{ kind: 'http-status', status: 503 }];
      clock += 1_000;
      return Promise.resolve({
        route: index,
        at: new Date(clock).toISOString(),
        ms: 900,
        outcome,
        reasons,
        evidence: null,
        text: null,
      });
    },
    progress: {
      passStarted: (route, total) => void heard.push(`pass ${route} ${total}`),
      visitStarted: () => undefined,
      visitEnded: () => undefined,
      passEnded: () => undefined,
      note: (text) => void heard.push(text),
      waiting: (until, sites) =>
        void heard.push(`waiting for ${sites} until ${until.toISOString().slice(11, 19)}`),
    },
    concurrency: 2,
    random: () => 0.5,
    now: () => new Date(clock),
    signal: options.signal ?? new AbortController().signal,
  });
  return { cycle, heard, visited };
}

const verdicts = (run: RunRecord) =>
  Object.fromEntries(
    Object.entries(run.results).map(([id, { verdict, confirmed }]) => [
      id,
      confirmed ? verdict : `${verdict}?`,
    ]),
  );

describe('a cycle over two exits', () => {
  it('looks again only at what is not up, and records what came of it', async () => {
    const { cycle, visited } = await aCycle(['ok', 'down', 'flaky', 'barred', 'slow'], {
      'down A': ['down'],
      'down B': ['down'],
      'flaky A': ['down'],
      'barred A': ['blocked'],
      'slow A': ['degraded'],
    });
    await cycle.firstPass(aRoute('A'));
    await cycle.confirm(aRoute('B'), { wait: true });
    const run = await cycle.finish();
    expect(verdicts(run)).toEqual({ ok: 'up', down: 'down', flaky: 'up', barred: 'up', slow: 'degraded' });
    expect(visited.filter((visit) => visit.endsWith(' B') && !visit.startsWith('canary')).toSorted()).toEqual(
      ['barred B', 'down B', 'flaky B'],
    );
    expect(run.results.flaky?.transient).toBe('down');
    expect(run.routes.map(({ name, state }) => `${name} ${state}`)).toEqual(['A burned', 'B ok']);
    expect(cycle.unconfirmed()).toEqual([]);
    expect(await readResults(join(dir, 'results'))).toEqual(RunRecord.parse(run));
  });

  it('knows nothing, and calls nothing down, when no canary is up on either', async () => {
    const dead = (): Outcome[] => ['down', 'down'];
    const { cycle, visited, heard } = await aCycle(['oh', 'mi'], {
      'canary-1 A': dead(),
      'canary-2 A': dead(),
      'canary-1 B': dead(),
      'canary-2 B': dead(),
    });
    await cycle.firstPass(aRoute('A'));
    await cycle.confirm(aRoute('B'), { wait: true });
    const run = await cycle.finish();
    expect(verdicts(run)).toEqual({ oh: 'unknown', mi: 'unknown' });
    expect(run.results.oh?.reasons[0]?.kind).toBe('route');
    expect(visited.every((visit) => visit.startsWith('canary'))).toBe(true);
    expect(run.routes.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(heard.join('\n')).toContain('The route A failed');
  });

  it('goes on over the second exit when the first one is dead', async () => {
    const { cycle } = await aCycle(['oh', 'mi'], {
      'canary-1 A': ['down'],
      'canary-2 A': ['down'],
      'mi B': ['down'],
    });
    await cycle.firstPass(aRoute('A'));
    await cycle.confirm(aRoute('B'), { wait: true });
    expect(verdicts(await cycle.finish())).toEqual({ oh: 'up', mi: 'unknown' });
  });

  it('takes back what was seen when the canaries turn out to be down at the end', async () => {
    const { cycle } = await aCycle(['oh', 'mi'], {
      'oh A': ['down'],
      'canary-1 A': ['up', 'down'],
      'canary-2 A': ['up', 'down'],
    });
    await cycle.firstPass(aRoute('A'));
    const run = await cycle.finish();
    expect(verdicts(run)).toEqual({ oh: 'unknown', mi: 'up' });
    expect(run.results.oh?.visits).toHaveLength(1);
  });

  it('asks the canaries when much fails in a row, and stops when they are down', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `site-${index}`);
    const script: Script = { 'canary-1 A': ['up', 'down', 'down'], 'canary-2 A': ['up', 'down', 'down'] };
    for (const id of ids) script[`${id} A`] = ['down'];
    const { cycle, visited } = await aCycle(ids, script);
    await cycle.firstPass(aRoute('A'));
    expect(new Set(Object.values(verdicts(await cycle.finish())))).toEqual(new Set(['unknown']));
    expect(visited.filter((visit) => visit.startsWith('site')).length).toBeLessThan(12);
  });
});

describe('a cycle over one exit', () => {
  it('leaves what is not up unconfirmed when it may not wait', async () => {
    const { cycle } = await aCycle(['oh'], { 'oh A': ['down'] });
    await cycle.firstPass(aRoute('A'));
    await cycle.confirm(aRoute('A'), { wait: false });
    expect(verdicts(await cycle.finish())).toEqual({ oh: 'down?' });
    expect(cycle.unconfirmed()).toEqual(['oh']);
  });

  it('waits, says so, and looks again', async () => {
    const { cycle, heard } = await aCycle(['oh'], { 'oh A': ['down', 'down'] }, { confirmAfterMs: 2_050 });
    await cycle.firstPass(aRoute('A'));
    await cycle.confirm(aRoute('A'), { wait: true });
    expect(heard.find((line) => line.startsWith('waiting'))).toBe('waiting for 1 until 14:07:05');
    expect(verdicts(await cycle.finish())).toEqual({ oh: 'down' });
  });
});

describe('the breaker', () => {
  const ids = Array.from({ length: 10 }, (_, index) => `site-${index}`);
  const half = ids.slice(0, 5);
  const script = (...exits: string[]): Script =>
    Object.fromEntries(half.flatMap((id) => exits.map((exit) => [`${id} ${exit}`, ['down' as const]])));
  const run = async (downOn: string[], third: string | null, downBefore: string[] = []) => {
    const { cycle } = await aCycle(ids, script(...downOn), { downBefore });
    await cycle.firstPass(aRoute('A'));
    await cycle.confirm(aRoute('B'), { wait: true });
    await cycle.breaker(async () => (third === null ? null : aRoute(third)));
    return cycle.finish();
  };
  const downs = (record: RunRecord) =>
    Object.values(record.results).filter(({ verdict }) => verdict === 'down').length;

  it('makes a mass failure unknown when no third exit can agree', async () => {
    const record = await run(['A', 'B'], null);
    expect(downs(record)).toBe(0);
    expect(record.results['site-0']).toMatchObject({
      verdict: 'unknown',
      reasons: [{ kind: 'breaker', share: 0.5, limit: 0.3 }],
    });
    expect(record.notes[0]).toContain('5 of 10 sites turned down at once');
  });

  it('lets it stand when a third exit agrees', async () => {
    expect(downs(await run(['A', 'B', 'C'], 'C'))).toBe(5);
  });

  it('takes the word of the third exit when it disagrees', async () => {
    const record = await run(['A', 'B'], 'C');
    expect(verdicts(record)['site-0']).toBe('up');
  });

  it('does not count what was down before', async () => {
    expect(downs(await run(['A', 'B'], null, ['site-0']))).toBe(5);
  });
});

it('says once, at the first pass, that an exit has the address of one of the last run', async () => {
  const { cycle, heard } = await aCycle(
    ['oh'],
    { 'oh A': ['down', 'down'] },
    { addressesBefore: ['192.0.2.7'], confirmAfterMs: 0 },
  );
  const route = aRoute('A', anExit({ address: '192.0.2.7' }));
  await cycle.firstPass(route);
  await cycle.confirm(route, { wait: true });
  await cycle.confirm(aRoute('B', anExit({ address: '192.0.2.8' })), { wait: true });
  const { notes } = await cycle.finish();
  expect(notes).toEqual([expect.stringContaining('The exit A is seen from 192.0.2.7')]);
  expect(heard.slice(0, 2)).toEqual([notes[0], 'pass A 1']);
});

it('keeps what it has when it is interrupted', async () => {
  const interrupt = new AbortController();
  const { cycle } = await aCycle(['oh', 'mi', 'wi'], { 'oh A': ['down'] }, { signal: interrupt.signal });
  await cycle.firstPass(aRoute('A'));
  interrupt.abort();
  await cycle.confirm(aRoute('B'), { wait: true });
  const run = await cycle.finish();
  expect(run.complete).toBe(false);
  expect(verdicts(run)).toEqual({ oh: 'down?', mi: 'up', wi: 'up' });
  expect(run.notes.at(-1)).toContain('interrupted');
});
