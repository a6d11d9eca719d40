import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applySetup } from '../checker/commands/setup-apply.ts';
import { setupWish } from '../checker/commands/setup-wish.ts';
import { planSetup } from '../checker/domain/setup/plan-setup.ts';
import { GithubApi } from '../checker/github/github-api.ts';
import { readFound, readRepository } from '../checker/setup/read-found.ts';
import { type GitRemote, makeGitRemote } from './git-remote.ts';
import { SETUP_RIGHTS } from './github/grant.ts';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from './github/stand-in.ts';
import { puptime } from './puptime.ts';

const WORKFLOWS = {
  'monitor.yml': 'Monitor',
  'reap.yml': 'Reap',
  'keepalive.yml': 'Keep alive',
  'snapshots.yml': 'Snapshots',
};
const ROLE = 'arn:aws:iam::123456789012:role/puptime-MonitorRole-1ABC';

let remote: GitRemote;
let github: GitHubStandIn;
beforeEach(async () => {
  remote = await makeGitRemote();
});
afterEach(async () => {
  await github.close();
  await remote[Symbol.asyncDispose]();
  expect(github.faults).toEqual([]);
});

/** A repository that was just made from the template. */
async function open(options: GitHubOptions = {}): Promise<void> {
  const tree = await remote.git('hash-object', '-w', '-t', 'tree', '/dev/null');
  const commit = await remote.git(
    '-c',
    'user.name=t',
    '-c',
    'user.email=t@example.org',
    'commit-tree',
    tree,
    '-m',
    'One',
  );
  await remote.git('update-ref', 'refs/heads/main', commit);
  const createdAt = new Date('2026-11-01T00:00:00Z');
  github = await startGitHub({ repository: 'acme/monitor', gitDir: remote.dir, createdAt, ...options });
  for (const [file, name] of Object.entries(WORKFLOWS)) github.state.actions.addWorkflow(file, { name });
  github.addUser('alice', 'admin');
  runsEnd('success');
}

/** How runs that are started from now on go. */
function runsEnd(conclusion: 'success' | 'failure'): void {
  github.state.actions.onDispatch = (run) => {
    run.script.push(
      () => run.begin(),
      () => run.job('Plan', 'success'),
      () => run.job('Check 1/1', conclusion, ['Open the pages']),
      () => run.end(conclusion),
    );
  };
}

/** Runs `setup` as somebody, with what a machine's own addresses are replaced. */
async function setup(args: readonly string[], login = 'alice') {
  const { GITHUB_TOKEN: _bot, ...env } = github.env;
  const token = github.issueToken(SETUP_RIGHTS, login);
  const { code, out, err } = await puptime(['setup', ...args], { ...env, GITHUB_TOKEN: token });
  const plain = (text: string) =>
    text.replaceAll(github.webUrl, 'https://github.com').replace(/runs\/\d+/g, 'runs/1');
  return { code, out: plain(out), err: plain(err) };
}

/** Sets it up at once: the command leaves GitHub a second between two changes. */
async function prepare(): Promise<void> {
  const signal = new AbortController().signal;
  const api = new GithubApi({
    ...{ apiUrl: github.apiUrl, repository: github.repository, userAgent: 'puptime/test', signal },
    token: github.issueToken(SETUP_RIGHTS, 'alice'),
    log: () => {},
    now: () => new Date(),
    spacingMs: 0,
  });
  const found = await readFound(api, await readRepository(api));
  const { failed } = await applySetup(api, planSetup(found, setupWish({})), {
    ...{ signal, siteUrl: null, say: () => {} },
  });
  expect(failed).toEqual([]);
}

const writes = () =>
  github.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

it('shows what it would change, and changes nothing', async () => {
  await open();
  const { code, err } = await setup(['--dry-run']);
  expect(code, err).toBe(0);
  expect(err).toMatchSnapshot();
  expect(writes()).toEqual([]);
});

it('does it, starts a run and watches it, and has nothing more to do the next time', async () => {
  await open();
  const { code, err } = await setup(['--yes']);
  expect(code, err).toBe(0);
  expect(err.slice(err.indexOf('  ✓ '))).toMatchSnapshot();
  expect(github.state.variables.map(({ name, value }) => `${name}=${value}`).toSorted()).toEqual([
    'PUPTIME_ENABLED=true',
    'PUPTIME_SITE_URL=https://acme.github.io/monitor/',
  ]);
  expect((await remote.git('for-each-ref', '--format=%(refname:short)')).split('\n')).toEqual([
    'data',
    'main',
    'snapshots',
  ]);
  const before = writes().length;
  const again = await setup(['--yes']);
  expect(again.code, again.err).toBe(0);
  expect(again.err).toContain('Everything is as it should be: nothing to change.');
  expect(writes()).toHaveLength(before);

  const checked = await setup(['--check']);
  expect(checked.code, checked.out).toBe(0);
  expect(checked.out).toMatchSnapshot();
});

it('says how a run that it watched failed, and where', async () => {
  await open();
  await prepare();
  runsEnd('failure');
  const { code, err } = await setup(['--run']);
  expect(code).toBe(1);
  expect(err).toContain('Check 1/1: failure in “Open the pages”, see https://github.com/');
  expect(err).toContain('It ended with failure: https://github.com/acme/monitor/actions/runs/1');
});

it('does not turn the monitor on where something it needs cannot be had', async () => {
  await open({ private: true });
  const { code, err } = await setup(['--yes']);
  expect(code).toBe(1);
  expect(err).toContain('A run every 15 minutes is 2,880 runs a month');
  expect(err).toContain('✗ Publish the status site on GitHub Pages');
  expect(err).toContain('Without this the monitor was not turned on.');
  expect(github.state.variables).toEqual([]);
});

