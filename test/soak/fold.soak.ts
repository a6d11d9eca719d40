// How often the fold agrees with a slow replay of random histories, second by second. Called as: fold.soak.ts [--histories N] [--seed N]
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { corrections, disagreement, history } from './fold-histories.ts';

const { values } = parseArgs({
  options: { histories: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const total = Number(values.histories);
/** Histories that are made at once. */
const TOGETHER = 500;
let agreed = 0;
for (let done = 0; done < total; done += TOGETHER) {
  const numRuns = Math.min(TOGETHER, total - done);
  const made = fc.sample(fc.tuple(history, corrections), { numRuns, seed: Number(values.seed) + done });
  for (const [runs, some] of made) {
    const found = disagreement(runs, some);
    if (!found) agreed += 1;
    else console.error(JSON.stringify({ runs, corrections: some, ...found }));
  }
  console.error(`${done + numRuns} of ${total}`);
}
console.log(`${agreed}/${total} histories: the fold agrees with the replay`);
process.exitCode = agreed === total ? 0 : 1;
