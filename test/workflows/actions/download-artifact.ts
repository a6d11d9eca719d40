import { join, matchesGlob, resolve } from 'node:path';
import { type Artifact, ArtifactStore } from '../artifact-store.ts';
import { type Action, type ActionCall, ActionFailure } from './action.ts';

/** `actions/download-artifact`, version 8. */
export const downloadArtifact: Action = {
  inputs: {
    name: '',
    pattern: '',
    path: '',
    'merge-multiple': 'false',
    'github-token': '',
    'run-id': '',
    repository: '',
    'digest-mismatch': 'error',
  },
  async run(call) {
    const { inputs, world, machine, log } = call;
    const { name = '', pattern = '' } = inputs;
    const target = resolve(machine.workspace, inputs.path || '.');
    const there = world.artifacts.of(runAskedFor(call));
    const chosen = there.filter((each) =>
      name !== '' ? each.name === name : pattern === '' || matchesGlob(each.name, pattern),
    );
    if (name !== '' && chosen.length === 0)
      throw new ActionFailure(`Unable to download artifact(s): Artifact '${name}' not found`);
    // One alone goes right into the folder, also when it was found by a pattern.
    const together = name !== '' || inputs['merge-multiple'] === 'true' || chosen.length === 1;
    const folder = (artifact: Artifact) => (together ? target : join(target, artifact.name));
    for (const artifact of chosen) await ArtifactStore.unpack(artifact, folder(artifact));
    log.say(`Total of ${chosen.length} artifact(s) downloaded`);
    return { outputs: { 'download-path': target } };
  },
};

/** Without a token the run that was asked for is not looked at: it is this one. */
function runAskedFor({ inputs, github, world }: ActionCall): number {
  const token = inputs['github-token'] ?? '';
  if (token === '') return Number(github.run_id);
  const repository = inputs.repository || github.repository;
  if (repository !== github.repository || world.rightsOfToken(token)?.actions === undefined)
    throw new ActionFailure('Unable to download artifact(s): Resource not accessible by integration');
  return Number(inputs['run-id'] || github.run_id);
}
