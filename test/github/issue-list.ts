import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import type { Issue } from './issue.ts';
import { NotServed } from './refusal.ts';
import { sameName } from './repository.ts';

type Filter = Rest['issues']['listForRepo']['parameters'];

const UNKEPT = ['milestone', 'type', 'mentioned', 'issue_field_values'] as const;

/** The issues that a filter of the list lets through, in the order it asks for. Labels are joined by "and". */
export function selectIssues(issues: readonly Issue[], filter: Filter): Issue[] {
  const unkept = UNKEPT.filter((name) => filter[name] !== undefined);
  if (unkept.length > 0) throw new NotServed(`the stand-in does not filter issues by ${unkept.join(', ')}`);
  const { state = 'open', assignee, creator, since } = filter;
  const labels = (filter.labels ?? '').split(',').filter((name) => name.trim() !== '');
  return issues
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => labels.every((name) => issue.labels.some((one) => sameName(one, name.trim()))))
    .filter((issue) => creator === undefined || sameName(issue.author, creator))
    .filter((issue) => assignee === undefined || isAssigned(issue, assignee))
    .filter((issue) => since === undefined || Date.parse(issue.updatedAt) >= Date.parse(since))
    .sort(inOrder(filter.sort ?? 'created', filter.direction ?? 'desc'));
}

function isAssigned({ assignees }: Issue, wanted: string): boolean {
  if (wanted === 'none') return assignees.length === 0;
  if (wanted === '*') return assignees.length > 0;
  return assignees.some((login) => sameName(login, wanted));
}

function inOrder(sort: 'created' | 'updated' | 'comments', direction: 'asc' | 'desc') {
  const key = {
    created: ({ createdAt }: Issue) => Date.parse(createdAt),
    updated: ({ updatedAt }: Issue) => Date.parse(updatedAt),
    comments: ({ comments }: Issue) => comments.length,
  }[sort];
  const turn = direction === 'asc' ? 1 : -1;
  return (one: Issue, other: Issue) => turn * (key(one) - key(other) || one.number - other.number);
}
