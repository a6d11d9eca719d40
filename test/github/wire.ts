import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import type { Comment, Issue } from './issue.ts';
import type { Label } from './label.ts';
import type { Repository } from './repository.ts';
import { associationOf, type User } from './user.ts';

/** The forms that the API gives to what is in the repository. */
type WireIssue = Rest['issues']['get']['response']['data'];
type WireComment = Rest['issues']['getComment']['response']['data'];
type WireLabel = Rest['issues']['getLabel']['response']['data'];
export type WireUser = NonNullable<WireIssue['user']>;

/** Says what is in the repository as the API does, with addresses that lead back to the stand-in. */
export class Wire {
  readonly repository: Repository;
  /** Root of the API. */
  readonly apiUrl: string;
  /** Root of the pages for people. */
  readonly webUrl: string;

  constructor(repository: Repository, apiUrl: string, webUrl: string) {
    this.repository = repository;
    this.apiUrl = apiUrl;
    this.webUrl = webUrl;
  }

  /** Address of a repository in the API; by default of the one that is served. */
  repositoryUrl(fullName: string = this.repository.settings.fullName): string {
    return `${this.apiUrl}/repos/${fullName}`;
  }

  user({ id, login, type }: User): WireUser {
    const url = `${this.apiUrl}/users/${encodeURIComponent(login)}`;
    return {
      login,
      id,
      node_id: nodeId('User', id),
      avatar_url: `${this.webUrl}/avatars/${id}`,
      gravatar_id: '',
      url,
      html_url: `${this.webUrl}/${type === 'Bot' ? `apps/${login.replace('[bot]', '')}` : login}`,
      followers_url: `${url}/followers`,
      following_url: `${url}/following{/other_user}`,
      gists_url: `${url}/gists{/gist_id}`,
      starred_url: `${url}/starred{/owner}{/repo}`,
      subscriptions_url: `${url}/subscriptions`,
      organizations_url: `${url}/orgs`,
      repos_url: `${url}/repos`,
      events_url: `${url}/events{/privacy}`,
      received_events_url: `${url}/received_events`,
      type,
      user_view_type: 'public',
      site_admin: false,
    };
  }

  label({ id, name, color, description, default: isDefault }: Label): WireLabel {
    const url = `${this.repositoryUrl()}/labels/${encodeURIComponent(name)}`;
    return { id, node_id: nodeId('Label', id), url, name, color, default: isDefault, description };
  }

  issue(issue: Issue): WireIssue {
    const { repository } = this;
    const moved = issue.gone?.to === 'repository' ? issue.gone : null;
    const fullName = moved?.repository ?? repository.settings.fullName;
    const number = moved?.number ?? issue.number;
    const url = `${this.repositoryUrl(fullName)}/issues/${number}`;
    const assignees = issue.assignees.map((login) => this.user(repository.user(login)));
    const author = repository.user(issue.author);
    return {
      id: issue.id,
      node_id: nodeId('Issue', issue.id),
      url,
      repository_url: this.repositoryUrl(fullName),
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: this.issuePage(number, fullName),
      number,
      state: issue.state,
      state_reason: issue.stateReason,
      title: issue.title,
      body: issue.body,
      user: this.user(author),
      labels: issue.labels.flatMap((name) => repository.findLabel(name) ?? []).map((one) => this.label(one)),
      assignee: assignees[0] ?? null,
      assignees,
      milestone: null,
      locked: issue.locked,
      active_lock_reason: issue.lockReason,
      comments: issue.comments.length,
      closed_at: issue.closedAt,
      closed_by: issue.closedBy === null ? null : this.user(repository.user(issue.closedBy)),
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
      author_association: associationOf(author, repository.owner),
      reactions: noReactions(url),
      timeline_url: `${url}/timeline`,
      performed_via_github_app: null,
    };
  }

  comment(issue: Issue, comment: Comment): WireComment {
    const url = `${this.repositoryUrl()}/issues/comments/${comment.id}`;
    const author = this.repository.user(comment.author);
    return {
      id: comment.id,
      node_id: nodeId('IssueComment', comment.id),
      url,
      html_url: `${this.issuePage(issue.number)}#issuecomment-${comment.id}`,
      issue_url: `${this.repositoryUrl()}/issues/${issue.number}`,
      body: comment.body,
      user: this.user(author),
      created_at: comment.createdAt,
      updated_at: comment.updatedAt,
      author_association: associationOf(author, this.repository.owner),
      reactions: noReactions(url),
      performed_via_github_app: null,
    };
  }

  /** Page of an issue for people. */
  issuePage(number: number, fullName: string = this.repository.settings.fullName): string {
    return `${this.webUrl}/${fullName}/issues/${number}`;
  }
}

/** The opaque id of GraphQL. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}

function noReactions(url: string): NonNullable<WireIssue['reactions']> {
  return {
    url: `${url}/reactions`,
    total_count: 0,
    '+1': 0,
    '-1': 0,
    laugh: 0,
    hooray: 0,
    confused: 0,
    heart: 0,
    rocket: 0,
    eyes: 0,
  };
}
