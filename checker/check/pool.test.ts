import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runPool, shuffle } from './pool.ts';

const never = new AbortController().signal;

/** Jobs that end in turns of the event loop, counting how many run at once, in all and by host. */
function counted(hosts: readonly string[], turns: (index: number) => number) {
  const now = new Map<string, number>();
  const seen = { most: 0, mostOnHost: 0, done: [] as number[] };
  let running = 0;
  const jobs = hosts.map((host, index) => ({
    host,
    async run() {
      running++;
      now.set(host, (now.get(host) ?? 0) + 1);
      seen.most = Math.max(seen.most, running);
      seen.mostOnHost = Math.max(seen.mostOnHost, now.get(host) ?? 0);
      for (let turn = 0; turn < turns(index); turn++) await new Promise(setImmediate);
      running--;
      now.set(host, (now.get(host) ?? 1) - 1);
      seen.done.push(index);
    },
  }));
  return { jobs, seen };
}

it('runs every job once, within both limits', async () => {
  const host = fc.constantFrom('a', 'b', 'c');
  await fc.assert(
    fc.asyncProperty(
      fc.array(host, { maxLength: 25 }),
      fc.integer({ min: 1, max: 6 }),
      async (hosts, concurrency) => {
        const { jobs, seen } = counted(hosts, (index) => (index * 7) % 4);
        await runPool(jobs, { concurrency, perHost: 2 }, never);
        expect(seen.done.toSorted((a, b) => a - b)).toEqual(hosts.map((_, index) => index));
        expect(seen.most).toBeLessThanOrEqual(concurrency);
        expect(seen.mostOnHost).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: 60 },
  );
});

it('does not let a busy host hold up the others', async () => {
  const { jobs, seen } = counted(['slow', 'slow', 'slow', 'slow', 'other'], (index) => (index < 4 ? 20 : 1));
  await runPool(jobs, { concurrency: 3, perHost: 2 }, never);
  expect(seen.done[0]).toBe(4);
});

it('begins nothing more when it is told to end, and waits for what runs', async () => {
  const end = new AbortController();
  const { jobs, seen } = counted(['a', 'b', 'c', 'd'], () => 5);
  const pool = runPool(jobs, { concurrency: 2, perHost: 2 }, end.signal);
  end.abort();
  await pool;
  expect(seen.done).toHaveLength(2);
});

it('rejects with the failure of a job when the others under way have ended', async () => {
  const { jobs, seen } = counted(['a', 'b'], () => 5);
  const failing = { host: 'c', run: () => Promise.reject(new Error('broken')) };
  await expect(runPool([failing, ...jobs], { concurrency: 3, perHost: 2 }, never)).rejects.toThrow('broken');
  expect(seen.done).toHaveLength(2);
});

it('shuffles without losing anything', () => {
  let state = 7;
  const random = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const items = Array.from({ length: 30 }, (_, index) => index);
  const shuffled = shuffle(items, random);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
});
