import type { z } from 'zod';
import { plainText } from '../domain/plain-text.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { OURS } from './labels.ts';
import { WireComment, WireIssue } from './wire.ts';

const PAGE = { per_page: 100 } as const;
const Issues: z.ZodType<WireIssue[]> = WireIssue.array();
const Comments: z.ZodType<WireComment[]> = WireComment.array();

/** Issues with our label: the open ones, or those closed that changed since. */
export async function issuesWithLabel(
  api: GithubApi,
  wish: { state: 'open' } | { state: 'closed' | 'all'; since: string },
): Promise<WireIssue[]> {
  const found = await api.list(`reading the issues of ${api.repository}`, Issues, (github, place) =>
    github.paginate.iterator(github.rest.issues.listForRepo, {
      ...place,
      ...PAGE,
      ...wish,
      labels: OURS,
    }),
  );
  return found.filter(({ pull_request }) => pull_request === undefined || pull_request === null);
}

/** Comments of all issues, written or edited since; the oldest first. */
export async function commentsSince(api: GithubApi, since: string): Promise<WireComment[]> {
  return api.list(`reading the comments of ${api.repository}`, Comments, (github, place) =>
    github.paginate.iterator(github.rest.issues.listCommentsForRepo, {
      ...place,
      ...PAGE,
      since,
      sort: 'created',
      direction: 'asc',
    }),
  );
}

/** Comments of one issue, written or edited since. */
export async function commentsOf(
  api: GithubApi,
  issue_number: number,
  since: string,
): Promise<WireComment[]> {
  return api.list(`reading the comments of issue #${issue_number}`, Comments, (github, place) =>
    github.paginate.iterator(github.rest.issues.listComments, { ...place, ...PAGE, issue_number, since }),
  );
}

/** One issue; null when it was deleted, or moved to another repository. */
export async function issueNumbered(api: GithubApi, issue_number: number): Promise<WireIssue | null> {
  try {
    return await api.call(`reading issue #${issue_number}`, WireIssue, (rest, place) =>
      rest.issues.get({ ...place, issue_number }),
    );
  } catch (error) {
    if (!(error instanceof GithubProblem)) throw error;
    if (error.kind !== 'missing' && error.kind !== 'moved' && error.kind !== 'deleted') throw error;
    api.log(`issue #${issue_number} was deleted or moved: ${plainText(error.message, 300)}`);
    return null;
  }
}
