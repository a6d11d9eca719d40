import type { World } from './actions/action.ts';
import type { GitHubContext } from './github-context.ts';
import type { Watch } from './job-scene.ts';
import type { Annotation } from './run-record.ts';
import type { Seats } from './seats.ts';
import type { Vault } from './vault.ts';
import type { Workflow } from './workflow-file.ts';

/** What the jobs of a run share. */
export interface RunScene {
  workflow: Workflow;
  github: GitHubContext;
  vars: Readonly<Record<string, string>>;
  inputs: Readonly<Record<string, unknown>>;
  /** Whether it looks at a pull request from a fork. */
  fromFork: boolean;
  world: World;
  /** Variables that every step gets, like the runner's own. */
  surroundings: Readonly<Record<string, string>>;
  /** Gives out tokens. */
  vault: Vault;
  /** A folder that is not there yet. */
  newFolder: () => string;
  /** Jobs at work at a time. */
  seats: Seats;
  /** Aborted: the run is cancelled. */
  signal: AbortSignal;
  watch: Watch;
  annotations: Annotation[];
}
