import { expect, it } from 'vitest';
import { rightsOf } from './permissions.ts';
import { inputsOf, whyNotStarted } from './triggers.ts';
import { readWorkflow } from './workflow-file.ts';

const job = { 'runs-on': 'ubuntu-24.04', steps: [{ run: 'true' }] };
const read = (workflow: object) =>
  readWorkflow(JSON.stringify({ on: 'push', jobs: { a: job }, ...workflow }), 'x.yml');

it.each<[name: string, workflow: object, said: string]>([
  ['a key of a workflow', { evn: {} }, 'evn'],
  ['a key of a job', { jobs: { a: { ...job, 'timeout-minute': 1 } } }, 'timeout-minute'],
  ['a key of a step', { jobs: { a: { ...job, steps: [{ run: 'true', with: {} }] } } }, 'with'],
  ['a service', { jobs: { a: { ...job, services: {} } } }, 'services'],
  ['a permission', { permissions: { content: 'read' } }, 'content'],
  ['an event', { on: 'pull_request_target' }, 'pull_request_target'],
  ['a filter of an event', { on: { push: { tags: ['v1'] } } }, 'tags'],
  ['a job that is needed', { jobs: { a: { ...job, needs: 'b' } } }, 'needs b'],
])('refuses %s that it does not know', (_, workflow, said) => {
  expect(() => read(workflow)).toThrow(said);
});

it('refuses jobs that need each other, and steps with one id', () => {
  expect(() => read({ jobs: { a: { ...job, needs: 'b' }, b: { ...job, needs: ['a'] } } })).toThrow(
    'needs itself',
  );
  const twice = [
    { id: 'x', run: 'true' },
    { id: 'x', run: 'true' },
  ];
  expect(() => read({ jobs: { a: { ...job, steps: twice } } })).toThrow('two steps x');
});

it.each<[name: string, workflow: object, said: string]>([
  [
    'secrets in a condition',
    { jobs: { a: { ...job, steps: [{ if: `secrets.GITHUB_TOKEN != ''`, run: 'true' }] } } },
    'secrets',
  ],
  ['steps in the condition of a job', { jobs: { a: { ...job, if: 'steps.x.outcome' } } }, 'steps'],
  ['needs for all jobs', { env: { A: `\${{ needs.a.result }}` } }, 'needs'],
  [
    'a matrix in the strategy itself',
    { jobs: { a: { ...job, strategy: { matrix: `\${{ matrix.x }}` } } } },
    'matrix',
  ],
  [
    'the state outside of a condition',
    { jobs: { a: { ...job, env: { A: `\${{ failure() }}` } } } },
    'failure',
  ],
])('refuses %s: GitHub has it elsewhere', (_, workflow, said) => {
  expect(() => read(workflow)).toThrow(said);
});

const push = { event: 'push', workflow: undefined, branch: 'main', action: undefined, changed: [] } as const;
it.each<[on: unknown, happening: object, started: boolean]>([
  ['push', {}, true],
  [['push', 'workflow_dispatch'], {}, true],
  [['workflow_dispatch'], {}, false],
  [{ push: { branches: ['main'] } }, {}, true],
  [{ push: { branches: 'data' } }, {}, false],
  [
    { pull_request: { paths: ['sites.json', 'data/**'] } },
    { event: 'pull_request', changed: ['data/a/b.json'] },
    true,
  ],
  [{ pull_request: { paths: ['sites.json'] } }, { event: 'pull_request', changed: ['README.md'] }, false],
  ['pull_request', { event: 'pull_request', action: 'closed' }, false],
  ['pull_request', { event: 'pull_request', action: 'synchronize' }, true],
  [{ pull_request: { types: ['opened'] } }, { event: 'pull_request', action: 'closed' }, false],
  [
    { workflow_run: { workflows: ['Monitor'], types: ['completed'] } },
    { event: 'workflow_run', workflow: 'Monitor', action: 'completed' },
    true,
  ],
  [{ workflow_run: { workflows: ['Monitor'] } }, { event: 'workflow_run', workflow: 'CI' }, false],
])('%j is started by %j: %s', (on, happening, started) => {
  expect(whyNotStarted(read({ on }).on, { ...push, ...happening }) === null).toBe(started);
});

it('gives a run started by hand its inputs', () => {
  const { on } = read({
    on: {
      workflow_dispatch: {
        inputs: { all: { type: 'boolean' }, ids: { default: 'x' }, who: { required: true } },
      },
    },
  });
  expect(inputsOf(on, { who: 'me', all: 'true' })).toEqual({ all: true, ids: 'x', who: 'me' });
  expect(() => inputsOf(on, {})).toThrow('who is required');
  expect(() => inputsOf(on, { who: 'me', other: '1' })).toThrow('no input other');
});

it.each<
  [
    workflow: Parameters<typeof rightsOf>[0],
    job: Parameters<typeof rightsOf>[1],
    fork: boolean,
    rights: object,
  ]
>([
  [{}, undefined, false, {}],
  [{}, { contents: 'write', issues: 'none' }, false, { contents: 'write' }],
  [{ contents: 'read' }, {}, false, {}],
  [{ contents: 'read' }, { issues: 'write' }, false, { issues: 'write' }],
  [undefined, undefined, false, { contents: 'read', packages: 'read' }],
  [{}, { contents: 'write', 'id-token': 'write' }, true, { contents: 'read' }],
])('%j and %j of the job (fork: %s) give %j', (workflow, ofJob, fork, rights) => {
  expect(rightsOf(workflow, ofJob, fork)).toEqual(rights);
});