it('prints the command for AWS with the ids of the repository, and notes the role', async () => {
  await open({ repositoryId: 4_242, ownerId: 77 });
  const { err } = await setup(['--aws', '--dry-run']);
  expect(err).toContain(
    'GitHubOwner=acme GitHubRepository=monitor \\\n    GitHubOwnerId=77 GitHubRepositoryId=4242',
  );
  expect(err).toContain('repo:acme@77/monitor@4242:ref:refs/heads/main');
  await prepare();
  const { code, err: said } = await setup([
    '--yes',
    '--no-run',
    '--aws-role',
    ROLE,
    '--regions',
    'us-east-2',
    'us-west-2',
  ]);
  expect(code).toBe(0);
  // Not one letter else: it is copied.
  expect(said).toContain(`then: PUPTIME_AWS_ROLE_ARN is ${ROLE}\n`);
  const variables = new Map(github.state.variables.map(({ name, value }) => [name, value]));
  expect(variables.get('PUPTIME_AWS_ROLE_ARN')).toBe(ROLE);
  expect(variables.get('PUPTIME_REGIONS')).toBe('us-east-2,us-west-2');
  expect(github.state.actions.runs).toEqual([]);
});

it('names the subject without ids where the repository is older', async () => {
  await open({ createdAt: new Date('2026-07-14T00:00:00Z') });
  expect((await setup(['--aws', '--dry-run'])).err).toContain(' repo:acme/monitor:ref:refs/heads/main\n');
});

describe('--check', () => {
  it('tells what is wrong, with what to do, and ends with 1', async () => {
    await open({ hasIssues: false });
    await prepare();
    github.state.variables.splice(1);
    const monitor = github.state.actions.findWorkflow('monitor.yml');
    if (monitor) monitor.state = 'disabled_manually';
    const { code, out } = await setup(['--check']);
    expect(code).toBe(1);
    expect(out.slice(0, out.indexOf('\nWhat jobs'))).toMatchSnapshot();
    const { findings } = JSON.parse((await setup(['--check', '--json'])).out);
    expect(findings.filter(({ level }: { level: string }) => level === 'fault').length).toBeGreaterThan(1);
  });
});

it('does nothing for somebody who is no administrator', async () => {
  await open();
  github.addUser('bob', 'write');
  const { code, err } = await setup(['--yes'], 'bob');
  expect(code).toBe(2);
  expect(err).toContain('You may not change the settings of acme/monitor: ask one of its administrators');
  expect(writes()).toEqual([]);
});

it('starts no run of a workflow that somebody disabled, and says where the site is by now', async () => {
  await open();
  await prepare();
  const monitor = github.state.actions.findWorkflow('monitor.yml');
  if (monitor) monitor.state = 'disabled_manually';
  const { code, err } = await setup(['--yes', '--site-url', 'https://status.example.org']);
  expect(code, err).toBe(0);
  expect(err).toContain('No run was started: see above what is to be seen to about the workflow “Monitor”.');
  expect(err).toContain('The status site:  https://status.example.org/\n');
  expect(github.state.actions.runs).toEqual([]);
});

it('tells of a job that failed in a run that ended well', async () => {
  await open();
  await prepare();
  github.state.actions.onDispatch = (run) => {
    run.script.push(() => {
      run.job('Record', 'success');
      run.job('Publish the site', 'failure', ['Build the status site']);
      run.end('success');
    });
  };
  const { code, err } = await setup(['--run']);
  expect(code).toBe(1);
  expect(err).toContain('Publish the site: failure in “Build the status site”');
  expect(err).toContain('It ended; the monitor works, but for what is marked with ✗.');
});

describe('who it is', () => {
  let programs: string;
  beforeEach(async () => {
    programs = await mkdtemp(join(tmpdir(), 'puptime-gh-'));
    await open();
  });
  afterEach(() => rm(programs, { recursive: true }));

  /** What `gh auth token` does. */
  const gh = (script: string) => writeFile(join(programs, 'gh'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const dryRun = () => {
    const { GITHUB_TOKEN: _bot, ...env } = github.env;
    return puptime(['setup', '--dry-run'], { ...env, PATH: programs });
  };

  it('is asked of gh where no token is given', async () => {
    await gh(`test "$*" = "auth token --hostname ${new URL(github.webUrl).host}" &&
      echo ${github.issueToken(SETUP_RIGHTS, 'alice')}`);
    const { code, err } = await dryRun();
    expect(code, err).toBe(0);
  });

  it('is not known where nobody is signed in, or gh is not here', async () => {
    expect(await dryRun()).toMatchObject({ code: 2, err: expect.stringContaining('Install the GitHub CLI') });
    await gh('exit 1');
    expect(await dryRun()).toMatchObject({ code: 2, err: expect.stringContaining('Nobody is signed in') });
  });

  it('is not who may do that', async () => {
    await gh(`echo ${github.issueToken({ metadata: 'read' }, 'alice')}`);
    expect(await dryRun()).toMatchObject({
      code: 2,
      err: expect.stringContaining('the token lacks a permission'),
    });
    await gh('echo ghp_old');
    expect(await dryRun()).toMatchObject({
      code: 2,
      err: expect.stringContaining('GitHub does not take the token'),
    });
  });
});

it.each([
  [['--aws-role', 'me'], '--aws-role: expected the ARN of a role'],
  [['--regions', 'ohio'], '--regions: expected regions of AWS'],
  [['--site-url', 'status'], '--site-url: expected an address'],
  [['--repository', 'acme'], '--repository: expected owner/name'],
  [[], 'Nobody is here to be asked'],
])('answers %j with 2 and what to do', async (args, message) => {
  await open();
  const { code, err } = await setup(args);
  expect(code, err).toBe(2);
  expect(err).toContain(message);
});
