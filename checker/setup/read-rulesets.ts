import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { z } from 'zod';
import type { FoundRuleset } from '../domain/setup/ruleset.ts';
import type { GithubApi } from '../github/github-api.ts';
import { orNull } from './or-null.ts';

/** The app behind the token of workflows. */
const ACTIONS_APP = 15_368;

/** A rule as GitHub takes it back. */
export type Rule = NonNullable<Rest['repos']['updateRepoRuleset']['parameters']['rules']>[number];

const Names = z.array(z.string()).catch([]);

const BypassActor = z.object({
  actor_id: z.int().nullish(),
  actor_type: z.string(),
  bypass_mode: z.string().optional(),
});
type BypassActor = z.infer<typeof BypassActor>;

/** A ruleset with what is in it. */
export const WireRuleset = z.object({
  id: z.int(),
  name: z.string(),
  target: z.string().optional(),
  source_type: z.string().optional(),
  enforcement: z.string(),
  conditions: z.object({ ref_name: z.object({ include: Names, exclude: Names }).optional() }).nullish(),
  rules: z.array(z.custom<Rule>((rule) => z.object({ type: z.string() }).safeParse(rule).success)).catch([]),
  bypass_actors: z.array(BypassActor).optional(),
});
export type WireRuleset = z.infer<typeof WireRuleset>;

/** Rulesets for branches, of the repository and of its organization; null where the owner's plan has none. */
export async function readRulesets(api: GithubApi): Promise<FoundRuleset[] | null> {
  const listed = await orNull(
    api.list(
      'reading the rules for branches',
      z.array(z.object({ id: z.int(), target: z.string().optional() })),
      (github, place) =>
        github.paginate.iterator(github.rest.repos.getRepoRulesets, { ...place, per_page: 100 }),
    ),
    ['refused'],
  );
  if (!listed) return null;
  const branches = listed.filter(({ target }) => (target ?? 'branch') === 'branch');
  return (await Promise.all(branches.map(({ id }) => readRuleset(api, id)))).map(foundOf);
}

/** One of them. */
export function readRuleset(api: GithubApi, ruleset_id: number): Promise<WireRuleset> {
  return api.call('reading a ruleset', WireRuleset, (rest, place) =>
    rest.repos.getRepoRuleset({ ...place, ruleset_id }),
  );
}

function foundOf(wire: WireRuleset): FoundRuleset {
  const { include = [], exclude = [] } = wire.conditions?.ref_name ?? {};
  return {
    id: wire.id,
    name: wire.name,
    own: (wire.source_type ?? 'Repository') === 'Repository',
    active: wire.enforcement === 'active',
    include,
    exclude,
    rules: wire.rules.map(({ type }) => type),
    actionsBypass: wire.bypass_actors?.some(goesRound) ?? null,
  };
}

/** A push needs more than the mode that is for pull requests alone. */
function goesRound({ actor_id, actor_type, bypass_mode }: BypassActor): boolean {
  return actor_type === 'Integration' && actor_id === ACTIONS_APP && bypass_mode !== 'pull_request';
}
