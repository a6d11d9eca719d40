import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Action, ActionFailure } from './action.ts';

const run = promisify(execFile);

/** `actions/configure-pages`, version 5. */
export const configurePages: Action = {
  inputs: { token: '' },
  async run({ world, rights }) {
    if (rights.pages === undefined)
      throw new ActionFailure('Get Pages site failed. Error: Resource not accessible by integration');
    const { href, origin, host, pathname } = new URL(world.pages.url);
    const bare = (text: string) => text.replace(/\/$/, '');
    return { outputs: { base_url: bare(href), origin, host, base_path: bare(pathname) } };
  },
};

/** `actions/upload-pages-artifact`, version 5: one archive, made by the same command as there. */
export const uploadPagesArtifact: Action = {
  inputs: { name: 'github-pages', path: '_site/', 'retention-days': '1', 'include-hidden-files': 'false' },
  async run({ inputs, world, machine, github }) {
    const archive = join(machine.temp, 'artifact.tar');
    const hidden = inputs['include-hidden-files'] === 'true' ? [] : ['--exclude=.[^/]*'];
    const from = resolve(machine.workspace, inputs.path ?? '');
    const words = ['--dereference', '--hard-dereference', '--directory', from, '-cf', archive];
    try {
      await run('tar', [...words, '--exclude=.git', '--exclude=.github', ...hidden, '.']);
    } catch (cause) {
      throw new ActionFailure(`Process completed with exit code 2. ${String(cause)}`, { cause });
    }
    const artifact = await world.artifacts.keep(
      { id: Number(github.run_id), attempt: Number(github.run_attempt) },
      inputs.name ?? '',
      new Map([['artifact.tar', archive]]),
      false,
    );
    return { outputs: { artifact_id: String(artifact.id) } };
  },
};

/** `actions/deploy-pages`, version 5: what was uploaded is the site from now on. */
export const deployPages: Action = {
  inputs: { timeout: '600000', error_count: '10', reporting_interval: '5000', artifact_name: 'github-pages' },
  async run({ inputs, world, rights, env, github }) {
    if (env.ACTIONS_ID_TOKEN_REQUEST_URL === undefined)
      throw new ActionFailure(
        "Error: Ensure GITHUB_TOKEN has permission 'id-token: write'. Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable",
      );
    if (rights.pages !== 'write')
      throw new ActionFailure(
        "Failed to create deployment (status: 403). Ensure GITHUB_TOKEN has permission 'pages: write'.",
      );
    const artifact = world.artifacts
      .of(Number(github.run_id))
      .find((each) => each.name === inputs.artifact_name);
    if (!artifact)
      throw new ActionFailure(
        `No artifacts named "${inputs.artifact_name}" were found for this workflow run.`,
      );
    await rm(world.pages.dir, { recursive: true, force: true });
    await mkdir(world.pages.dir, { recursive: true });
    await run('tar', ['-xf', join(artifact.dir, 'artifact.tar'), '-C', world.pages.dir]);
    world.pages.deployments.push(artifact);
    return { outputs: { page_url: world.pages.url } };
  },
};
