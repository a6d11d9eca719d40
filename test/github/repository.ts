import { Actions } from './actions.ts';
import type { Environment } from './environment.ts';
import type { GitDir } from './git-dir.ts';
import { ACTIONS_BOT } from './grant.ts';
import type { Issue, Notification } from './issue.ts';
import { checkLabel, FIRST_LABELS, GREY, type Label } from './label.ts';
import type { PagesSite } from './pages-site.ts';
import { issueDeleted, issuesDisabled, notFound, validationFailed } from './refusal.ts';
import type { Ruleset } from './ruleset.ts';
import type { Permission, User } from './user.ts';
import type { Variable } from './variable.ts';

/** Settings of the repository that tests may change while it is served. */
export interface RepositorySettings {
  /** `owner/name`. */
  fullName: string;
  hasIssues: boolean;
  private: boolean;
  /** Whether the owner pays: without that a private repository has no Pages and no rulesets. */
  paid: boolean;
  defaultBranch: string;
  /** Kilobytes on GitHub's disks. */
  size: number;
  /** The clock of everything in it. */
  now: () => Date;
}

/** What GitHub gave the repository when it was made. */
export interface RepositoryIdentity {
  id: number;
  /** Of the account that owns it; by default the next of the sequence. */
  ownerId?: number | undefined;
  /** Default: now. */
  createdAt?: Date | undefined;
}

/** The one repository of the stand-in, in memory, but for what is in git. */
export class Repository {
  readonly settings: RepositorySettings;
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly users: User[] = [];
  readonly labels: Label[] = [];
  /** Every issue there ever was, by number; those that went away included. */
  readonly everyIssue: Issue[] = [];
  readonly notifications: Notification[] = [];
  readonly createdAt: string;
  /** Variables of Actions, by name. */
  readonly variables: Variable[] = [];
  pages: PagesSite | null = null;
  readonly environments: Environment[] = [];
  readonly rulesets: Ruleset[] = [];
  readonly actions: Actions;
  /** The repository itself, where tests gave one. */
  readonly git: GitDir | null;
  #lastId = 1_000_000;

  constructor(settings: RepositorySettings, identity: RepositoryIdentity, git: GitDir | null = null) {
    this.settings = settings;
    this.id = identity.id;
    this.git = git;
    this.actions = new Actions(this);
    const [owner = '', name = ''] = settings.fullName.split('/');
    this.owner = owner;
    this.name = name;
    this.createdAt = instantOf(identity.createdAt ?? settings.now());
    this.users.push({
      id: 41_898_282,
      login: ACTIONS_BOT,
      type: 'Bot',
      permission: 'none',
      assignable: false,
    });
    const { ownerId } = identity;
    Object.assign(this.addUser(owner, 'admin'), ownerId === undefined ? {} : { id: ownerId });
    for (const [label, color, description] of FIRST_LABELS) {
      this.labels.push({ id: this.nextId(), name: label, color, description, default: true });
    }
  }

  /** The next number of a sequence that is the same in every run. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** Now, as the API writes it. */
  instant(): string {
    return instantOf(this.settings.now());
  }

  /** Adds someone, or changes who was added before. `assignable`: by default those with at least triage. */
  addUser(login: string, permission: Permission, options: { assignable?: boolean } = {}): User {
    const assignable = options.assignable ?? ['admin', 'write', 'triage'].includes(permission);
    const known = this.findUser(login);
    if (known) return Object.assign(known, { permission, assignable });
    const user: User = { id: this.nextId(), login, type: 'User', permission, assignable };
    this.users.push(user);
    return user;
  }

  findUser(login: string): User | undefined {
    return this.users.find((user) => sameName(user.login, login));
  }

  /** Someone who must be known here. */
  user(login: string): User {
    const found = this.findUser(login);
    if (!found) throw new Error(`the stand-in for GitHub knows no ${login}: add them first`);
    return found;
  }

  /** The issues that are in the repository, by number. */
  get issues(): Issue[] {
    return this.everyIssue.filter(({ gone }) => gone === null);
  }

  /** An issue that is here. Throws the 404 or 410 of one that is not; one that was transferred is a 404. */
  issue(number: number): Issue {
    if (!this.settings.hasIssues) throw issuesDisabled();
    const found = this.everyIssue.find((issue) => issue.number === number);
    if (!found || found.gone?.to === 'repository') throw notFound();
    if (found.gone) throw issueDeleted();
    return found;
  }

  findLabel(name: string): Label | undefined {
    return this.labels.find((label) => sameName(label.name, name));
  }

  /** Throws 422 when it is not a label or there is one of that name. */
  createLabel(name: string, color: string, description: string | null): Label {
    checkLabel({ name, color, description });
    if (this.findLabel(name)) {
      throw validationFailed({ resource: 'Label', code: 'already_exists', field: 'name' });
    }
    const label = { id: this.nextId(), name, color: color.toLowerCase(), description, default: false };
    this.labels.push(label);
    return label;
  }

  /** The name of a label as the repository spells it; made in grey when there is none. */
  labelName(name: string): string {
    return (this.findLabel(name) ?? this.createLabel(name, GREY, null)).name;
  }
}

/** Names of people, labels and repositories are the same in any case. */
export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function instantOf(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}
