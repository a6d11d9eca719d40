import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunRecord } from '../../checker/domain/run-record.ts';
import { until } from '../lightsail/rig.ts';
import { LONG } from '../soak/long.ts';
import type { RunRecord as WorkflowRun } from '../workflows/run-record.ts';
import { openWalkThrough, ROLE, type WalkThroughRig, type WalkThroughWish } from './rig.ts';

/** One cycle of the monitor, as it should go and as it may. */
export function monitorCases(): void {
  describe('the monitor', () => {
    let rig: WalkThroughRig;
    afterEach(() => rig[Symbol.asyncDispose]());

    const AWS = { PUPTIME_AWS_ROLE_ARN: ROLE, PUPTIME_REGIONS: 'us-east-2,us-west-2' };
    /** Up; down; blocked, but not over the second exit. */
    const PAGES = ['oh-register', 'la-track-ballot', 'pa-register'];

    async function open(wish: Partial<WalkThroughWish> = {}): Promise<void> {
      rig = await openWalkThrough({ sites: PAGES, vars: AWS, ...wish });
    }

    const verdicts = (run: RunRecord | undefined) =>
      Object.fromEntries(
        Object.entries(run?.results ?? {}).map(([id, { verdict, confirmed }]) => [
          id,
          `${verdict}${confirmed ? '' : '?'}`,
        ]),
      );
    const results = ({ jobs }: WorkflowRun) =>
      Object.fromEntries(Object.entries(jobs).map(([key, { result }]) => [key, result]));
    const step = (run: WorkflowRun, job: string, name: string) =>
      run.jobs[job]?.steps.find((one) => one.name === name);
    const issues = () => rig.github.issues.map(({ title, state }) => `${state}: ${title}`);

    it('runs a whole cycle over two exits in two shards, records, tells, publishes, and leaves nothing behind', async () => {
      await open({ vars: { ...AWS, PUPTIME_SHARDS: '2' } });
      const run = await rig.runner.run('monitor.yml', { event: 'schedule', runId: 4711 });
      expect(results(run), run.log).toEqual({
        off: 'skipped',
        plan: 'success',
        'Check 1/2': 'success',
        'Check 2/2': 'success',
        record: 'success',
        notify: 'success',
        site: 'success',
        teardown: 'success',
      });
      expect(run.conclusion).toBe('success');

      const [recorded, ...others] = await rig.recorded();
      expect(others).toEqual([]);
      expect(recorded?.id).toBe('4711-1');
      expect(verdicts(recorded), run.log).toEqual({
        'oh-register': 'up',
        'la-track-ballot': 'down',
        'pa-register': 'up',
      });
      expect(recorded?.complete).toBe(true);
      expect(recorded?.browser?.headed).toBe(true);
      expect(new Set(recorded?.routes.map(({ name }) => name))).toEqual(
        new Set(['lightsail:us-east-2', 'lightsail:us-west-2']),
      );
      await rig.verify();
      expect(await rig.down()).toEqual(['la-track-ballot']);
      expect(issues()).toEqual([expect.stringMatching(/^open: .*Louisiana/)]);

      expect(await readdir(rig.runner.pages.dir)).toContain('index.html');
      expect(await readdir(join(rig.runner.pages.dir, 'pages'))).toContain('la-track-ballot');
      expect(rig.exits.aws.instances()).toEqual([]);
      for (const secret of rig.runner.secrets) expect(run.log).not.toContain(secret);

      const again = await rig.runner.run('monitor.yml', { event: 'workflow_dispatch', runId: 4712 });
      expect(again.conclusion, again.log).toBe('success');
      expect(results(again)).toMatchObject({
        plan: 'success',
        check: 'skipped',
        record: 'skipped',
        teardown: 'skipped',
      });
      expect((await rig.recorded()).map(({ id }) => id)).toEqual(['4711-1']);
    });

    if (LONG)
      it('visits from its own address where there is no role, and says so', async () => {
        await open({ sites: ['oh-register', 'la-track-ballot'], vars: {} });
        const run = await rig.runner.run('monitor.yml', { event: 'schedule' });
        expect(run.conclusion, run.log).toBe('success');
        expect(results(run)).toMatchObject({ teardown: 'skipped', record: 'success' });
        const [recorded] = await rig.recorded();
        expect(verdicts(recorded)).toEqual({ 'oh-register': 'up', 'la-track-ballot': 'down' });
        expect(recorded?.routes.map(({ name }) => name)).toEqual(['direct', 'direct']);
        expect(run.summaries.map(({ text }) => text).join('\n')).toContain(
          'all from this machine’s own address',
        );
      });

    let child: ChildProcess | null = null;
    it('records what is known of a check whose process was killed: nothing, and never down', async () => {
      await open();
      const run = await rig.runner.run('monitor.yml', {
        event: 'schedule',
        onLine: ({ step: name, text }) => {
          if (name === 'Open the pages' && text.startsWith('Loading')) child?.kill('SIGKILL');
        },
        onStep: ({ step: name, child: started }) => {
          if (name === 'Open the pages') child = started;
        },
      });
      expect(run.conclusion).toBe('failure');
      expect(results(run), run.log).toMatchObject({
        'Check 1/1': 'failure',
        record: 'success',
        notify: 'success',
        site: 'success',
        teardown: 'success',
      });
      const [recorded] = await rig.recorded();
      expect(verdicts(recorded)).toEqual(Object.fromEntries(PAGES.map((id) => [id, 'unknown'])));
      expect(recorded?.notes.join()).toContain('3 pages not visited');
      await rig.verify();
      expect(await rig.down()).toEqual([]);
      expect(issues()).toEqual([]);
      expect(rig.exits.aws.instances()).toEqual([]);
    });

    /** Whether the visitor has written one visit down, while the other goes on. */
    async function seenOne(): Promise<boolean> {
      const stages = (await readdir('/tmp')).filter((name) => name.startsWith('puptime-visit-'));
      const events = await Promise.all(
        stages.map((name) => readFile(`/tmp/${name}/results/events.ndjson`, 'utf8').catch(() => '')),
      );
      const hangs = rig.exits.web.requests('de-track-ballot').length > 0;
      return hangs && events.some((text) => text.includes('"site":"oh-register"'));
    }

    it('keeps what was seen when it is cancelled in mid-check, and removes its exit', async () => {
      // One page hangs for longer than anybody waits.
      await open({
        sites: ['oh-register', 'de-track-ballot'],
        settings: { defaults: { slowAfter: '10s', timeout: '60s' } },
      });
      const cancel = new AbortController();
      const run = await rig.runner.run('monitor.yml', {
        event: 'schedule',
        cancel: cancel.signal,
        onStep: ({ step: name }) => {
          if (name === 'Open the pages') void until(seenOne, 60).then(() => cancel.abort());
        },
      });
      expect(run.conclusion, run.log).toBe('cancelled');
      expect(step(run, 'Check 1/1', 'Open the pages')?.outcome).toBe('cancelled');
      expect(step(run, 'Check 1/1', 'Remove the exits')?.outcome).toBe('success');
      const [recorded] = await rig.recorded();
      expect(recorded?.complete).toBe(false);
      expect(verdicts(recorded)).toEqual({ 'oh-register': 'up', 'de-track-ballot': 'unknown' });
      await rig.verify();
      expect(await rig.down()).toEqual([]);
      expect(issues()).toEqual([]);
      expect(rig.exits.aws.instances()).toEqual([]);
    });

    it('ends green with a notice until somebody has turned it on', async () => {
      await open({ vars: { PUPTIME_ENABLED: '' } });
      const run = await rig.runner.run('monitor.yml', { event: 'schedule' });
      expect(run.conclusion).toBe('success');
      expect(results(run)).toMatchObject({
        off: 'success',
        plan: 'skipped',
        record: 'skipped',
        teardown: 'skipped',
      });
      expect(run.annotations).toEqual([
        expect.objectContaining({
          level: 'notice',
          title: 'The monitor is not turned on',
          message: expect.stringContaining('npx puptime setup'),
        }),
      ]);
    });
  });
}
