import type { Rights } from '../../github/grant.ts';
import type { Artifact, ArtifactStore } from '../artifact-store.ts';
import type { GitHubContext } from '../github-context.ts';
import type { Machine } from '../machine.ts';
import type { StepLog } from '../step-log.ts';

/** What an action says when it fails: the step fails with it. */
export class ActionFailure extends Error {
  override readonly name = 'ActionFailure';
}

/** AWS keys as its token service gives them. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** What lies beyond the machines of jobs. */
export interface World {
  /** Bare repository of the project. */
  remote: string;
  artifacts: ArtifactStore;
  /** `node_modules` of the project. */
  nodeModules: string;
  awsCredentials: AwsCredentials;
  pages: { url: string; dir: string; deployments: Artifact[] };
  /** Rights of a token that was given out; null for any other. */
  rightsOfToken(token: string): Rights | null;
}

/** One use of an action. */
export interface ActionCall {
  /** As given, else the default. */
  inputs: Readonly<Record<string, string>>;
  world: World;
  machine: Machine;
  github: GitHubContext;
  /** Of the job's token. */
  rights: Rights;
  /** Variables of the step. */
  env: Readonly<Record<string, string>>;
  log: StepLog;
  /** Keeps a value out of logs from now on. */
  mask(value: string): void;
}

/** What an action leaves to the steps after it. */
export interface ActionEffects {
  outputs?: Record<string, string>;
  env?: Record<string, string>;
  paths?: string[];
}

/** A stand-in for an action. */
export interface Action {
  /** Every input that may be given → its default; null: it must be given. */
  inputs: Readonly<Record<string, string | null>>;
  /** Does what the action does. Throws `ActionFailure` when it fails. */
  run(call: ActionCall): Promise<ActionEffects>;
}
