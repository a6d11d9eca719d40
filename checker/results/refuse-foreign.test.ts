import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aResult, aRun, aVisit } from '../domain/run-builders.ts';
import { refuseForeign } from './refuse-foreign.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'puptime-foreign-'));
});
afterEach(() => rm(dir, { recursive: true }));

const startedAt = '2026-11-23T14:07:00.000Z';
const asked = { id: '4711-1', sites: { 'oh-register': {}, 'la-register': {} } };

/** Results of a run, each part of which may be somebody else's. */
async function results(made: Partial<Record<'id' | 'headId' | 'site' | 'visited' | 'planned', string>>) {
  const { id = '4711-1', site = 'oh-register' } = made;
  const { headId = id, visited = site, planned = site } = made;
  const visit = aVisit({ at: startedAt });
  const run = aRun({ id, startedAt, results: { [site]: aResult([visit]) } });
  const { endedAt: _e, complete: _c, routes: _r, notes: _n, results: _s, ...head } = run;
  await writeFile(join(dir, 'run.json'), JSON.stringify(run));
  await writeFile(join(dir, 'head.json'), JSON.stringify({ ...head, id: headId, sites: { [planned]: {} } }));
  await writeFile(join(dir, 'events.ndjson'), `${JSON.stringify({ type: 'visit', site: visited, visit })}\n`);
}

it('lets through what was asked for, or a part of it', async () => {
  await results({});
  await expect(refuseForeign(dir, asked)).resolves.toBeUndefined();
});

it.each([
  ['of another run', { id: '9999-1' }, 'another run'],
  ['whose head names another run', { headId: '9999-1' }, 'another run'],
  ['of another page', { site: 'tx-register' }, 'another page'],
  ['with a visit of another page', { visited: 'tx-register' }, 'another page'],
  ['that were to visit another page', { planned: 'tx-register' }, 'another page'],
])('refuses results %s', async (_, made, found) => {
  await results(made);
  await expect(refuseForeign(dir, asked)).rejects.toThrow(`found ${found}`);
});

it('refuses what is no results folder, and a broken one', async () => {
  await expect(refuseForeign(dir, asked)).rejects.toThrow('no results here');
  await results({});
  await writeFile(join(dir, 'run.json'), '{"version": 1}');
  await expect(refuseForeign(dir, asked)).rejects.toThrow('not what a run writes');
});
