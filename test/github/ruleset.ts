import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';

type Asked = Rest['repos']['createRepoRuleset']['parameters'];

/** Rules for branches or tags of some names, as they were asked for. */
export interface Ruleset {
  id: number;
  name: string;
  target: NonNullable<Asked['target']>;
  enforcement: Asked['enforcement'];
  bypassActors: NonNullable<Asked['bypass_actors']>;
  /** Names are whole (`refs/heads/main`), patterns, `~DEFAULT_BRANCH` or `~ALL`. */
  conditions: NonNullable<Asked['conditions']>;
  rules: NonNullable<Asked['rules']>;
  createdAt: string;
  updatedAt: string;
}
