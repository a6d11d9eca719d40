import { afterAll, beforeAll, expect, it } from 'vitest';
import { aJob, openRig, outcomesOf, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

/** Cancels a run when a line with this text is printed. */
function cancelAt(text: string) {
  const controller = new AbortController();
  return {
    cancel: controller.signal,
    onLine: (line: { text: string }) => {
      if (line.text.includes(text)) controller.abort();
    },
  };
}

it('interrupts the program of the step under way, then runs what runs in any case', async () => {
  const run = await rig.run(
    {
      jobs: {
        check: aJob([
          {
            run: `exec node -e "process.on('SIGINT', () => { console.log('tidied'); process.exit(0) }); console.log('ready'); setInterval(() => 0, 1000)"`,
          },
          'true',
          { if: 'failure()', run: 'true' },
          { if: 'always()', run: `echo \${{ job.status }}` },
        ]),
        record: aJob(['true'], { needs: 'check', if: `always() && needs.check.result == 'cancelled'` }),
        site: aJob(['true'], { needs: 'record' }),
        notify: aJob(['true'], { needs: 'record', if: '!cancelled()' }),
      },
    },
    cancelAt('ready'),
  );
  expect(outcomesOf(run, 'check')).toEqual(['cancelled', 'skipped', 'skipped', 'success']);
  expect(run.jobs.check?.steps[0]?.log).toBe('ready\ntidied\n##[error]The operation was canceled.\n');
  expect(run.jobs.check?.steps[3]?.log).toBe('cancelled\n');
  expect(Object.values(run.jobs).map(({ key, result }) => [key, result])).toEqual([
    ['check', 'cancelled'],
    ['record', 'success'],
    ['site', 'skipped'],
    ['notify', 'skipped'],
  ]);
  expect(run.conclusion).toBe('cancelled');
});

it('kills a program that does not heed its signals, but not what that one started', async () => {
  const run = await rig.run(
    {
      jobs: {
        a: aJob([
          `trap 'echo int' INT; trap 'echo term' TERM; echo ready; for i in $(seq 200); do sleep 0.1; done`,
          { if: 'always()', run: 'true' },
        ]),
      },
    },
    cancelAt('ready'),
  );
  expect(run.jobs.a?.steps[0]?.log).toMatch(/^ready\nint\nterm\n/);
  expect(run.jobs.a?.steps[0]?.ms).toBeLessThan(5_000);
  expect(outcomesOf(run, 'a')).toEqual(['cancelled', 'success']);
});

it('leaves a step and a job alone that run in any case', async () => {
  const run = await rig.run(
    {
      jobs: {
        a: aJob([{ if: 'always()', run: 'echo ready; sleep 0.3; echo done' }, 'true']),
        b: aJob(['echo begun; sleep 0.5; echo done', 'echo more'], { if: 'always()' }),
      },
    },
    cancelAt('ready'),
  );
  expect(outcomesOf(run, 'a')).toEqual(['success', 'skipped']);
  expect(run.jobs.a?.result).toBe('cancelled');
  expect(outcomesOf(run, 'b')).toEqual(['success', 'success']);
  expect(run.jobs.b?.result).toBe('success');
});

it('begins nothing that waits for its turn', async () => {
  await using own = await openRig({ parallel: 1 });
  const run = await own.run(
    { jobs: { a: aJob(['echo ready; exec sleep 60']), b: aJob(['true']) } },
    cancelAt('ready'),
  );
  expect(run.jobs.b).toMatchObject({ result: 'cancelled', steps: [] });
});
