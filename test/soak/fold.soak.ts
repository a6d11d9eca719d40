// How often the fold agrees with a slow replay of random histories, second by second, and run by run of only what is needed with all at
// once. Called as: fold.soak.ts [--histories N] [--seed N]
import { isDeepStrictEqual, parseArgs } from 'node:util';
import fc from 'fast-check';
import { foldAll } from '../../checker/domain/fold.ts';
import type { Correction } from '../../checker/domain/ledger-files.ts';
import type { RunRecord } from '../../checker/domain/run-record.ts';
import { corrections, disagreement, foldOneByOne, history, historyWithRename } from './fold-histories.ts';

const { values } = parseArgs({
  options: { histories: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const total = Number(values.histories);
/** Histories that are made at once. */
const TOGETHER = 500;
let agreed = 0;
let same = 0;
for (let done = 0; done < total; done += TOGETHER) {
  const numRuns = Math.min(TOGETHER, total - done);
  const seed = Number(values.seed) + done;
  for (const [runs, some] of fc.sample(fc.tuple(history, corrections), { numRuns, seed })) {
    const found = disagreement(runs, some);
    if (!found) agreed += 1;
    else console.error(JSON.stringify({ runs, corrections: some, ...found }));
  }
  for (const [runs, some] of fc.sample(fc.tuple(historyWithRename, corrections), { numRuns, seed })) {
    if (foldsAlike(runs, some)) same += 1;
    else console.error(JSON.stringify({ runs, corrections: some }));
  }
  console.error(`${done + numRuns} of ${total}`);
}
console.log(`${agreed}/${total} histories: the fold agrees with the replay`);
console.log(`${same}/${total} histories: run by run the fold gives what it gives of all at once`);
process.exitCode = agreed === total && same === total ? 0 : 1;

function foldsAlike(runs: readonly RunRecord[], some: readonly Correction[]): boolean {
  try {
    return isDeepStrictEqual(foldOneByOne(runs, some), foldAll(runs, some));
  } catch (error) {
    console.error(error);
    return false;
  }
}
