import { z } from 'zod';
import { keyIn, markerIn } from '../domain/issues/marker.ts';
import type { Step, Write } from '../domain/issues/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { sendOnce } from '../github/send-once.ts';
import { labelNames, OURS } from './labels.ts';
import { commentsOf, issuesWithLabel } from './read-issues.ts';
import { WireComment, WireIssue } from './wire.ts';

/** A step that opens an issue. */
export type Opening = Extract<Step, { issue: null }>;
type Comment = Extract<Write, { do: 'comment' }>;
type Edit = Extract<Write, { do: 'edit' }>;

/** Where an issue is. `url` null: what was sent did not tell. */
export interface Written {
  issue: number;
  url: string | null;
}

/** Sent once: Octokit would send them again when the answer is lost. */
const ONCE = { request: { retries: 0 } } as const;

/**
 * Opens an issue. Someone who cannot be assigned, or a label that GitHub does not take, is left out: neither may keep an outage
 * from being told. `mayWrite`: whether one more request may be sent.
 */
export async function openIssue(api: GithubApi, step: Opening, mayWrite: () => boolean): Promise<Written> {
  const wish = { labels: labelNames(step.labels), assignees: [...step.assignees] };
  const what = `opening an issue in ${api.repository}`;
  for (;;) {
    try {
      const { number, html_url } = await sendOnce(api, {
        what,
        send: () =>
          api.call(what, WireIssue, (rest, place) =>
            rest.issues.create({ ...place, title: step.title, body: step.body, ...wish, ...ONCE }),
          ),
        find: (since) => findOpened(api, step.body, since),
        mayWrite,
      });
      return { issue: number, url: html_url };
    } catch (error) {
      if (!(error instanceof GithubProblem) || error.kind !== 'invalid' || !mayWrite()) throw error;
      const refused = (field: string) => error.faults.some((fault) => fault.startsWith(`${field} `));
      if (refused('assignees') && wish.assignees.length > 0) wish.assignees = [];
      else if (refused('labels') && wish.labels.length > 1) wish.labels = [OURS];
      else throw error;
      api.log(`${error.message}; it is opened without`);
    }
  }
}

async function findOpened(api: GithubApi, body: string, since: string): Promise<WireIssue | undefined> {
  const marker = markerIn(body);
  if (!marker) return undefined;
  const issues = await issuesWithLabel(api, { state: 'all', since });
  return issues.find((issue) => {
    const found = markerIn(issue.body ?? '');
    return isSince(issue, since) && found?.kind === marker.kind && found.key === marker.key;
  });
}

/** Comments on an issue; false when a person locked it against that. */
export async function comment(
  api: GithubApi,
  issue_number: number,
  { body }: Comment,
  mayWrite: () => boolean,
): Promise<Written | false> {
  const what = `commenting on issue #${issue_number}`;
  const key = keyIn(body);
  try {
    const { html_url } = await sendOnce(api, {
      what,
      send: () =>
        api.call(what, WireComment, (rest, place) =>
          rest.issues.createComment({ ...place, issue_number, body, ...ONCE }),
        ),
      find: async (since) =>
        (await commentsOf(api, issue_number, since)).find((found) => {
          if (!isSince(found, since)) return false;
          return key === null ? found.body === body : keyIn(found.body ?? '') === key;
        }),
      mayWrite,
    });
    return { issue: issue_number, url: html_url.split('#')[0] ?? null };
  } catch (error) {
    if (!(error instanceof GithubProblem) || error.kind !== 'locked') throw error;
    api.log(`issue #${issue_number} is locked: it is not commented on`);
    return false;
  }
}

/** Edits an issue, and adds its labels. As often as it is sent, it comes to the same. */
export async function edit(
  api: GithubApi,
  issue_number: number,
  { title, body, state, reason, labels = [] }: Edit,
): Promise<Written> {
  const change = {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state }),
    ...(reason === undefined ? {} : { state_reason: reason }),
  };
  let url: string | null = null;
  if (Object.keys(change).length > 0) {
    const what = `editing issue #${issue_number}`;
    const issue = await api.call(what, WireIssue, (rest, place) =>
      rest.issues.update({ ...place, issue_number, ...change }),
    );
    url = issue.html_url;
  }
  if (labels.length > 0)
    await api.call(`adding labels to issue #${issue_number}`, z.unknown(), (rest, place) =>
      rest.issues.addLabels({ ...place, issue_number, labels: labelNames(labels) }),
    );
  return { issue: issue_number, url };
}

/** Requests that a write takes. */
export function requestsOf(write: Write): number {
  if (write.do === 'comment') return 1;
  const { title, body, state, reason, labels = [] } = write;
  const changes = [title, body, state, reason].some((value) => value !== undefined);
  return (changes ? 1 : 0) + (labels.length > 0 ? 1 : 0);
}

function isSince({ created_at }: { created_at: string }, since: string): boolean {
  return Date.parse(created_at) >= Date.parse(since);
}
