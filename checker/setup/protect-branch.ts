import { z } from 'zod';
import { ownRuleset, type WantedRuleset } from '../domain/setup/ruleset.ts';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { GithubProblem } from '../github/github-problem.ts';
import { type Rule, readRuleset, readRulesets } from './read-rulesets.ts';

/** Puts a ruleset in force. One of its name keeps what else it has: somebody's own rules, other branches. */
export async function protectBranch(
  api: GithubApi,
  { ruleset, id }: Extract<Change, { do: 'protect-branch' }>,
): Promise<void> {
  const there = id ?? (await create(api, ruleset));
  if (there !== null) await extend(api, ruleset, there);
}

/** Gives null, or the id of one of its name that is there by now: the first try, whose answer was lost, may have made it. */
async function create(api: GithubApi, { name, branch, rules }: WantedRuleset): Promise<number | null> {
  try {
    await api.call(`protecting the branch ${branch}`, z.unknown(), (rest, place) =>
      rest.repos.createRepoRuleset({
        ...place,
        name,
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
        rules: rules.map((type): Rule => ({ type })),
      }),
    );
    return null;
  } catch (error) {
    if (!(error instanceof GithubProblem && error.kind === 'invalid')) throw error;
    const there = ownRuleset((await readRulesets(api)) ?? [], name);
    if (!there) throw error;
    return there.id;
  }
}

async function extend(api: GithubApi, { branch, rules }: WantedRuleset, id: number): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const before = await readRuleset(api, id);
  const { include = [], exclude = [] } = before.conditions?.ref_name ?? {};
  const missing = rules.filter((type) => before.rules.every((rule) => rule.type !== type));
  await api.call(`protecting the branch ${branch}`, z.unknown(), (rest, place) =>
    rest.repos.updateRepoRuleset({
      ...place,
      ruleset_id: id,
      enforcement: 'active',
      conditions: {
        ref_name: {
          include: [...new Set([...include, ref])],
          exclude: exclude.filter((pattern) => pattern !== ref),
        },
      },
      rules: [...before.rules, ...missing.map((type): Rule => ({ type }))],
    }),
  );
}
