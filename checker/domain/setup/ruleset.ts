import { refMatches } from './ref-pattern.ts';

/** A kind of rule as GitHub names it. */
export type RuleType = 'deletion' | 'non_fast_forward';

/** Rules for branches, as far as they matter here. */
export interface FoundRuleset {
  id: number;
  name: string;
  /** Whether it is the repository's own; others are an organization's, which a repository cannot change. */
  own: boolean;
  active: boolean;
  /** Patterns of references it is for. */
  include: readonly string[];
  exclude: readonly string[];
  /** Types of its rules; there are more than `RuleType`. */
  rules: readonly string[];
  /** Whether the token of workflows may go round it; null: GitHub shows that only to who may change the ruleset. */
  actionsBypass: boolean | null;
}

/** A ruleset that should be there. */
export interface WantedRuleset {
  name: string;
  branch: string;
  rules: readonly RuleType[];
}

/** Rules that keep a workflow from pushing to a branch: they ask for a pull request, a check or a signature that a push has not. */
const STOPS_PUSHES: ReadonlySet<string> = new Set([
  'pull_request',
  'required_status_checks',
  'required_signatures',
  'required_deployments',
  'merge_queue',
  'update',
  'workflows',
  'code_scanning',
]);

/** What protects each branch. Runs push to `data` and `snapshots` as they must; `snapshots` is begun anew by force now and then. */
export function wantedRulesets(defaultBranch: string): WantedRuleset[] {
  return [
    { name: `Puptime: ${defaultBranch}`, branch: defaultBranch, rules: ['deletion', 'non_fast_forward'] },
    { name: 'Puptime: data', branch: 'data', rules: ['deletion', 'non_fast_forward'] },
    { name: 'Puptime: snapshots', branch: 'snapshots', rules: ['deletion'] },
  ];
}

/** The repository's own ruleset of a name: GitHub takes names that differ in their case alone for the same. */
export function ownRuleset(found: readonly FoundRuleset[], name: string): FoundRuleset | undefined {
  return found.find((one) => one.own && one.name.toLowerCase() === name.toLowerCase());
}

/** Rules that should be in force on a branch and are not, by whichever ruleset. */
export function missingRules(
  { branch, rules }: WantedRuleset,
  found: readonly FoundRuleset[],
  defaultBranch: string,
): RuleType[] {
  const inForce = new Set(covering(found, branch, defaultBranch).flatMap((one) => one.rules));
  return rules.filter((rule) => !inForce.has(rule));
}

/** Rulesets that keep runs from writing a branch, each with the rules that do. */
export function stoppingRulesets(
  branch: string,
  found: readonly FoundRuleset[],
  defaultBranch: string,
): { ruleset: FoundRuleset; rules: string[] }[] {
  return covering(found, branch, defaultBranch)
    .filter(({ actionsBypass }) => !actionsBypass)
    .map((ruleset) => ({
      ruleset,
      rules: ruleset.rules.filter(
        (rule) => STOPS_PUSHES.has(rule) || (branch === 'snapshots' && rule === 'non_fast_forward'),
      ),
    }))
    .filter(({ rules }) => rules.length > 0);
}

function covering(found: readonly FoundRuleset[], branch: string, defaultBranch: string): FoundRuleset[] {
  return found.filter(
    ({ active, include, exclude }) =>
      active &&
      include.some((pattern) => refMatches(pattern, branch, defaultBranch)) &&
      !exclude.some((pattern) => refMatches(pattern, branch, defaultBranch)),
  );
}
