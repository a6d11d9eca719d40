import type { Comment, Issue, LockReason, StateReason } from './issue.ts';
import { IssueChanges } from './issue-changes.ts';
import { type Repository, sameName } from './repository.ts';
import { mayAs, type Permission, type User } from './user.ts';

/** What someone does by hand on GitHub's pages. Each throws when GitHub would not let them. */
export class Person {
  readonly #repository: Repository;
  readonly #user: User;
  readonly #changes: IssueChanges;

  constructor(repository: Repository, login: string) {
    this.#repository = repository;
    this.#user = repository.user(login);
    this.#changes = new IssueChanges(repository, this.#user.login);
  }

  /** Opens an issue of their own. Labels and assignees are for those with triage. */
  open(wish: {
    title: string;
    body?: string;
    labels?: readonly string[];
    assignees?: readonly string[];
  }): Issue {
    const { title, body = null, labels = [], assignees = [] } = wish;
    if (labels.length + assignees.length > 0) this.#must('triage');
    return this.#changes.open({ title, body, labels, assignees });
  }

  comment(number: number, body: string): Comment {
    const issue = this.#repository.issue(number);
    if (issue.locked) this.#must('write');
    return this.#changes.comment(issue, body);
  }

  editComment(number: number, id: number, body: string): void {
    const issue = this.#repository.issue(number);
    const comment = commentOf(issue, id);
    if (!sameName(comment.author, this.#user.login)) this.#must('write');
    this.#changes.editComment(issue, comment, body);
  }

  deleteComment(number: number, id: number): void {
    const issue = this.#repository.issue(number);
    const comment = commentOf(issue, id);
    if (!sameName(comment.author, this.#user.login)) this.#must('write');
    issue.comments.splice(issue.comments.indexOf(comment), 1);
    issue.updatedAt = this.#repository.instant();
  }

  close(number: number, reason: StateReason = 'completed'): void {
    this.#changes.close(this.#own(number), reason);
  }

  reopen(number: number): void {
    this.#changes.reopen(this.#own(number));
  }

  rename(number: number, title: string): void {
    this.#changes.rename(this.#own(number), title);
  }

  editBody(number: number, body: string | null): void {
    this.#changes.editBody(this.#own(number), body);
  }

  /** Adds labels; those that the repository has not come into being. */
  addLabels(number: number, ...names: string[]): void {
    const issue = this.#triaged(number);
    this.#changes.setLabels(issue, [...issue.labels, ...names]);
  }

  removeLabels(number: number, ...names: string[]): void {
    const issue = this.#triaged(number);
    const left = issue.labels.filter((label) => !names.some((name) => sameName(name, label)));
    this.#changes.setLabels(issue, left);
  }

  assign(number: number, ...logins: string[]): void {
    this.#changes.setAssignees(this.#triaged(number), logins);
  }

  lock(number: number, reason: LockReason | null = null): void {
    this.#must('write');
    this.#changes.lock(this.#repository.issue(number), reason);
  }

  unlock(number: number): void {
    this.#must('write');
    this.#changes.unlock(this.#repository.issue(number));
  }

  /** Moves an issue to another repository of the owner, where it gets a number of its own. */
  transfer(number: number, to: { repository: string; number: number }): void {
    this.#must('write');
    this.#changes.remove(this.#repository.issue(number), { to: 'repository', ...to });
  }

  delete(number: number): void {
    this.#must('admin');
    this.#changes.remove(this.#repository.issue(number), { to: 'nowhere' });
  }

  #own(number: number): Issue {
    const issue = this.#repository.issue(number);
    if (!sameName(issue.author, this.#user.login)) this.#must('triage');
    return issue;
  }

  #triaged(number: number): Issue {
    this.#must('triage');
    return this.#repository.issue(number);
  }

  #must(permission: Permission): void {
    if (mayAs(this.#user, permission)) return;
    throw new Error(`${this.#user.login} has ${this.#user.permission}, and this takes ${permission}`);
  }
}

function commentOf(issue: Issue, id: number): Comment {
  const comment = issue.comments.find((one) => one.id === id);
  if (!comment) throw new Error(`#${issue.number} has no comment ${id}`);
  return comment;
}
