import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SitesFileInput } from '../simulated-web/sites-file.ts';
import type { RunRecord as WorkflowRun } from '../workflows/run-record.ts';
import { pushProject } from './project.ts';
import { openWalkThrough, type WalkThroughRig } from './rig.ts';

/** What a pull request that changes `sites.json` is answered. */
export function pullRequestCases(): void {
  describe('a pull request', () => {
    let rig: WalkThroughRig;
    beforeEach(async () => {
      rig = await openWalkThrough({ sites: ['oh-register', 'la-track-ballot'], vars: {} });
    });
    afterEach(() => rig[Symbol.asyncDispose]());

    /** Opens a pull request from a fork that changes `sites.json`, and runs what answers it. */
    async function propose(change: (file: SitesFileInput) => SitesFileInput): Promise<WorkflowRun> {
      const file = change(structuredClone(rig.sitesFile));
      const head = await pushProject(
        rig.remote.dir,
        { 'sites.json': `${JSON.stringify(file, null, 2)}\n` },
        'proposal',
      );
      return rig.runner.run('pull-request.yml', {
        event: 'pull_request',
        pullRequest: { number: 7, head, from: 'somebody/monitor' },
      });
    }

    const job = (run: WorkflowRun) => Object.values(run.jobs)[0];

    it('shows the author from a fork what the monitor will see, with pictures, and gives the job no right to write', async () => {
      const run = await propose(({ sites, ...file }) => ({
        ...file,
        sites: sites.map((site) => ({ ...site, notes: 'Looked at again.' })),
      }));
      expect(run.conclusion, run.log).toBe('success');
      expect(job(run)?.rights).toEqual({ contents: 'read' });
      const summary = run.summaries.map(({ text }) => text).join('\n');
      expect(summary).toContain('What the monitor saw: 1 reachable');
      expect(summary).toContain('oh-register');
      const folder = run.artifacts['what-the-monitor-saw'] ?? '';
      expect((await readdir(join(folder, 'pictures'))).toSorted()).toEqual([
        'la-track-ballot.webp',
        'oh-register.webp',
      ]);
      expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe(summary);
      expect(run.annotations.filter(({ level }) => level === 'warning')).toEqual([
        expect.objectContaining({ file: 'sites.json' }),
      ]);
    });

    it('stops at faults, each beside its line, and opens nothing', async () => {
      const run = await propose((file) => ({
        ...file,
        sites: file.sites.map((site) => ({ ...site, url: 'https://10.1.2.3/' })),
      }));
      expect(run.conclusion).toBe('failure');
      expect(job(run)?.steps.find(({ name }) => name === 'Look for faults')?.outcome).toBe('failure');
      expect(job(run)?.steps.find(({ name }) => name.startsWith('Open the pages'))?.outcome).toBe('skipped');
      const errors = run.annotations.filter(({ level, file }) => level === 'error' && file === 'sites.json');
      expect(errors.map(({ line }) => line)).toEqual(expect.arrayContaining([expect.any(Number)]));
      expect(errors[0]?.message).toContain('10.1.2.3');
      expect(rig.exits.web.requests('oh-register')).toEqual([]);
    });

    it('says nothing, and is green, when no page has changed', async () => {
      const run = await propose((file) => ({ ...file, confirmAfter: '2s' }));
      expect(run.conclusion, run.log).toBe('success');
      expect(run.log).toContain('there is nothing to check.');
      expect(rig.exits.web.requests('oh-register')).toEqual([]);
    });
  });
}
