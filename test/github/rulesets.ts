import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { pageOf } from './paging.ts';
import { NotServed, notFound, Refusal, validationFailed } from './refusal.ts';
import { type Repository, sameName } from './repository.ts';
import type { Ruleset } from './ruleset.ts';
import { mayAs } from './user.ts';
import { nodeId } from './wire.ts';

type Rested = Rest['repos'];

/** Rulesets of the repository. */
export const RULESETS: Services = {
  'repos/get-repo-rulesets': service(
    'metadata=read',
    (call: Call<Rested['getRepoRulesets']['parameters']>) => {
      mustOffer(call.repository);
      if (call.input.targets !== undefined) throw new NotServed('the stand-in does not filter rulesets');
      return pageOf(call.repository.rulesets, call.input, call.url, (one) => summaryOf(one, call));
    },
  ),

  'repos/get-repo-ruleset': service('metadata=read', (call: Call<Rested['getRepoRuleset']['parameters']>) => {
    mustOffer(call.repository);
    return { status: 200, body: wireOf(rulesetOf(call.repository, call.input.ruleset_id), call) };
  }),

  'repos/create-repo-ruleset': service(
    'administration=write',
    (call: Call<Rested['createRepoRuleset']['parameters']>) => {
      const { repository, input } = call;
      mustOffer(repository);
      checkName(repository, input.name, null);
      const now = repository.instant();
      const made: Ruleset = {
        id: repository.nextId(),
        name: input.name,
        target: input.target ?? 'branch',
        enforcement: input.enforcement,
        bypassActors: input.bypass_actors ?? [],
        conditions: input.conditions ?? {},
        rules: input.rules ?? [],
        createdAt: now,
        updatedAt: now,
      };
      repository.rulesets.push(made);
      return { status: 201, body: wireOf(made, call) };
    },
  ),

  'repos/update-repo-ruleset': service(
    'administration=write',
    (call: Call<Rested['updateRepoRuleset']['parameters']>) => {
      const { repository, input } = call;
      mustOffer(repository);
      const ruleset = rulesetOf(repository, input.ruleset_id);
      checkName(repository, input.name ?? ruleset.name, ruleset);
      Object.assign(ruleset, {
        name: input.name ?? ruleset.name,
        target: input.target ?? ruleset.target,
        enforcement: input.enforcement ?? ruleset.enforcement,
        bypassActors: input.bypass_actors ?? ruleset.bypassActors,
        conditions: input.conditions ?? ruleset.conditions,
        rules: input.rules ?? ruleset.rules,
        updatedAt: repository.instant(),
      });
      return { status: 200, body: wireOf(ruleset, call) };
    },
  ),
};

function mustOffer({ settings }: Repository): void {
  if (!settings.private || settings.paid) return;
  throw new Refusal(403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.');
}

function checkName({ rulesets }: Repository, name: string, own: Ruleset | null): void {
  if (!rulesets.some((one) => one !== own && sameName(one.name, name))) return;
  throw validationFailed({
    resource: 'RepositoryRuleset',
    field: 'name',
    code: 'custom',
    message: 'Name must be unique',
  });
}

function rulesetOf({ rulesets }: Repository, id: number): Ruleset {
  const found = rulesets.find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}

type Showing = Pick<Call<unknown>, 'repository' | 'grant' | 'wire'>;

/** As lists have it: without what is in it. */
function summaryOf({ id, name, target, enforcement, createdAt, updatedAt }: Ruleset, { wire }: Showing) {
  const { fullName } = wire.repository.settings;
  return {
    id,
    name,
    target,
    source_type: 'Repository',
    source: fullName,
    enforcement,
    node_id: nodeId('RepositoryRuleset', id),
    _links: {
      self: { href: `${wire.repositoryUrl()}/rulesets/${id}` },
      html: { href: `${wire.webUrl}/${fullName}/rules/${id}` },
    },
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

/** Who may go round it, only those see who may change it. */
function wireOf(ruleset: Ruleset, showing: Showing) {
  const user = showing.repository.findUser(showing.grant.login);
  const changes = user?.type === 'User' && mayAs(user, 'admin');
  return {
    ...summaryOf(ruleset, showing),
    conditions: ruleset.conditions,
    rules: ruleset.rules,
    current_user_can_bypass: 'never',
    ...(changes ? { bypass_actors: ruleset.bypassActors } : {}),
  };
}
