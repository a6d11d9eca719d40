import { expect, it } from 'vitest';
import { type FoundArtifact, leftResults } from './unrecorded.ts';

const HERE = { repository: 1, defaultBranch: 'main', currentRun: '900' };

function anArtifact(overrides: Partial<FoundArtifact> = {}, from: object = {}): FoundArtifact {
  return {
    name: 'results-800-1-1',
    expired: false,
    from: { run: 800, repository: 1, headRepository: 1, branch: 'main', ...from },
    ...overrides,
  };
}

const ids = (...artifacts: FoundArtifact[]) => leftResults(artifacts, HERE).map(({ id }) => id);

it('finds what runs of the default branch left, each attempt once, the oldest first', () => {
  const of = (run: number, attempt: number, shard: number) =>
    anArtifact({ name: `results-${run}-${attempt}-${shard}` }, { run });
  expect(ids(of(1000, 1, 1), of(800, 2, 1), of(800, 1, 2), of(800, 1, 1), of(99, 1, 1))).toEqual([
    '99-1',
    '800-1',
    '800-2',
    '1000-1',
  ]);
});

it.each<[string, FoundArtifact]>([
  ['of a fork', anArtifact({}, { headRepository: 5 })],
  ['of another repository', anArtifact({}, { repository: 5 })],
  ['of another branch', anArtifact({}, { branch: 'topic' })],
  ['of a run that has another number', anArtifact({}, { run: 801 })],
  ['of the run that asks', anArtifact({ name: 'results-900-1-1' }, { run: 900 })],
  ['that has expired', anArtifact({ expired: true })],
  ['of nobody knows which run', anArtifact({ from: null })],
  ['that is a plan', anArtifact({ name: 'plan-1' })],
  ['with more in its name', anArtifact({ name: 'results-800-1-1-evil' })],
  ['with a line feed in its name', anArtifact({ name: 'results-800-1-1\n' })],
  ['with a name that is no number', anArtifact({ name: 'results-8e2-1-1' })],
  ['with a nought before its number', anArtifact({ name: 'results-0800-1-1' })],
])('does not take an artifact %s', (_, artifact) => {
  expect(ids(artifact)).toEqual([]);
});
