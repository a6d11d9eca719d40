import { z } from 'zod';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { type Rule, readRuleset } from './read-rulesets.ts';

/** Puts a ruleset in force. One of its name keeps what else it has: somebody's own rules, other branches. */
export async function protectBranch(
  api: GithubApi,
  { ruleset: { name, branch, rules }, id }: Extract<Change, { do: 'protect-branch' }>,
): Promise<void> {
  const what = `protecting the branch ${branch}`;
  const ref = `refs/heads/${branch}`;
  const wanted = rules.map((type): Rule => ({ type }));
  if (id === null) {
    await api.call(what, z.unknown(), (rest, place) =>
      rest.repos.createRepoRuleset({
        ...place,
        name,
        target: 'branch',
        enforcement: 'active',
        conditions: { ref_name: { include: [ref], exclude: [] } },
        rules: wanted,
      }),
    );
    return;
  }
  const before = await readRuleset(api, id);
  const { include = [], exclude = [] } = before.conditions?.ref_name ?? {};
  await api.call(what, z.unknown(), (rest, place) =>
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
      rules: [
        ...before.rules,
        ...wanted.filter(({ type }) => before.rules.every((rule) => rule.type !== type)),
      ],
    }),
  );
}
