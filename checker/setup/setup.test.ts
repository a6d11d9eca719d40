import { afterEach, beforeEach, expect, it } from 'vitest';
import { SETUP_RIGHTS } from '../../test/github/grant.ts';
import type { Found } from '../domain/setup/found.ts';
import { A_WISH } from '../domain/setup/found-builder.ts';
import { planSetup } from '../domain/setup/plan-setup.ts';
import { withSiteUrl } from '../domain/setup/plan-variables.ts';
import type { SetupStep } from '../domain/setup/step.ts';
import { applyChange } from './apply-change.ts';
import { readFound, readRepository } from './read-found.ts';
import { startRun } from './start-run.ts';
import { aSetupRig, type SetupRig } from './test/rig.ts';
import { watchRun } from './watch-run.ts';

const ROLE = 'arn:aws:iam::123456789012:role/puptime';

let rig: SetupRig;
beforeEach(async () => {
  rig = await aSetupRig();
  const { grants, token, state } = rig.github;
  grants.set(token, { login: state.owner, rights: SETUP_RIGHTS, sees: true });
});
afterEach(() => rig[Symbol.asyncDispose]());

const read = async (): Promise<Found> => readFound(rig.api, await readRepository(rig.api));

/** As `setup` does them: what Pages tell is noted in place of what was planned. */
async function apply(steps: readonly SetupStep[]): Promise<void> {
  let todo = steps;
  for (let done = 0; done < steps.length; done += 1) {
    const [step, ...rest] = todo;
    if (!step) return;
    const { siteUrl } = await applyChange(rig.api, step.change);
    todo = siteUrl === null ? rest : withSiteUrl(rest, siteUrl);
  }
}

it('has nothing more to do when all is done, and harms nothing when it is done again', async () => {
  const { settings } = rig.github.state.actions;
  Object.assign(settings, { enabled: false, defaultRights: 'write' });
  const [workflow] = rig.github.state.actions.workflows;
  if (workflow) workflow.state = 'disabled_inactivity';
  const wish = { ...A_WISH, awsRole: ROLE, regions: ['us-east-2', 'us-west-2'] };
  const steps = planSetup(await read(), wish);
  expect(new Set(steps.map(({ change }) => change.do))).toEqual(
    new Set<SetupStep['change']['do']>([
      ...(['enable-actions', 'limit-workflow-token', 'enable-workflow', 'publish-by-actions'] as const),
      ...(['limit-environment', 'begin-branch', 'protect-branch', 'make-labels', 'set-variable'] as const),
    ]),
  );
  await apply(steps);
  const after = await read();
  expect(planSetup(after, wish)).toEqual([]);
  const heads = await rig.remote.git('for-each-ref');

  await apply(steps);
  expect(await read()).toEqual(after);
  expect(await rig.remote.git('for-each-ref')).toBe(heads);
});

it('notes the site where Pages put it, not where it was expected', async () => {
  const steps = planSetup(await read(), A_WISH);
  await apply(steps.filter(({ change }) => change.do === 'publish-by-actions'));
  const { pages } = rig.github.state;
  if (pages) pages.cname = 'status.example.org';
  await apply(steps);
  expect((await read()).variables.get('PUPTIME_SITE_URL')).toMatch(/^https?:\/\/status\.example\.org\/$/);
});

it.each([
  ['success', 'success'],
  ['failure', 'failure'],
  ['cancelled', 'cancelled'],
] as const)('starts a run and watches it to its end: %s', async (job, conclusion) => {
  rig.github.state.actions.onDispatch = (run) =>
    void run.script.push(
      () => void run.begin(),
      () => void run.job('Check 1/1', job, ['Open the pages']),
      () => void run.end(),
    );
  await apply(planSetup(await read(), A_WISH));
  const run = await startRun(rig.api, 'main', rig.pause);
  const told: string[] = [];
  const tell = { begun: () => void told.push('begun'), ended: () => void told.push('ended') };
  const limits = { mostMs: 600_000, pause: rig.pause };
  const end = await watchRun(rig.api, run?.id ?? 0, tell, limits);
  expect(end).toMatchObject({ conclusion, jobs: [{ name: 'Check 1/1', conclusion: job }] });
  expect(told).toEqual(['begun', 'ended']);
});
