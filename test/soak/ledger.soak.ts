import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LedgerDirectory } from '../../checker/ledger/ledger-directory.ts';
import { OpenLedger } from '../../checker/ledger/open-ledger.ts';
import { median, printTable } from '../bench/timed.ts';
import { aDirectoryHome, aRemoteHome, OUTSIDE } from '../ledger-home.ts';
import { killRecords } from '../ledger-kill.ts';
import { aLongRun, importLongHistory, measureRecord } from '../ledger-large.ts';
import { raceLedger } from '../ledger-race.ts';

// The long forms of the bad cases of the ledger: `node test/soak/ledger.soak.ts [race] [kill] [large]`; all of them without a name.
// Fails at the first thing that does not hold, and prints what it took otherwise.

const WRITERS = 8;
const ROUNDS = 20;
const KILLS = 10;
const FILES = 100_000;
const SEED = Number(process.env.SEED ?? 1);

const SOAKS: Record<string, () => Promise<void>> = { race, kill, large };

async function race(): Promise<void> {
  await using home = await aRemoteHome();
  const { runs, tries, seconds } = await raceLedger(home, { writers: WRITERS, rounds: ROUNDS, seed: SEED });
  const each = (seconds / ROUNDS).toFixed(1);
  printTable(`${WRITERS} writers at once, ${ROUNDS} rounds, seed ${SEED}: ${runs} runs, each there once`, [
    ['tries a record, median and most', `${median(tries)} and ${tries.at(-1)}`],
    ['seconds, and a round', `${seconds.toFixed(1)} and ${each}`],
  ]);
}

async function kill(): Promise<void> {
  for (const [name, aHome] of Object.entries({ remote: aRemoteHome, directory: aDirectoryHome })) {
    await using home = await aHome();
    const kills = await killRecords(home, { kills: KILLS, seed: SEED });
    const rows = kills.map(({ words, left }) => [words, `left ${left}`]);
    printTable(`${KILLS} times kill -9 of "record" into a ${name}: every run there once`, rows);
  }
}

async function large(): Promise<void> {
  await using home = await aRemoteHome();
  const { remote } = home;
  await importLongHistory(remote, FILES);
  await remote.git('repack', '-adq');
  const steps = {
    'the next run': aLongRun(FILES),
    'one three later': aLongRun(FILES + 3),
    'one that comes late': aLongRun(FILES + 1),
    'the same again': aLongRun(FILES + 1),
  };
  const rows = [['', 'seconds', 'MB of objects', 'said']];
  for (const [name, run] of Object.entries(steps)) {
    const { seconds, bytes, said } = await measureRecord(remote, run);
    rows.push([name, seconds.toFixed(1), (bytes / 1e6).toFixed(1), said.join('; ') || 'nothing']);
  }
  printTable(`"record" where ${FILES.toLocaleString('en-US')} runs are`, rows);
  await verifyClone(remote.url);
}

async function verifyClone(url: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'puptime-clone-'));
  try {
    await promisify(execFile)('git', ['clone', '--quiet', '--branch', 'data', url, join(dir, 'record')]);
    const began = performance.now();
    await using ledger = new OpenLedger(new LedgerDirectory(join(dir, 'record')), OUTSIDE);
    const verified = await ledger.verify({});
    if (verified?.fault !== null)
      throw new Error(`a clone does not verify: ${JSON.stringify(verified?.fault)}`);
    const seconds = (performance.now() - began) / 1_000;
    console.log(`  a clone verifies: ${verified.lines} lines of the chain in ${seconds.toFixed(1)} s`);
  } finally {
    await rm(dir, { recursive: true });
  }
}

const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : Object.keys(SOAKS)) {
  const soak = SOAKS[name];
  if (!soak) throw new Error(`no soak ${name}: there are ${Object.keys(SOAKS).join(', ')}`);
  await soak();
}
