import { RemoteBranch } from '../../checker/git/remote-branch.ts';
import { type GitRemote, makeGitRemote } from '../git-remote.ts';
import { type GitHubOptions, type GitHubStandIn, startGitHub } from './stand-in.ts';

/** A repository that is served, and ways to it. Disposing fails when a request was against the description. */
export interface ServedRemote extends AsyncDisposable {
  remote: GitRemote;
  standIn: GitHubStandIn;
  /** Where git finds it. */
  url: string;
  /** A branch of it, by default `data`, for who holds a token. */
  open(token: string | undefined, where?: { address?: string; branch?: string }): Promise<RemoteBranch>;
}

/** Starts a stand-in over an empty repository. */
export async function aServedRemote(options: GitHubOptions = {}): Promise<ServedRemote> {
  const remote = await makeGitRemote();
  const standIn = await startGitHub({ gitDir: remote.dir, ...options });
  const url = `${standIn.webUrl}/${standIn.repository}`;
  return {
    ...{ remote, standIn, url },
    open: (token, { address = url, branch = 'data' } = {}) =>
      RemoteBranch.open({ url: address, token }, branch, new AbortController().signal),
    [Symbol.asyncDispose]: async () => {
      await standIn.close();
      await remote[Symbol.asyncDispose]();
      if (standIn.faults.length > 0) throw new Error(standIn.faults.join('\n'));
    },
  };
}

/** Pushes one more file to `data`, as a token may; gives whether the branch took it. */
export async function pushFile(
  { open }: Pick<ServedRemote, 'open'>,
  token: string | undefined,
  name: string,
  text = name,
): Promise<boolean> {
  await using branch = await open(token);
  const tip = await branch.tip();
  const commit = await branch.commit(tip, new Map([[name, Buffer.from(text)]]), {
    message: `Add ${name}`,
    at: new Date('2026-11-02T12:00:00Z'),
  });
  // Awaited here, while the branch is open.
  return await branch.push(commit, tip?.id ?? null);
}
