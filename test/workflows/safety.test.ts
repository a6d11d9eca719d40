import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../puptime.ts';

/** What these rules look at in a step, a job and a workflow. */
interface Step {
  name?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  'timeout-minutes'?: number;
}
interface Job {
  permissions?: Record<string, string>;
  env?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: unknown;
  env?: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map((file) => {
  return { file, text: readFileSync(join(FOLDER, file), 'utf8') };
});
const jobs = workflows.flatMap(({ file, text }) => {
  const workflow: Workflow = parse(text);
  return Object.entries(workflow.jobs).map(([id, job]) => ({ at: `${file} ${id}`, workflow, job }));
});
const steps = jobs.flatMap(({ at, workflow, job }) =>
  job.steps.map((step) => ({ at: `${at} · ${step.name ?? step.uses}`, workflow, job, step })),
);
const opensPages = ({ step }: { step: Step }) => /cli\.ts (check|run|demo)\b/.test(step.run ?? '');

/** Expressions in a text, without their braces. */
const expressions = (text: string) =>
  [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, inner = '']) => inner.trim());
/** What must not be where pages are opened: tokens, credentials, and what asks for them. */
const SECRET = /secrets\.|github\.token|aws-(access|secret|session)|TOKEN|SECRET|CREDENTIALS/i;

it('looks at all workflows, and at steps that open pages', () => {
  expect(workflows.map(({ file }) => file)).toEqual([
    'ci.yml',
    'keepalive.yml',
    'monitor.yml',
    'pull-request.yml',
    'reap.yml',
    'snapshots.yml',
  ]);
  expect(steps.filter(opensPages).map(({ at }) => at)).toEqual([
    'monitor.yml check · Open the pages',
    'monitor.yml check · Look again at what is not up',
    'pull-request.yml pages · Open the pages that were added or changed',
  ]);
});

describe('a step that opens pages', () => {
  it.each(steps.filter(opensPages))('runs as a user of its own: $at', ({ step }) => {
    expect(step.run).toContain(' --as puptime-visitor ');
  });

  it.each(steps.filter(opensPages))(
    'is given nothing secret, by itself, its job or its workflow: $at',
    (one) => {
      const { step, job, workflow } = one;
      for (const env of [step.env, job.env, workflow.env])
        for (const [name, value] of Object.entries(env ?? {}))
          expect(`${name}: ${value}`).not.toMatch(SECRET);
      expect(step.run).not.toMatch(SECRET);
    },
  );

  it.each(steps.filter(opensPages))(
    'stands in a job whose token can only read, and is not kept: $at',
    ({ job }) => {
      const { 'id-token': _oidc, ...rights } = job.permissions ?? {};
      expect(rights).toEqual({ contents: 'read' });
      const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
      for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false);
    },
  );
});

describe('AWS credentials', () => {
  it.each(steps.filter(({ step }) => step.uses?.startsWith('aws-actions/')))(
    'do not go into the environment: $at',
    ({ step, job }) => {
      expect(step.with).toMatchObject({ 'output-credentials': true, 'output-env-credentials': false });
      expect(job.permissions?.['id-token']).toBe('write');
    },
  );

  it.each(steps.filter(({ step }) => /aws-secret-access-key/.test(JSON.stringify(step))))(
    'go to exits alone: $at',
    ({ step }) => {
      expect(step.run).toMatch(/^exec node checker\/cli\.ts proxy (up|down|reap)\b/);
    },
  );
});

describe('every job', () => {
  it.each(jobs)('has permissions of its own, below none, and a time limit: $at', ({ workflow, job }) => {
    expect(workflow.permissions).toEqual({});
    expect(job.permissions).toBeDefined();
    expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it.each(steps.filter(({ step }) => step.uses))(
    'uses what is pinned to a commit, with its version beside it: $at',
    ({ step }) => {
      expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      const lines = workflows
        .flatMap(({ text }) => text.split('\n'))
        .filter((line) => line.includes(step.uses ?? '?'));
      for (const line of lines) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
    },
  );

  it.each(steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@')))(
    'leaves no token in the checkout: $at',
    ({ step }) => {
      expect(step.with?.['persist-credentials']).toBe(false);
    },
  );

  it.each(steps.filter(({ step }) => step.run !== undefined))(
    'has run steps of one command that ends in time and gets signals: $at',
    ({ step, job }) => {
      expect(step['timeout-minutes']).toBeGreaterThan(0);
      expect(step['timeout-minutes']).toBeLessThan(job['timeout-minutes'] ?? 0);
      expect(step.run?.trim()).not.toContain('\n');
      if (/\b(node|bash) /.test(step.run ?? '')) expect(step.run).toMatch(/^exec /);
    },
  );

  it.each(steps.filter(({ step }) => step.run !== undefined))(
    'puts no expression into a command: $at',
    ({ step }) => {
      expect(expressions(step.run ?? '')).toEqual([]);
    },
  );
});

it('lets nothing that comes from outside start a workflow with rights', () => {
  const triggers = workflows.map(({ text }) => Object.keys((parse(text) as Workflow).on));
  expect(new Set(triggers.flat())).toEqual(
    new Set(['schedule', 'workflow_dispatch', 'workflow_run', 'push', 'pull_request']),
  );
  for (const { at, workflow, job } of jobs.filter((one) => 'pull_request' in one.workflow.on)) {
    expect(Object.values(job.permissions ?? {}), at).not.toContain('write');
    expect(JSON.stringify(workflow), at).not.toMatch(/secrets\.|github\.token/);
  }
});

it('gives a job with the rights to write no package that only tests need', () => {
  for (const { at, job } of jobs.filter(({ at }) => !at.startsWith('ci.yml')))
    for (const { run } of job.steps)
      if (run?.startsWith('npm ')) expect(run, at).toContain('npm ci --omit=dev ');
});
