import type { Comment, EventKind, Gone, Issue, LockReason, Notification, StateReason } from './issue.ts';
import { type FieldError, validationFailed } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';

const LONGEST_TITLE = 256;
const LONGEST_BODY = 65_536;

/** What a new issue begins with. */
export interface NewIssue {
  title: string;
  body: string | null;
  labels: readonly string[];
  assignees: readonly string[];
}

/** Changes to issues, each with the events and mails that it causes. They throw the 422 of what GitHub does not take. */
export class IssueChanges {
  readonly #repository: Repository;
  readonly #by: string;

  /** `by`: who makes the changes. */
  constructor(repository: Repository, by: string) {
    this.#repository = repository;
    this.#by = by;
  }

  open(wish: NewIssue): Issue {
    const repository = this.#repository;
    checkIssueTexts(wish);
    const at = repository.instant();
    const issue: Issue = {
      id: repository.nextId(),
      number: repository.everyIssue.length + 1,
      title: wish.title.trim(),
      body: wish.body,
      author: this.#by,
      state: 'open',
      stateReason: null,
      labels: [],
      assignees: [],
      locked: false,
      lockReason: null,
      createdAt: at,
      updatedAt: at,
      closedAt: null,
      closedBy: null,
      comments: [],
      events: [],
      gone: null,
    };
    this.setAssignees(issue, wish.assignees);
    this.setLabels(issue, wish.labels);
    repository.everyIssue.push(issue);
    this.#mail(issue, 'opened', wish.body ?? '');
    return issue;
  }

  comment(issue: Issue, body: string): Comment {
    checkComment(body);
    const at = this.#repository.instant();
    const comment = { id: this.#repository.nextId(), author: this.#by, body, createdAt: at, updatedAt: at };
    issue.comments.push(comment);
    issue.updatedAt = at;
    this.#mail(issue, 'commented', body);
    return comment;
  }

  editComment(issue: Issue, comment: Comment, body: string): void {
    checkComment(body);
    comment.body = body;
    comment.updatedAt = this.#repository.instant();
    issue.updatedAt = comment.updatedAt;
  }

  rename(issue: Issue, title: string): void {
    checkIssueTexts({ title, body: null });
    if (title.trim() === issue.title) return;
    this.#note(issue, 'renamed', issue.title);
    issue.title = title.trim();
  }

  editBody(issue: Issue, body: string | null): void {
    checkIssueTexts({ title: issue.title, body });
    if (body === issue.body) return;
    issue.body = body;
    issue.updatedAt = this.#repository.instant();
  }

  close(issue: Issue, reason: StateReason = 'completed'): void {
    if (issue.state === 'closed') return;
    this.#note(issue, 'closed', reason);
    Object.assign(issue, { state: 'closed', stateReason: reason, closedBy: this.#by });
    issue.closedAt = issue.updatedAt;
    this.#mail(issue, 'closed', '');
  }

  reopen(issue: Issue): void {
    if (issue.state === 'open') return;
    this.#note(issue, 'reopened', '');
    Object.assign(issue, { state: 'open', stateReason: 'reopened', closedBy: null, closedAt: null });
    this.#mail(issue, 'reopened', '');
  }

  /** Sets the labels; those that the repository has not come into being. */
  setLabels(issue: Issue, names: readonly string[]): void {
    const labels = [...new Set(names.map((name) => this.#repository.labelName(name)))];
    this.#replace(issue, 'labels', labels, ['labeled', 'unlabeled']);
  }

  /** Sets the assignees. Throws 422 for someone who cannot be one, as in https://github.com/upptime/upptime/issues/125 */
  setAssignees(issue: Issue, logins: readonly string[]): void {
    const refused = logins.filter((login) => !this.#repository.findUser(login)?.assignable);
    if (refused.length > 0) throw validationFailed(...refused.map(notAssignable));
    const assignees = [...new Set(logins.map((login) => this.#repository.user(login).login))];
    this.#replace(issue, 'assignees', assignees, ['assigned', 'unassigned']);
  }

  lock(issue: Issue, reason: LockReason | null): void {
    this.#note(issue, 'locked', reason ?? '');
    Object.assign(issue, { locked: true, lockReason: reason });
  }

  unlock(issue: Issue): void {
    if (!issue.locked) return;
    this.#note(issue, 'unlocked', '');
    Object.assign(issue, { locked: false, lockReason: null });
  }

  remove(issue: Issue, gone: Gone): void {
    if (gone.to === 'nowhere') this.#note(issue, 'deleted', '');
    else this.#note(issue, 'transferred', `${gone.repository}#${gone.number}`);
    issue.gone = gone;
  }

  #replace(
    issue: Issue,
    member: 'labels' | 'assignees',
    names: readonly string[],
    [added, removed]: readonly [EventKind, EventKind],
  ): void {
    const has = (list: readonly string[], name: string) => list.some((one) => sameName(one, name));
    for (const name of issue[member]) if (!has(names, name)) this.#note(issue, removed, name);
    for (const name of names) if (!has(issue[member], name)) this.#note(issue, added, name);
    issue[member] = [...names];
  }

  #note(issue: Issue, kind: EventKind, detail: string): void {
    issue.updatedAt = this.#repository.instant();
    issue.events.push({ id: this.#repository.nextId(), at: issue.updatedAt, by: this.#by, kind, detail });
  }

  #mail({ number, title, updatedAt }: Issue, kind: Notification['kind'], text: string): void {
    this.#repository.notifications.push({ at: updatedAt, kind, issue: number, title, by: this.#by, text });
  }
}

function checkIssueTexts({ title, body }: { title: string; body: string | null }): void {
  const errors: FieldError[] = [];
  const custom = (field: string, most: number): FieldError => ({
    resource: 'Issue',
    code: 'custom',
    field,
    message: `${field} is too long (maximum is ${most} characters)`,
  });
  if (title.trim() === '') errors.push({ resource: 'Issue', code: 'missing_field', field: 'title' });
  if (isLongerThan(title, LONGEST_TITLE)) errors.push(custom('title', LONGEST_TITLE));
  if (isLongerThan(body ?? '', LONGEST_BODY)) errors.push(custom('body', LONGEST_BODY));
  if (errors.length > 0) throw validationFailed(...errors);
}

function checkComment(body: string): void {
  const fault = { resource: 'IssueComment', code: 'unprocessable', field: 'data' } as const;
  if (body.trim() === '') throw validationFailed({ ...fault, message: 'Body cannot be blank' });
  if (!isLongerThan(body, LONGEST_BODY)) return;
  throw validationFailed({ ...fault, message: `Body is too long (maximum is ${LONGEST_BODY} characters)` });
}

function notAssignable(login: string): FieldError {
  return { value: login, resource: 'Issue', field: 'assignees', code: 'invalid' };
}

/** Characters are code points. */
function isLongerThan(text: string, most: number): boolean {
  return text.length > most && [...text].length > most;
}
