import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../puptime.ts';
import { aJob, openRig, outcomesOf, type Rig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig[Symbol.asyncDispose]());

const checkout = (rest: object = {}) => ({ uses: 'actions/checkout@v7', with: rest });

it('checks the commit of the run out, with as much history as is asked for', async () => {
  await rig.commit({ 'a.txt': 'on data\n' }, 'data');
  const tell =
    'git log --oneline | wc -l; git branch --show-current; git rev-parse HEAD; git status --porcelain; ls';
  const run = await rig.run({
    jobs: {
      a: aJob([checkout({ 'persist-credentials': false }), tell]),
      b: aJob([
        checkout({ 'fetch-depth': 0, path: 'code' }),
        { run: `git rev-parse origin/data >/dev/null; ${tell}`, 'working-directory': 'code' },
      ]),
      c: aJob([checkout({ ref: 'data' }), 'cat a.txt; git branch --show-current']),
    },
  });
  const head = await rig.remote.git('rev-parse', 'main');
  expect(run.jobs.a?.steps[1]?.log).toBe(`1\nmain\n${head}\nREADME.md\npackage-lock.json\n`);
  expect(run.jobs.b?.steps[1]?.log).toMatch(/^[2-9]\d*\nmain\n/);
  expect(run.jobs.c?.steps[1]?.log).toBe('on data\ndata\n');
});

it('leaves the token with git, unless it is told not to', async () => {
  const look = `git config --get-regexp 'extraheader' | wc -l; grep -rl 'AUTHORIZATION: [b]asic' "$RUNNER_TEMP" .git | wc -l`;
  const run = await rig.run({
    jobs: { a: aJob([checkout(), look]), b: aJob([checkout({ 'persist-credentials': false }), look]) },
  });
  expect([run.jobs.a, run.jobs.b].map((job) => job?.steps[1]?.log)).toEqual(['1\n1\n', '0\n0\n']);
});

it('puts the Node of the project into PATH, and its packages where npm would', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        checkout(),
        { uses: 'actions/setup-node@v7', with: { 'node-version': 24, cache: 'npm' } },
        'npm ci --omit=dev --no-fund && node --version && ls node_modules/zod/package.json && readlink node_modules',
        'npm install x',
      ]),
      b: aJob([{ uses: 'actions/setup-node@v7', with: { cache: 'npm' } }]),
    },
  });
  expect(run.jobs.a?.steps[2]?.log).toMatch(/^v24\..*\nnode_modules\/zod\/package.json\n/);
  expect(run.jobs.a?.steps[2]?.log).toContain(join(ROOT, 'node_modules'));
  expect(outcomesOf(run, 'a')).toEqual(['success', 'success', 'success', 'failure']);
  expect(run.jobs.b?.steps[0]?.log).toContain('lock file is not found');
});

it('hands AWS credentials to the steps that are given them, where the job may ask for an OIDC token', async () => {
  const role = { 'role-to-assume': 'arn:aws:iam::1:role/puptime', 'aws-region': 'us-east-2' };
  const uses = (rest: object) => ({
    id: 'aws',
    uses: 'aws-actions/configure-aws-credentials@v6',
    with: { ...role, ...rest },
  });
  const show = `echo "\${AWS_ACCESS_KEY_ID:-none} \${AWS_REGION:-none}"`;
  const oidc = { permissions: { 'id-token': 'write' } };
  const run = await rig.run({
    jobs: {
      closed: aJob(
        [
          uses({ 'output-credentials': true, 'output-env-credentials': false }),
          show,
          { run: show, env: { AWS_ACCESS_KEY_ID: `\${{ steps.aws.outputs.aws-access-key-id }}` } },
        ],
        oidc,
      ),
      open: aJob([uses({}), show], oidc),
      refused: aJob([uses({})]),
    },
  });
  expect(run.jobs.closed?.steps.map(({ log }) => log)).toEqual(['', 'none none\n', '*** none\n']);
  expect(run.jobs.open?.steps[1]?.log).toBe('*** us-east-2\n');
  expect(run.jobs.refused?.steps[0]?.log).toContain('Could not load credentials');
});

it('publishes a site from the job that may, and tells its address', async () => {
  const site = [
    { id: 'pages', uses: 'actions/configure-pages@v5' },
    `mkdir -p dist; echo "\${{ steps.pages.outputs.base_url }} \${{ steps.pages.outputs.base_path }}" >dist/index.html; touch dist/.nojekyll; ln -s index.html dist/copy.html`,
    { uses: 'actions/upload-pages-artifact@v5', with: { path: 'dist' } },
    { id: 'deploy', uses: 'actions/deploy-pages@v5' },
  ];
  const rest = {
    permissions: { pages: 'write', 'id-token': 'write' },
    environment: { name: 'github-pages', url: `\${{ steps.deploy.outputs.page_url }}` },
    concurrency: { group: 'pages', 'cancel-in-progress': false },
  };
  const run = await rig.run({ jobs: { site: aJob(site, rest) } });
  expect(run.jobs.site).toMatchObject({
    environment: { name: 'github-pages', url: 'https://acme.github.io/monitor/' },
    concurrency: 'pages',
  });
  expect(readdirSync(rig.runner.pages.dir)).toEqual(['copy.html', 'index.html']);
  const poor = await rig.run({ jobs: { site: aJob(site, { permissions: { pages: 'write' } }) } });
  expect(outcomesOf(poor, 'site').at(-1)).toBe('failure');
  const broken = await rig.run(
    { jobs: { site: aJob(site, rest) } },
    { failing: { 'actions/deploy-pages': 'Deployment failed, try again later.' } },
  );
  expect(broken.annotations.at(-1)?.message).toBe('Deployment failed, try again later.');
  expect(rig.runner.pages.deployments).toHaveLength(1);
});

it.each([
  ['an action without a stand-in', { uses: 'actions/cache@v4' }, 'no stand-in for actions/cache'],
  ['an action without a version', { uses: 'actions/checkout' }, 'no stand-in'],
  ['an input that the stand-in does not know', checkout({ depth: 1 }), 'does not know the input depth'],
  ['an input that is missing', { uses: 'actions/upload-artifact@v7' }, 'the input path is missing'],
])('rejects %s', async (_, step, said) => {
  await expect(rig.run({ jobs: { a: aJob([step]) } })).rejects.toThrow(said);
});
