import { type GitRemote, makeGitRemote } from '../../../test/git-remote.ts';
import { SETUP_RIGHTS } from '../../../test/github/grant.ts';
import type { GitHubOptions } from '../../../test/github/stand-in.ts';
import { type ApiRig, anApiRig } from '../../github/test/rig.ts';

/** A repository with one commit on `main` and the monitor's workflow, for who may change all of it. */
export interface SetupRig
  extends AsyncDisposable,
    Pick<ApiRig, 'github' | 'api' | 'waits' | 'now' | 'interrupt'> {
  remote: GitRemote;
  /** Waits that only turn the clock. */
  pause(ms: number): Promise<void>;
  /** Requests that were to change something, as `PUT /repos/…`, without the repository's own path. */
  writes(): string[];
}

/** Opens one. */
export async function aSetupRig(options: GitHubOptions = {}): Promise<SetupRig> {
  const remote = await makeGitRemote();
  const tree = await remote.git('hash-object', '-w', '-t', 'tree', '/dev/null');
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const commit = await remote.git(...who, 'commit-tree', tree, '-m', 'One');
  await remote.git('update-ref', 'refs/heads/main', commit);
  const rig = await anApiRig({ gitDir: remote.dir, rights: SETUP_RIGHTS, ...options });
  const { github, api, waits, now, interrupt } = rig;
  github.state.actions.addWorkflow('monitor.yml', { name: 'Monitor' });
  return {
    ...{ remote, github, api, waits, now, interrupt },
    pause: async (ms) => {
      waits.push(ms);
      rig.pass(ms / 3_600_000);
    },
    writes: () =>
      github.requests
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path.replace(`/repos/${github.repository}`, '')}`),
    [Symbol.asyncDispose]: async () => {
      await rig[Symbol.asyncDispose]();
      await remote[Symbol.asyncDispose]();
    },
  };
}
