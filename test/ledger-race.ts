import { aResult, aRun, aVisit } from '../checker/domain/run-builders.ts';
import { runPath } from '../checker/domain/run-path.ts';
import type { RunRecord } from '../checker/domain/run-record.ts';
import type { Outcome } from '../checker/domain/status.ts';
import { type LedgerContext, OpenLedger } from '../checker/ledger/open-ledger.ts';
import { assertWhole, OUTSIDE, type RemoteHome } from './ledger-home.ts';
import { randomOf } from './seeded-random.ts';

/** How many writers race how often, and which of all possible races it is. */
export interface RaceOptions {
  writers: number;
  rounds: number;
  seed: number;
}

/** What a race took. */
export interface RaceFigures {
  /** Different runs that were recorded. */
  runs: number;
  /** Tries that each record took, the fewest first. */
  tries: number[];
  seconds: number;
}

const INTERVAL_MS = 900_000;
const FIRST = Date.parse('2026-03-30T20:00:00.000Z');
const OUTCOMES: readonly Outcome[] = ['up', 'up', 'up', 'degraded', 'down', 'blocked', 'unknown'];

/**
 * Lets writers, each with a look of its own at the same remote, record a run each at the same moment, round after round; then sees
 * that nothing was lost, doubled or broken (`assertWhole`).
 */
export async function raceLedger(home: RemoteHome, options: RaceOptions): Promise<RaceFigures> {
  const random = randomOf(options.seed);
  const rounds = plannedRounds(options, random);
  const runs = [...new Map(rounds.flat().map((run) => [run.id, run])).values()];
  const tries: number[] = [];
  const began = performance.now();
  await using writers = new AsyncDisposableStack();
  const ledgers = await Promise.all(
    Array.from({ length: options.writers }, async () => {
      const tally = { pauses: 0 };
      const ledger = new OpenLedger(await home.store(), counting(tally));
      return { ledger: writers.use(ledger), tally };
    }),
  );
  for (const round of rounds) {
    const starters = shuffled(ledgers, random).map(({ ledger, tally }, i) => ({
      ledger,
      tally,
      run: round[i],
    }));
    await Promise.all(
      starters.map(async ({ ledger, tally, run }) => {
        if (!run) return;
        const before = tally.pauses;
        const { path } = await ledger.record(run);
        if (path !== runPath(run)) throw new Error(`${run.id} was recorded as ${path}`);
        tries.push(1 + tally.pauses - before);
      }),
    );
  }
  const seconds = (performance.now() - began) / 1_000;
  await assertWhole(home, runs);
  const commits = Number(await home.remote.git('rev-list', '--count', 'data'));
  // One commit a run, and that of the rebuild.
  if (commits !== runs.length + 1) throw new Error(`${commits} commits for ${runs.length} runs`);
  return { runs: runs.length, tries: tries.sort((a, b) => a - b), seconds };
}

/** A context that counts how often a ledger waits before its next try. */
function counting(tally: { pauses: number }): LedgerContext {
  return {
    ...OUTSIDE,
    pause: (ms) => {
      tally.pauses += 1;
      return OUTSIDE.pause(ms);
    },
  };
}

/**
 * For each round a run for every writer: most some minutes apart, so that some come late and overlap others, some in one second with
 * another, some the same as another.
 */
function plannedRounds({ writers, rounds }: RaceOptions, random: () => number): RunRecord[][] {
  return Array.from({ length: rounds }, (_, round) => {
    const planned: RunRecord[] = [];
    for (let writer = 0; writer < writers; writer += 1) {
      const before = planned.at(-1);
      const dice = random();
      if (before && dice < 0.15) planned.push(before);
      else {
        const second = Math.floor((FIRST + (round + 2 * random()) * INTERVAL_MS) / 1_000) * 1_000;
        const start = before && dice < 0.4 ? Date.parse(before.startedAt.slice(0, 19).concat('Z')) : second;
        planned.push(aRaceRun(`r${round}-w${writer}`, start + Math.floor(random() * 1_000), random));
      }
    }
    return planned;
  });
}

function aRaceRun(id: string, start: number, random: () => number): RunRecord {
  const instant = (ms: number) => new Date(start + ms).toISOString();
  const sites = ['ca-register', 'mi-polling-place', 'oh-track-ballot'].filter(() => random() < 0.8);
  const results = sites.map((site, i) => {
    const visits = [0, 360_000].slice(0, random() < 0.5 ? 1 : 2).map((later) => {
      const outcome = OUTCOMES[Math.floor(random() * OUTCOMES.length)] ?? 'up';
      return aVisit({ at: instant(later + i * 1_000), outcome, ms: Math.floor(random() * 5_000) });
    });
    return [site, aResult(visits)];
  });
  return aRun({ id, startedAt: instant(0), endedAt: instant(420_000), results: Object.fromEntries(results) });
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((each) => ({ each, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ each }) => each);
}
