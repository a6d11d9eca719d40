import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Action, type ActionCall, ActionFailure } from './action.ts';

/** `actions/checkout`, version 7. */
export const checkout: Action = {
  inputs: {
    ref: '',
    path: '',
    'fetch-depth': '1',
    'persist-credentials': 'true',
    'show-progress': 'true',
    clean: 'true',
  },
  async run(call) {
    const { inputs, world, machine, github } = call;
    const asked = inputs.ref === '' ? github.ref : (inputs.ref ?? '');
    refuseForks(call, asked);
    const dir = join(machine.workspace, inputs.path ?? '');
    await mkdir(dir, { recursive: true });
    const git = async (...words: string[]) => {
      try {
        const env = { PATH: call.env.PATH, HOME: machine.home };
        const { stdout } = await promisify(execFile)('git', words, { cwd: dir, env });
        return stdout.trim();
      } catch (cause) {
        throw new ActionFailure(`The process 'git ${words.join(' ')}' failed: ${String(cause)}`, { cause });
      }
    };
    await git('init', '--quiet');
    await git('config', '--global', '--add', 'safe.directory', dir);
    await git('remote', 'add', 'origin', `file://${world.remote}`);
    if (inputs['persist-credentials'] === 'true') await keepToken(call, dir, git);
    const depth = inputs['fetch-depth'] === '0' ? [] : [`--depth=${inputs['fetch-depth']}`];
    const all =
      inputs['fetch-depth'] === '0'
        ? ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']
        : [];
    const tip = inputs.ref === '' ? github.sha : asked;
    await git('fetch', '--quiet', '--no-tags', ...depth, 'origin', ...all, `+${tip}:refs/checkout/tip`);
    const branch = /^refs\/heads\/(.*)$/.exec(asked)?.[1] ?? (await branchNamed(asked, world.remote));
    if (branch === null) await git('checkout', '--quiet', '--force', '--detach', 'refs/checkout/tip');
    else {
      await git('update-ref', `refs/remotes/origin/${branch}`, 'refs/checkout/tip');
      await git('checkout', '--quiet', '--force', '-B', branch, `refs/remotes/origin/${branch}`);
    }
    await git('update-ref', '-d', 'refs/checkout/tip');
    return { outputs: { ref: asked, commit: await git('rev-parse', 'HEAD') } };
  },
};

/** Since version 6 the token stands in a file of its own, which the repository's settings include. */
async function keepToken(
  { machine, github }: ActionCall,
  dir: string,
  git: (...words: string[]) => Promise<string>,
): Promise<void> {
  const file = join(machine.temp, `git-credentials-${randomUUID()}.config`);
  const basic = Buffer.from(`x-access-token:${github.token}`).toString('base64');
  await writeFile(file, `[http "${github.server_url}/"]\n\textraheader = AUTHORIZATION: basic ${basic}\n`);
  await git('config', `includeIf.gitdir:${join(dir, '.git')}.path`, file);
}

/** Version 7 does not take code of a fork where a workflow has the rights of the repository. */
function refuseForks({ github, inputs }: ActionCall, asked: string): void {
  if (github.event_name !== 'workflow_run' || inputs.ref === '') return;
  const run = github.event.workflow_run as
    | { head_sha?: string; head_repository?: { full_name?: string } }
    | undefined;
  const foreign = run?.head_repository?.full_name !== github.repository && asked === run?.head_sha;
  if (foreign || asked.startsWith('refs/pull/'))
    throw new ActionFailure(`Refusing to check out fork pull request code (${asked})`);
}

async function branchNamed(name: string, remote: string): Promise<string | null> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['branch', '--list', '--format=%(refname:short)', name],
    {
      cwd: remote,
    },
  );
  return stdout.trim() === name ? name : null;
}
