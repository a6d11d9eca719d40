import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { IncidentsFile } from '../../checker/domain/ledger-files.ts';
import { PuptimeError } from '../../checker/domain/puptime-error.ts';
import type { RunFile } from '../../checker/domain/run-file.ts';
import { runOfFile } from '../../checker/domain/run-file.ts';
import type { RunRecord } from '../../checker/domain/run-record.ts';
import { lockFolder } from '../../checker/results/run-lock.ts';
import { type ExitsRig, openExitsRig } from '../exits-rig.ts';
import { type GitRemote, makeGitRemote } from '../git-remote.ts';
import { type GitHubStandIn, startGitHub } from '../github/stand-in.ts';
import { until } from '../lightsail/rig.ts';
import { BROWSER, puptime, ROOT } from '../puptime.ts';
import type { SitePlan } from '../simulated-web/site-plan.ts';
import type { SitesFileInput } from '../simulated-web/sites-file.ts';
import { openWorkflowRunner, type WorkflowRunner } from '../workflows/runner.ts';
import { pushProject } from './project.ts';

export const REPOSITORY = 'acme/monitor';

/** The AWS role of an adopter. */
export const ROLE = 'arn:aws:iam::123456789012:role/puptime-MonitorRole';

/** A repository on GitHub with the project in it, its workflows run here; AWS, GitHub and the web stand on this machine. */
export interface WalkThroughRig extends AsyncDisposable {
  runner: WorkflowRunner;
  remote: GitRemote;
  github: GitHubStandIn;
  exits: ExitsRig;
  /** `sites.json` of the repository, as it was pushed. */
  sitesFile: SitesFileInput;
  /** Runs that are recorded on the data branch, the oldest first. */
  recorded(): Promise<RunRecord[]>;
  /** Ids of sites with an incident that is open. */
  down(): Promise<string[]>;
  /** Fails unless the record on the data branch holds together. */
  verify(): Promise<void>;
}

/** What a rig differs in. */
export interface WalkThroughWish {
  /** Ids of the simulated sites that are monitored. */
  sites: readonly string[];
  /** Sites beside the simulated ones. */
  more?: readonly SitePlan[];
  vars?: Record<string, string>;
  settings?: Partial<SitesFileInput>;
}

/** Opens the rig. Disposing fails the test when an instance is left, or when the stand-in for GitHub found a fault. */
export async function openWalkThrough(wish: WalkThroughWish): Promise<WalkThroughRig> {
  const turn = await takeTurn();
  const exits = await openExitsRig({ sites: wish.more ?? [] });
  const remote = await makeGitRemote();
  const github = await startGitHub({ repository: REPOSITORY, gitDir: remote.dir });
  const ids = [...wish.sites, ...(wish.more ?? []).map(({ id }) => id)];
  const sitesFile = exits.web.sitesFile({
    include: ({ id }) => ids.includes(id),
    settings: {
      interval: '15m',
      backoff: { down: '5m', blockedMost: '6h' },
      // A machine that is busy is no finding.
      defaults: { slowAfter: '9s', timeout: '10s' },
      ...wish.settings,
    },
  });
  await pushProject(remote.dir, { 'sites.json': `${JSON.stringify(sitesFile, null, 2)}\n` });
  for (const file of ['monitor.yml', 'reap.yml', 'keepalive.yml', 'snapshots.yml'])
    github.state.actions.addWorkflow(file);
  const { TMPDIR: _folder, ...env } = exits.poorEnv;
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = exits.aws.env;
  const runner = await openWorkflowRunner({
    remote: remote.dir,
    repository: REPOSITORY,
    vars: { PUPTIME_ENABLED: 'true', ...wish.vars },
    nodeModules: join(ROOT, 'node_modules'),
    stands: {
      env: {
        ...env,
        GITHUB_API_URL: github.apiUrl,
        GITHUB_SERVER_URL: github.webUrl,
        PUPTIME_BROWSER: BROWSER,
        PUPTIME_ALLOW_LOOPBACK: '1',
        NODE_COMPILE_CACHE: join(exits.dir, 'compiled'),
      },
      issueToken: (rights) => github.issueToken(rights),
      awsCredentials: { accessKeyId, secretAccessKey, sessionToken: 'a-session-of-an-hour' },
    },
    onArtifact: ({ name, runId }) => {
      const { actions } = github.state;
      const run = actions.runs.find(({ id }) => id === runId) ?? actions.start('monitor.yml', { id: runId });
      actions.addArtifact(run, name);
    },
    // One machine for all: the user that opens pages is the same.
    parallel: 1,
  });
  const json = async <T>(path: string): Promise<T> =>
    JSON.parse(await remote.git('show', `refs/heads/data:${path}`));
  const paths = async (folder: string) =>
    (await remote.git('ls-tree', '-r', '--name-only', 'refs/heads/data', folder)).split('\n').filter(Boolean);
  return {
    runner,
    remote,
    github,
    exits,
    sitesFile,
    recorded: async () => {
      const all = await Promise.all((await paths('runs/')).map((path) => json<RunFile>(path)));
      return all.map(runOfFile).sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
    },
    down: async () => {
      const years = await Promise.all((await paths('incidents/')).map((path) => json<IncidentsFile>(path)));
      const incidents = years.flatMap(({ incidents: all }) => Object.values(all));
      return incidents.filter(({ endedAt }) => endedAt === null).map(({ site }) => site);
    },
    verify: async () => {
      const clone = await mkdtemp(join(tmpdir(), 'puptime-clone-'));
      await remote.git('clone', '--quiet', '--branch', 'data', '--depth', '1', remote.url, clone);
      const { code, out, err } = await puptime(['verify', '--data', clone]);
      await rm(clone, { recursive: true });
      expect(code, `${out}${err}`).toBe(0);
    },
    [Symbol.asyncDispose]: async () => {
      await runner[Symbol.asyncDispose]();
      await github.close();
      await remote[Symbol.asyncDispose]();
      await exits[Symbol.asyncDispose]();
      await turn[Symbol.asyncDispose]();
      expect(github.faults).toEqual([]);
    },
  };
}

/** The user that opens pages is one for the whole machine: of several test files one is at work at a time. */
function takeTurn(): Promise<AsyncDisposable> {
  const held = (error: unknown) => {
    if (error instanceof PuptimeError) return null;
    throw error;
  };
  return until(() => lockFolder(join(tmpdir(), 'puptime-walk-through')).catch(held), 220);
}
