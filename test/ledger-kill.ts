import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import { runPath } from '../checker/domain/run-path.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import { OpenLedger } from '../checker/ledger/open-ledger.ts';
import { assertWhole, type LedgerHome, OUTSIDE } from './ledger-home.ts';
import { ROOT } from './puptime.ts';
import { randomOf } from './seeded-random.ts';

export interface KillOptions {
  kills: number;
  seed: number;
}

/** What became of a command that was killed. */
export interface Kill {
  /** When it was, in milliseconds after its start, and what went with it. */
  words: string;
  /** What the ledger had of its run then. */
  left: 'nothing' | 'the run, not all that follows' | 'everything';
}

const FIRST = Date.parse('2026-03-30T20:00:00.000Z');

/**
 * Kills the real `record` at random moments, one run after another; each time the next `record`, of the same run or of the one after
 * it, has to mend what is left, and in the end every run has to be there once (`assertWhole`).
 */
export async function killRecords(home: LedgerHome, { kills, seed }: KillOptions): Promise<Kill[]> {
  const random = randomOf(seed);
  const dir = await mkdtemp(join(tmpdir(), 'puptime-kill-'));
  try {
    const first = aLargeRun(0);
    const recorded = [first];
    const startUp = await timeOf(start(home, dir, ['--help']).ended);
    const whole = await timeOf(record(home, dir, first));
    const done: Kill[] = [];
    for (let i = 1; i <= kills; i += 1) {
      const [run, other] = [aLargeRun(2 * i), aLargeRun(2 * i + 1)];
      const after = Math.round(startUp + 1.1 * (whole - startUp) * random());
      const alone = random() < 0.5;
      const words = `seed ${seed}, kill ${i}: ${alone ? 'alone' : 'with its children'} after ${after} ms`;
      const killed = start(home, dir, ['--results', await results(dir, run)]);
      await Promise.race([pause(after, undefined, { ref: false }), killed.ended]);
      killed.kill(alone);
      await killed.ended;
      done.push({ words, left: await leftBy(home, run) });
      for (const next of random() < 0.5 ? [run] : [other, run]) {
        await record(home, dir, next, words);
        recorded.push(next);
        await assertVerifies(home, words);
      }
    }
    await assertWhole(home, recorded);
    return done;
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A run of so many sites that its recording takes a while. */
function aLargeRun(hour: number): RunRecord {
  const startedAt = new Date(FIRST + hour * 3_600_000).toISOString();
  const sites = Array.from({ length: 300 }, (_, i) => `oh-register-${i}`);
  const outcome = (i: number) => ((i + hour) % 7 === 0 ? 'down' : 'up');
  const results = sites.map((site, i) => {
    const visits = [
      aVisit({ at: startedAt, outcome: outcome(i) }),
      aVisit({ at: startedAt, outcome: outcome(i) }),
    ];
    return [site, aResult(visits)] as const;
  });
  return aRun({ startedAt, results: Object.fromEntries(results) });
}

/** Writes the results folder of a run, or finds it. */
async function results(dir: string, run: RunRecord): Promise<string> {
  const folder = join(dir, run.id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run.json'), JSON.stringify(run));
  return folder;
}

async function record(home: LedgerHome, dir: string, run: RunRecord, words = ''): Promise<void> {
  const { code, err } = await start(home, dir, ['--results', await results(dir, run)]).ended;
  assert.equal(code, 0, `${words}\n${err}`);
}

/** Milliseconds. */
async function timeOf(task: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await task;
  return performance.now() - began;
}

/** Starts the real command as the leader of a process group of its own. */
function start(home: LedgerHome, dir: string, more: readonly string[]) {
  const args = [...more, '--snapshots', join(dir, 'snapshots'), ...home.options];
  const child = spawn(process.execPath, [join(ROOT, 'checker/cli.ts'), 'record', ...args], {
    detached: true,
    env: { PATH: process.env.PATH, TMPDIR: dir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const ended = new Promise<{ code: number | null; err: string }>((resolve) => {
    child.once('exit', (code) => resolve({ code, err }));
  });
  const kill = (alone: boolean) => {
    // One that has ended cannot be killed any more, nor can its group.
    if (child.pid === undefined || child.exitCode !== null) return;
    process.kill(alone ? child.pid : -child.pid, 'SIGKILL');
  };
  return { ended, kill };
}

async function leftBy(home: LedgerHome, run: RunRecord): Promise<Kill['left']> {
  await using store = await home.store();
  const view = await store.view();
  if (!(await view?.list('runs'))?.includes(runPath(run))) return 'nothing';
  const verified = await new OpenLedger(store, OUTSIDE).verify({});
  return verified?.fault ? 'the run, not all that follows' : 'everything';
}

async function assertVerifies(home: LedgerHome, words: string): Promise<void> {
  await using ledger = new OpenLedger(await home.store(), OUTSIDE);
  assert.equal((await ledger.verify({}))?.fault, null, words);
}
