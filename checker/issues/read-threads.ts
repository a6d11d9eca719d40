import { type FoundMarker, keyIn, type Marker, markerIn } from '../domain/issues/marker.ts';
import type { Thread } from '../domain/issues/thread.ts';
import type { GithubApi } from '../github/github-api.ts';
import { commentsSince, issueNumbered, issuesWithLabel } from './read-issues.ts';
import { issueOf, type WireComment, type WireIssue } from './wire.ts';

/** What an issue is about. */
export type About = Pick<Marker, 'kind' | 'key'>;

/** What to read. Times UTC. */
export interface Wish {
  /** Issues closed since are read, besides the open ones. */
  closedSince: string;
  /** Comments written or edited since are read. */
  commentsSince: string;
  /** Numbers of our issues that the record holds for open, and what they are about: asked for one by one when the label is gone. */
  known: ReadonlyMap<number, About>;
  /** Texts of comments that are kept already, by id: while they stay the same, nobody is asked for again. */
  kept: ReadonlyMap<number, string>;
}

/** What was read of the issues. */
export interface ReadThreads {
  threads: Thread[];
  /** Numbers of the outage issues, also of those that were closed before. */
  outages: Set<number>;
  comments: WireComment[];
}

/** Our issues and the newest comments: three requests while none of them has more than a page and no label is gone. */
export async function readThreads(api: GithubApi, wish: Wish): Promise<ReadThreads> {
  const open = await issuesWithLabel(api, { state: 'open' });
  const closed = await issuesWithLabel(api, { state: 'closed', since: wish.closedSince });
  const comments = await commentsSince(api, wish.commentsSince);
  // Pages shift while they are read: an issue may come twice, and one closed between is newest as closed.
  const issues = new Map([...open, ...closed].map((issue) => [issue.number, issue]));

  const gone: Thread[] = [];
  for (const [number, about] of wish.known) {
    if (issues.has(number)) continue;
    const issue = await issueNumbered(api, number);
    if (issue) issues.set(number, issue);
    else gone.push(goneThread(number, about));
  }

  const said = saidOn(issues, comments);
  const threads: Thread[] = [];
  const outages = new Set<number>();
  for (const issue of issues.values()) {
    const marker = markerIn(issue.body ?? '');
    const about = wish.known.get(issue.number);
    if (!marker) {
      api.log(`issue #${issue.number} has no mark of Puptime's in its body: it is left alone`);
      // Ours, and rewritten by a person: theirs now, and nothing to open a second time.
      if (about) gone.push(goneThread(issue.number, about, issue));
      continue;
    }
    if (marker.kind === 'outage') outages.add(issue.number);
    if (about || isWanted(issue, wish)) threads.push(threadOf(issue, marker, said));
  }
  return { threads: [...threads, ...gone].sort((a, b) => a.number - b.number), outages, comments };
}

/** "Since" is of the last change: a comment on an issue closed long ago is one. */
function isWanted({ state, closed_at }: WireIssue, { closedSince }: Wish): boolean {
  return state === 'open' || (closed_at !== null && Date.parse(closed_at) >= Date.parse(closedSince));
}

function threadOf(
  issue: WireIssue,
  marker: FoundMarker,
  said: ReadonlyMap<number, ReadonlySet<string>>,
): Thread {
  return {
    number: issue.number,
    url: issue.html_url,
    state: issue.state,
    title: issue.title,
    locked: issue.locked,
    marker,
    said: said.get(issue.number) ?? new Set(),
    closedAt: issue.closed_at === null ? null : new Date(issue.closed_at).toISOString(),
    assignees: (issue.assignees ?? []).map(({ login }) => login),
  };
}

function goneThread(number: number, about: About, issue?: WireIssue): Thread {
  return {
    number,
    url: issue?.html_url ?? '',
    state: 'gone',
    title: issue?.title ?? '',
    locked: false,
    marker: {
      version: 1,
      ...about,
      open: true,
      title: '',
      standing: [],
      over: [],
      told: [],
      falls: 1,
      live: '',
      text: '',
      edited: true,
    },
    said: new Set(),
    closedAt: null,
    assignees: [],
  };
}

/** Keys of our own comments: those by the account that opened the issue, since anybody can write a key. */
function saidOn(
  issues: ReadonlyMap<number, WireIssue>,
  comments: readonly WireComment[],
): Map<number, Set<string>> {
  const said = new Map<number, Set<string>>();
  for (const comment of comments) {
    const number = issueOf(comment);
    const author = issues.get(number)?.user?.id;
    const key = keyIn(comment.body ?? '');
    if (key === null || author === undefined || author !== comment.user?.id) continue;
    const keys = said.get(number) ?? new Set();
    said.set(number, keys.add(key));
  }
  return said;
}
