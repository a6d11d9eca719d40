import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Answer, type Call, type Services, service } from './call.ts';
import type { Issue } from './issue.ts';
import { IssueChanges } from './issue-changes.ts';
import { here, mayTriage } from './issues.ts';
import { checkLabel, GREY, type Label } from './label.ts';
import { pageOf } from './paging.ts';
import { notAccessible, notFound, Refusal, validationFailed } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';

type Rested = Rest['issues'];

/** Labels of the repository and of its issues. */
export const LABELS: Services = {
  'issues/list-labels-for-repo': service(
    'issues=read',
    (call: Call<Rested['listLabelsForRepo']['parameters']>) =>
      pageOf(call.repository.labels, call.input, call.url, (label) => call.wire.label(label)),
  ),

  'issues/get-label': service('issues=read', (call: Call<Rested['getLabel']['parameters']>) => ({
    status: 200,
    body: call.wire.label(labelOf(call.repository, call.input.name)),
  })),

  'issues/create-label': service('issues=write', (call: Call<Rested['createLabel']['parameters']>) => {
    const { name, color = GREY, description = null } = call.input;
    const body = call.wire.label(call.repository.createLabel(name, color, description));
    return { status: 201, body, headers: { location: body.url } };
  }),

  'issues/update-label': service('issues=write', (call: Call<Rested['updateLabel']['parameters']>) => {
    const { repository, input, wire } = call;
    const label = labelOf(repository, input.name);
    const { new_name: name = label.name, color = label.color, description = label.description } = input;
    checkLabel({ name, color, description });
    const other = repository.findLabel(name);
    if (other && other !== label) {
      throw validationFailed({ resource: 'Label', code: 'already_exists', field: 'name' });
    }
    for (const issue of repository.everyIssue) {
      issue.labels = issue.labels.map((one) => (one === label.name ? name : one));
    }
    Object.assign(label, { name, color: color.toLowerCase(), description });
    return { status: 200, body: wire.label(label) };
  }),

  'issues/list-labels-on-issue': service(
    'issues=read',
    (call: Call<Rested['listLabelsOnIssue']['parameters']>) => {
      const issue = here(call.repository, call.wire, call.input.issue_number);
      return pageOf(labelsOf(call.repository, issue), call.input, call.url, (label) =>
        call.wire.label(label),
      );
    },
  ),

  'issues/add-labels': service('issues=write', (call: Call<Rested['addLabels']['parameters']>) => {
    const issue = here(call.repository, call.wire, call.input.issue_number);
    const names = (call.input.labels ?? []).map((label) => (typeof label === 'string' ? label : label.name));
    return relabelled(call, issue, [...issue.labels, ...names]);
  }),

  'issues/remove-label': service('issues=write', (call: Call<Rested['removeLabel']['parameters']>) => {
    const issue = here(call.repository, call.wire, call.input.issue_number);
    const { name } = call.input;
    if (!issue.labels.some((one) => sameName(one, name))) throw new Refusal(404, 'Label does not exist');
    const left = issue.labels.filter((one) => !sameName(one, name));
    return relabelled(call, issue, left);
  }),
};

function relabelled(call: Call<unknown>, issue: Issue, names: readonly string[]): Answer {
  if (!mayTriage(call)) throw notAccessible();
  new IssueChanges(call.repository, call.grant.login).setLabels(issue, names);
  return { status: 200, body: labelsOf(call.repository, issue).map((label) => call.wire.label(label)) };
}

function labelsOf(repository: Repository, issue: Issue): Label[] {
  return issue.labels.flatMap((name) => repository.findLabel(name) ?? []);
}

function labelOf(repository: Repository, name: string): Label {
  const label = repository.findLabel(name);
  if (!label) throw notFound();
  return label;
}
