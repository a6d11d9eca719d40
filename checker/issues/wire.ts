import { z } from 'zod';

const User = z.object({ id: z.number(), login: z.string(), type: z.string().catch('User') });

/** An issue as GitHub describes it, as far as it is used. Pull requests are issues too: they have `pull_request`. */
export const WireIssue = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  title: z.string(),
  body: z.string().nullish(),
  locked: z.boolean().default(false),
  created_at: z.string(),
  closed_at: z.string().nullable(),
  /** null: the account was deleted. */
  user: User.nullable(),
  assignees: z.array(z.object({ login: z.string() })).nullish(),
  pull_request: z.unknown().optional(),
});
export type WireIssue = z.infer<typeof WireIssue>;

/** A comment as GitHub describes it, as far as it is used. */
export const WireComment = z.object({
  id: z.int(),
  html_url: z.string(),
  issue_url: z.string(),
  body: z.string().nullish(),
  created_at: z.string(),
  user: User.nullable(),
  author_association: z.string().catch('NONE'),
});
export type WireComment = z.infer<typeof WireComment>;

/** A label as GitHub describes it, as far as it is used. */
export const WireLabel = z.object({ name: z.string() });

/** What someone may do in the repository: `admin`, `write`, `read` or `none`; `maintain` is told as `write`, `triage` as `read`. */
export const WirePermission = z.object({ permission: z.string() });

/** Number of the issue that a comment is about. */
export function issueOf({ issue_url }: Pick<WireComment, 'issue_url'>): number {
  return Number(/\/issues\/(\d+)$/.exec(issue_url)?.[1] ?? Number.NaN);
}
