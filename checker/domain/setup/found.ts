import type { FoundRuleset } from './ruleset.ts';

/** Branches that runs write, beside the code. */
export const RECORD_BRANCHES = ['data', 'snapshots'] as const;
export type RecordBranch = (typeof RECORD_BRANCHES)[number];

/** The repository as GitHub describes it. */
export interface FoundRepository {
  owner: string;
  name: string;
  ownerId: number;
  id: number;
  /** UTC, ISO 8601. */
  createdAt: string;
  private: boolean;
  archived: boolean;
  defaultBranch: string;
  hasIssues: boolean;
  /** Of all its branches and their history, in kilobytes, as GitHub counts them now and then. */
  sizeKb: number;
}

/** Whether a workflow starts, or why it does not. */
export type WorkflowState =
  | 'active'
  | 'disabled_inactivity'
  | 'disabled_manually'
  | 'disabled_fork'
  | 'deleted'
  | 'unknown';

/** A workflow by its file. */
export interface FoundWorkflow {
  /** `monitor.yml` */
  file: string;
  /** `Monitor` */
  name: string;
  state: WorkflowState;
}

/** An environment that jobs deploy to. */
export interface FoundEnvironment {
  /** From where: anywhere, branches that rules protect, or those of these names. */
  from: 'anywhere' | 'protected' | 'names';
  /** Of branches; patterns are as GitHub has them. */
  branches: readonly string[];
  /** Whether a person must agree to each deployment. */
  reviewed: boolean;
}

/** What begins the subject of the repository's OIDC tokens, and whether GitHub's own form of it is used. */
export interface FoundSubject {
  /** As `repo:OWNER@1/NAME@2`; null where GitHub does not tell. */
  prefix: string | null;
  customised: boolean;
}

/** A repository's settings, as far as the monitor depends on them. */
export interface Found {
  repository: FoundRepository;
  actions: {
    enabled: boolean;
    /** Actions of others that workflows may use; null where Actions are off. */
    allowed: 'all' | 'local_only' | 'selected' | null;
  };
  /** Rights of a workflow's token that asks for none. */
  workflowRights: 'read' | 'write';
  workflows: readonly FoundWorkflow[];
  /** `byActions`: made by a workflow, not from a branch. `url` has a slash at its end. */
  pages: { byActions: boolean; url: string } | null;
  /** `github-pages`; null: there is none yet. */
  environment: FoundEnvironment | null;
  branches: Readonly<Record<RecordBranch, boolean>>;
  /** Names in lower case. */
  labels: ReadonlySet<string>;
  /** null: the owner's plan has none for this repository. */
  rulesets: readonly FoundRuleset[] | null;
  variables: ReadonlyMap<string, string>;
  subject: FoundSubject;
}

/** `owner/name`. */
export function fullName({ owner, name }: Pick<FoundRepository, 'owner' | 'name'>): string {
  return `${owner}/${name}`;
}
