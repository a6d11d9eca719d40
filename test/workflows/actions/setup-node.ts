import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Action, ActionFailure } from './action.ts';

/** `actions/setup-node`, version 7: whatever version is asked for, it is the project's. */
export const setupNode: Action = {
  inputs: {
    'node-version': '',
    'node-version-file': '',
    'check-latest': 'false',
    cache: '',
    'cache-dependency-path': '',
    'package-manager-cache': 'true',
  },
  async run({ inputs, world, machine }) {
    const inWorkspace = (path = '') => existsSync(join(machine.workspace, path));
    const file = inputs['node-version-file'];
    if (file !== '' && !inWorkspace(file))
      throw new ActionFailure(`The specified node version file at: ${file} does not exist`);
    if (inputs.cache !== '' && !inWorkspace(inputs['cache-dependency-path'] || 'package-lock.json'))
      throw new ActionFailure(`Dependencies lock file is not found in ${machine.workspace}.`);
    const bin = join(machine.tools, 'node', 'bin');
    await mkdir(bin, { recursive: true });
    if (!existsSync(join(bin, 'node')))
      await symlink(join(world.nodeModules, 'node', 'bin', 'node'), join(bin, 'node'));
    return { outputs: { 'cache-hit': 'false' }, paths: [bin] };
  },
};
