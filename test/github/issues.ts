import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Answer, type Call, type Services, service } from './call.ts';
import type { Issue, StateReason } from './issue.ts';
import { IssueChanges } from './issue-changes.ts';
import { selectIssues } from './issue-list.ts';
import { pageOf } from './paging.ts';
import {
  issueDeleted,
  issuesDisabled,
  NotServed,
  notAccessible,
  notFound,
  Refusal,
  validationFailed,
} from './refusal.ts';
import { type Repository, sameName } from './repository.ts';
import { mayAs } from './user.ts';
import type { Wire } from './wire.ts';

type Rested = Rest['issues'];

/** Issues, one by one and as a list. */
export const ISSUES: Services = {
  'issues/list-for-repo': service('issues=read', (call: Call<Rested['listForRepo']['parameters']>) => {
    // A repository without issues still lists its pull requests, of which there are none here.
    const listed = call.repository.settings.hasIssues ? call.repository.issues : [];
    return pageOf(selectIssues(listed, call.input), call.input, call.url, (issue) => call.wire.issue(issue));
  }),

  'issues/get': service('issues=read', ({ repository, input, wire }: Call<Rested['get']['parameters']>) => ({
    status: 200,
    body: wire.issue(here(repository, wire, input.issue_number)),
  })),

  'issues/create': service('issues=write', (call: Call<Rested['create']['parameters']>) => {
    const { repository, grant, input, wire } = call;
    if (!repository.settings.hasIssues) throw issuesDisabled();
    const triages = mayTriage(call);
    refuse(input, ['assignee', 'milestone', 'type', 'issue_field_values']);
    const labels = (input.labels ?? []).map(nameOf);
    // https://github.com/orgs/community/discussions/197408: known labels are dropped in silence, new ones are not.
    if (!triages && labels.some((name) => !repository.findLabel(name))) throw notAccessible();
    const issue = new IssueChanges(repository, repository.user(grant.login).login).open({
      title: String(input.title),
      body: input.body ?? null,
      labels: triages ? labels : [],
      assignees: triages ? (input.assignees ?? []) : [],
    });
    const body = wire.issue(issue);
    return { status: 201, body, headers: { location: body.url } };
  }),

  'issues/update': service('issues=write', (call: Call<Rested['update']['parameters']>): Answer => {
    const { repository, grant, input, wire } = call;
    const issue = here(repository, wire, input.issue_number);
    const triages = mayTriage(call);
    if (!triages && !sameName(issue.author, grant.login)) throw notAccessible();
    refuse(input, ['assignee', 'milestone', 'type', 'issue_field_values']);
    const changes = new IssueChanges(repository, repository.user(grant.login).login);
    const before = structuredClone(issue);
    try {
      if (triages && input.assignees) changes.setAssignees(issue, input.assignees.map(loginOf));
      if (triages && input.labels) changes.setLabels(issue, input.labels.map(nameOf));
      if (typeof input.title === 'string' || typeof input.title === 'number') {
        changes.rename(issue, String(input.title));
      }
      if (input.body !== undefined) changes.editBody(issue, input.body);
      if (input.state === 'closed') changes.close(issue, closingReason(repository, input));
      if (input.state === 'open') changes.reopen(issue);
    } catch (error) {
      // A change that is refused in part changes nothing.
      Object.assign(issue, before);
      throw error;
    }
    return { status: 200, body: wire.issue(issue) };
  }),
};

/** Whether the holder of a token with `issues=write` may set labels, assignees and states: an app, or a person with the role. */
export function mayTriage({ repository, grant }: Pick<Call<unknown>, 'repository' | 'grant'>): boolean {
  const user = repository.user(grant.login);
  return user.type === 'Bot' || mayAs(user, 'triage');
}

/** The issue of a number. Throws the 301 of one that was transferred; its address there answers with the issue as it was. */
export function here(repository: Repository, wire: Wire, number: number): Issue {
  if (!repository.settings.hasIssues) throw issuesDisabled();
  const issue = repository.everyIssue.find((one) => one.number === number);
  if (!issue) throw notFound();
  if (issue.gone?.to === 'nowhere') throw issueDeleted();
  if (issue.gone) {
    const url = wire.issue(issue).url;
    throw new Refusal(301, 'Moved Permanently', { url }, { location: url });
  }
  return issue;
}

function closingReason(
  { everyIssue }: Repository,
  { state_reason, duplicate_issue_id }: Rested['update']['parameters'],
): Exclude<StateReason, 'reopened'> {
  const reason = state_reason ?? 'completed';
  const invalid = (field: string) => validationFailed({ resource: 'Issue', code: 'invalid', field });
  if (reason === 'reopened') throw invalid('state_reason');
  const unknown = duplicate_issue_id !== undefined && !everyIssue.some(({ id }) => id === duplicate_issue_id);
  if (reason === 'duplicate' && unknown) throw invalid('duplicate_issue_id');
  return reason;
}

function nameOf(label: string | { name?: string }): string {
  return typeof label === 'string' ? label : (label.name ?? '');
}

/** The login of an assignee in either form of a request. */
export function loginOf(assignee: string | { login?: string }): string {
  return typeof assignee === 'string' ? assignee : (assignee.login ?? '');
}

function refuse(input: object, members: readonly string[]): void {
  const found = members.filter((member) => member in input);
  if (found.length > 0) throw new NotServed(`the stand-in keeps no ${found.join(', ')} of an issue`);
}
