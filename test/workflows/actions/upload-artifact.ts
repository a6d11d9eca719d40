import { type Action, ActionFailure } from './action.ts';
import { filesToUpload } from './files-to-upload.ts';

/** `actions/upload-artifact`, version 7. */
export const uploadArtifact: Action = {
  inputs: {
    name: 'artifact',
    path: null,
    'if-no-files-found': 'warn',
    'retention-days': '',
    'compression-level': '6',
    overwrite: 'false',
    'include-hidden-files': 'false',
  },
  async run({ inputs, world, machine, github, log }) {
    const files = filesToUpload(
      inputs.path ?? '',
      machine.workspace,
      inputs['include-hidden-files'] === 'true',
    );
    if (files.size === 0) {
      const said = `No files were found with the provided path: ${inputs.path}. No artifacts will be uploaded.`;
      if (inputs['if-no-files-found'] === 'error') throw new ActionFailure(said);
      if (inputs['if-no-files-found'] === 'warn') log.annotate('warning', said);
      else log.say(said);
      return {};
    }
    const run = { id: Number(github.run_id), attempt: Number(github.run_attempt) };
    const artifact = await world.artifacts.keep(run, inputs.name ?? '', files, inputs.overwrite === 'true');
    log.say(`Artifact ${artifact.name} has been successfully uploaded! ${files.size} files`);
    const url = `${github.server_url}/${github.repository}/actions/runs/${run.id}/artifacts/${artifact.id}`;
    return { outputs: { 'artifact-id': String(artifact.id), 'artifact-url': url } };
  },
};
