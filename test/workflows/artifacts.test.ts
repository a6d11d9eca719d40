import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Artifact } from './artifact-store.ts';
import { aJob, openRig, outcomesOf, type Rig } from './rig.ts';

let rig: Rig;
const kept: Artifact[] = [];
beforeAll(async () => {
  rig = await openRig({ onArtifact: (artifact) => void kept.push(artifact) });
});
afterAll(() => rig[Symbol.asyncDispose]());

const upload = (rest: object) => ({ uses: 'actions/upload-artifact@v7', with: rest });
const download = (rest: object) => ({ uses: 'actions/download-artifact@v8', with: rest });
const list = 'find . -type f | sort; find . -type l';

it('carries files from job to job: contents, not modes or links, and no hidden files', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        `mkdir -p out/deep out/empty; echo secret >"$RUNNER_TEMP/outside"; echo 1 >out/deep/a.txt; chmod 755 out/deep/a.txt
         ln -s "$RUNNER_TEMP/outside" out/link; ln -s missing out/broken; ln -s . out/round; echo h >out/.hidden`,
        { id: 'up', ...upload({ name: 'results-1', path: 'out/' }) },
        `echo \${{ steps.up.outputs.artifact-id }}`,
      ]),
      b: aJob(
        [download({ name: 'results-1', path: 'in' }), `${list}; cat in/link; test ! -x in/deep/a.txt`],
        { needs: 'a' },
      ),
    },
  });
  expect(run.jobs.b?.steps[1]?.log).toBe('./in/deep/a.txt\n./in/link\nsecret\n');
  expect(kept).toMatchObject([
    { name: 'results-1', runId: run.id, attempt: 1, files: ['deep/a.txt', 'link'] },
  ]);
  expect(readFileSync(join(run.artifacts['results-1'] ?? '', 'deep/a.txt'), 'utf8')).toBe('1\n');
});

it.each([
  ['a file', 'out/a.txt', ['a.txt']],
  ['several paths: from what they have in common', 'out/a.txt\nout/b', ['a.txt', 'b/c.json']],
  ['a pattern', 'out/**/*.json', ['b/c.json']],
  ['a folder without some of it', 'out\n!out/b', ['a.txt']],
])('finds %s', async (_, path, files) => {
  const run = await rig.run({
    jobs: { a: aJob(['mkdir -p out/b; touch out/a.txt out/b/c.json', upload({ name: 'x', path })]) },
  });
  expect(rig.runner.artifactsOf(run.id).map((artifact) => artifact.files)).toEqual([files]);
});

it('puts what a pattern finds into folders of their own, but one alone right into the path', async () => {
  const run = await rig.run({
    jobs: {
      a: aJob([
        'touch 1',
        upload({ name: 'r-1', path: '1' }),
        upload({ name: 'r-2', path: '1' }),
        upload({ name: 's-1', path: '1' }),
      ]),
      b: aJob(
        [
          download({ pattern: 'r-*', path: 'r' }),
          download({ pattern: 's-*', path: 's' }),
          download({ pattern: 'none-*', path: 'n' }),
          list,
        ],
        { needs: 'a' },
      ),
      c: aJob(
        [
          download({ name: 'none' }),
          { if: 'always()', ...download({ pattern: 'r-*', 'merge-multiple': true }) },
          { if: 'always()', run: list },
        ],
        { needs: 'a' },
      ),
    },
  });
  expect(run.jobs.b?.steps.at(-1)?.log).toBe('./r/r-1/1\n./r/r-2/1\n./s/1\n');
  expect(outcomesOf(run, 'c')).toEqual(['failure', 'success', 'success']);
  expect(run.jobs.c?.steps.at(-1)?.log).toBe('./1\n');
});

it('takes each name once an attempt, and no name that some file system would refuse', async () => {
  const workflow = {
    jobs: {
      a: aJob([
        'echo 1 >a; echo 2 >b; touch "c:d"',
        upload({ name: 'x', path: 'a' }),
        { 'continue-on-error': true, ...upload({ name: 'x', path: 'b' }) },
        { 'continue-on-error': true, ...upload({ name: 'x/y', path: 'a' }) },
        { 'continue-on-error': true, ...upload({ name: 'y', path: 'c:d' }) },
        upload({ name: 'x', path: 'b', overwrite: true }),
        upload({ name: 'none', path: 'nothing' }),
        {
          'continue-on-error': true,
          ...upload({ name: 'none', path: 'nothing', 'if-no-files-found': 'error' }),
        },
      ]),
    },
  };
  const first = await rig.run(workflow);
  expect(outcomesOf(first, 'a')).toEqual([
    'success',
    'success',
    'failure',
    'failure',
    'failure',
    'success',
    'success',
    'failure',
  ]);
  expect(Object.keys(first.artifacts)).toEqual(['x']);
  const second = await rig.run(workflow, { runId: first.id, attempt: 2 });
  expect(second.conclusion).toBe('success');
});

it('reaches an earlier run with a token that may read actions, and never without', async () => {
  const earlier = await rig.run({ jobs: { a: aJob(['echo 1 >a', upload({ name: 'x', path: 'a' })]) } });
  const fetch = { 'run-id': earlier.id, name: 'x', path: 'in' };
  const run = await rig.run({
    permissions: {},
    jobs: {
      may: aJob([download({ ...fetch, 'github-token': `\${{ github.token }}` }), 'cat in/a'], {
        permissions: { actions: 'read' },
      }),
      mayNot: aJob([download({ ...fetch, 'github-token': `\${{ github.token }}` })]),
      forgot: aJob([download(fetch)], { permissions: { actions: 'read' } }),
    },
  });
  expect(run.jobs.may?.steps[1]?.log).toBe('1\n');
  expect([run.jobs.mayNot?.result, run.jobs.forgot?.result]).toEqual(['failure', 'failure']);
  expect(run.jobs.mayNot?.steps[0]?.log).toContain('not accessible by integration');
});
