import type { Update } from '../domain/issues/thread.ts';
import { commentText } from './comment-text.ts';
import { issueOf, type WireComment } from './wire.ts';
import type { WriteAccess } from './write-access.ts';

/** What people with write access wrote on the outage issues, in the order of the comments; what is `kept` so already is left out. */
export async function updatesIn(
  comments: readonly WireComment[],
  outages: ReadonlySet<number>,
  kept: ReadonlyMap<number, string>,
  access: WriteAccess,
): Promise<Update[]> {
  const updates: Update[] = [];
  for (const comment of comments) {
    const issue = issueOf(comment);
    if (!outages.has(issue)) continue;
    const text = commentText(comment.body ?? '');
    if (text === '' || kept.get(comment.id) === text || !(await access.has(comment))) continue;
    updates.push({
      id: comment.id,
      issue,
      author: comment.user?.login ?? '',
      at: new Date(comment.created_at).toISOString(),
      text,
      url: comment.html_url,
    });
  }
  return updates;
}
