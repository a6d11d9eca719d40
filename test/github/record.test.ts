import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DirectoryStore } from '../../checker/archive/directory-store.ts';
import { keptObservation } from '../../checker/domain/observation-builder.ts';
import { aHash, aResult, aRun, aVisit } from '../../checker/domain/run-builders.ts';
import { aServedRemote, type ServedRemote } from './git-rig.ts';

const run = promisify(execFile);
const CLI = resolve(import.meta.dirname, '../../checker/cli.ts');
const AT = '2026-11-23T14:07:00.000Z';

let results: string;

beforeAll(async () => {
  results = await mkdtemp(join(tmpdir(), 'puptime-results-'));
  const store = new DirectoryStore(join(results, 'snapshots'));
  const { url: _, ...body } = await store.put(Buffer.from('<p>Track your ballot</p>'), 'text/html');
  const seen = Buffer.from(JSON.stringify({ ...keptObservation(AT), body }));
  const { sha256: evidence } = await store.put(seen, 'application/json');
  const visit = aVisit({ at: AT, text: aHash('a'), evidence });
  const seenByRun = aRun({ startedAt: AT, results: { 'oh-track-ballot': aResult([visit]) } });
  await writeFile(join(results, 'run.json'), JSON.stringify(seenByRun));
});
afterAll(() => rm(results, { recursive: true }));

/** Runs `puptime record` as the step of a workflow with this token would. */
function record({ standIn, url }: ServedRemote, token: string): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, [CLI, 'record', '--results', results, '--remote', url], {
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), ...standIn.env, GITHUB_TOKEN: token },
  });
}

it('the ledger and the evidence are pushed by "record" with a token that may', async () => {
  await using served = await aServedRemote();
  await record(served, served.standIn.issueToken({ contents: 'write' }));
  const names = (branch: string) => served.remote.git('ls-tree', '-r', '--name-only', branch);
  expect(await names('data')).toMatch(/^runs\/2026\/11\/23\/140700-.*\.json$/m);
  expect(await names('snapshots')).toMatch(/[0-9a-f]{64}/);
});

it('nothing is pushed with one that may only read, and "record" says why', async () => {
  await using served = await aServedRemote();
  const refused = record(served, served.standIn.issueToken({ contents: 'read' }));
  await expect(refused).rejects.toThrow(/Write access to repository not granted|403/);
  expect(await served.remote.git('for-each-ref')).toBe('');
});
