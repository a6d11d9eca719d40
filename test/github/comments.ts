import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import type { Comment, Issue } from './issue.ts';
import { IssueChanges } from './issue-changes.ts';
import { mayTriage } from './issues.ts';
import { pageOf } from './paging.ts';
import { issueLocked, notAccessible, notFound } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';
import { mayAs } from './user.ts';

type Rested = Rest['issues'];

interface Placed {
  issue: Issue;
  comment: Comment;
}

/** Comments of one issue, and of all. */
export const COMMENTS: Services = {
  'issues/list-comments': service('issues=read', (call: Call<Rested['listComments']['parameters']>) => {
    const issue = call.repository.issue(call.input.issue_number);
    const listed = issue.comments.filter((comment) => isSince(comment, call.input.since));
    return pageOf(listed, call.input, call.url, (comment) => call.wire.comment(issue, comment));
  }),

  'issues/list-comments-for-repo': service(
    'issues=read',
    (call: Call<Rested['listCommentsForRepo']['parameters']>) => {
      const { sort = 'created', direction, since } = call.input;
      const key = ({ comment }: Placed) =>
        Date.parse(sort === 'updated' ? comment.updatedAt : comment.createdAt);
      // Without a sort GitHub lists by id, and the direction is ignored.
      const turn = call.input.sort !== undefined && direction === 'desc' ? -1 : 1;
      const listed = everyComment(call.repository)
        .filter(({ comment }) => isSince(comment, since))
        .sort((one, other) => turn * (key(one) - key(other) || one.comment.id - other.comment.id));
      return pageOf(listed, call.input, call.url, ({ issue, comment }) => call.wire.comment(issue, comment));
    },
  ),

  'issues/get-comment': service('issues=read', (call: Call<Rested['getComment']['parameters']>) => {
    const { issue, comment } = placed(call.repository, call.input.comment_id);
    return { status: 200, body: call.wire.comment(issue, comment) };
  }),

  'issues/create-comment': service('issues=write', (call: Call<Rested['createComment']['parameters']>) => {
    const { repository, grant, input, wire } = call;
    const issue = repository.issue(input.issue_number);
    const user = repository.user(grant.login);
    refuseLocked(call, issue);
    const comment = new IssueChanges(repository, user.login).comment(issue, input.body);
    const body = wire.comment(issue, comment);
    return { status: 201, body, headers: { location: body.url } };
  }),

  'issues/update-comment': service('issues=write', (call: Call<Rested['updateComment']['parameters']>) => {
    const { repository, grant, input, wire } = call;
    const { issue, comment } = placed(repository, input.comment_id);
    if (!sameName(comment.author, grant.login) && !mayTriage(call)) throw notAccessible();
    refuseLocked(call, issue);
    new IssueChanges(repository, grant.login).editComment(issue, comment, input.body);
    return { status: 200, body: wire.comment(issue, comment) };
  }),
};

/**
 * An app is no collaborator, so that `issues: write` does not let a workflow comment on a locked issue, though it may unlock it:
 * https://github.com/upptime/uptime-monitor/pull/189, https://github.com/probot/stale/issues/25
 */
function refuseLocked(
  { repository, grant }: Pick<Call<unknown>, 'repository' | 'grant'>,
  issue: Issue,
): void {
  if (issue.locked && !mayAs(repository.user(grant.login), 'write')) throw issueLocked();
}

function everyComment(repository: Repository): Placed[] {
  return repository.issues.flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })));
}

function placed(repository: Repository, id: number): Placed {
  const found = everyComment(repository).find(({ comment }) => comment.id === id);
  if (!found) throw notFound();
  return found;
}

function isSince({ updatedAt }: Comment, since: string | undefined): boolean {
  return since === undefined || Date.parse(updatedAt) >= Date.parse(since);
}
