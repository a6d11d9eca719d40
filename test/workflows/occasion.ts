import { gitIn } from './bare-repository.ts';
import { WorkflowFault } from './fault.ts';
import type { RunRecord } from './run-record.ts';
import type { EventName } from './triggers.ts';

/** A pull request whose head is in the repository already. */
export interface PullRequest {
  number: number;
  /** A commit, or a name for one. */
  head: string;
  /** Full name of the repository that it comes from. Default: this one. */
  from?: string;
  /** Default `opened`. */
  action?: string;
}

/** What makes a workflow start. */
export interface Occasion {
  event: EventName;
  /** For `workflow_dispatch`. */
  inputs?: Readonly<Record<string, string>>;
  /** For `pull_request`. */
  pullRequest?: PullRequest;
  /** For `workflow_run`: the run that has ended. */
  after?: RunRecord;
}

/** Where GitHub looks for the workflow and its code on an occasion, and what it says of it. */
export interface Setting {
  sha: string;
  ref: string;
  base_ref: string;
  head_ref: string;
  event: Record<string, unknown>;
  /** Branch and action that `on:` may ask for. */
  branch: string;
  action: string | undefined;
  changed: string[];
  fromFork: boolean;
}

/** Looks an occasion up in the repository; for a pull request its merge commit is made there. */
export async function settingOf(occasion: Occasion, remote: string, repository: string): Promise<Setting> {
  const main = await gitIn(remote, 'rev-parse', 'refs/heads/main');
  const plain = { sha: main, ref: 'refs/heads/main', base_ref: '', head_ref: '', branch: 'main' };
  const said = { action: undefined, changed: [], fromFork: false };
  const there = { repository: { full_name: repository, default_branch: 'main' } };
  const { event, inputs = {}, pullRequest, after } = occasion;
  if (event === 'pull_request') {
    if (!pullRequest) throw new WorkflowFault('a run for a pull request needs pullRequest');
    return pullRequestSetting(pullRequest, main, remote, repository);
  }
  if (event === 'workflow_run' && after) {
    const workflow_run = {
      id: after.id,
      run_attempt: after.attempt,
      name: after.workflow,
      conclusion: after.conclusion,
      head_branch: 'main',
      head_sha: main,
      head_repository: { full_name: repository },
    };
    return { ...plain, ...said, action: 'completed', event: { ...there, action: 'completed', workflow_run } };
  }
  if (event === 'workflow_dispatch') return { ...plain, ...said, event: { ...there, inputs } };
  return { ...plain, ...said, event: there };
}

async function pullRequestSetting(
  { number, head, from, action = 'opened' }: PullRequest,
  base: string,
  remote: string,
  repository: string,
): Promise<Setting> {
  const git = (...words: string[]) => gitIn(remote, ...words);
  const tip = await git('rev-parse', `${head}^{commit}`);
  const tree = await git('merge-tree', '--write-tree', base, tip);
  const sha = await git('commit-tree', tree, '-p', base, '-p', tip, '-m', `Merge ${tip} into ${base}`);
  await git('update-ref', `refs/pull/${number}/head`, tip);
  await git('update-ref', `refs/pull/${number}/merge`, sha);
  const changed = await git('diff', '--name-only', base, sha);
  const fromFork = from !== undefined && from !== repository;
  const headRef = fromFork ? 'patch-1' : head;
  const pull_request = {
    number,
    base: { ref: 'main', sha: base, repo: { full_name: repository, fork: false } },
    head: { ref: headRef, sha: tip, repo: { full_name: from ?? repository, fork: fromFork } },
  };
  return {
    sha,
    ref: `refs/pull/${number}/merge`,
    base_ref: 'main',
    head_ref: headRef,
    event: { action, number, pull_request, repository: { full_name: repository, default_branch: 'main' } },
    branch: 'main',
    action,
    changed: changed.split('\n'),
    fromFork,
  };
}
