import { type Found, RECORD_BRANCHES, type RecordBranch } from './found.ts';
import { missingRules, ownRuleset, type RuleType, wantedRulesets } from './ruleset.ts';
import type { SetupStep } from './step.ts';
import type { Wish } from './wish.ts';

const HOLDS: Readonly<Record<RecordBranch, string>> = {
  data: 'Here the record is kept: one commit a run, apart from the code.',
  snapshots: 'Here pictures and page sources are kept, apart from the record, so that they can be cleared.',
};

/** What each rule forbids. */
const FORBIDS: Readonly<Record<RuleType, string>> = {
  deletion: 'deleting it',
  non_fast_forward: 'rewriting its history',
};

/** The branches that runs write, and what protects them and the code. */
export function planBranches(found: Found, wish: Wish): SetupStep[] {
  const begun = RECORD_BRANCHES.filter((branch) => !found.branches[branch]).map(
    (branch): SetupStep => ({
      change: { do: 'begin-branch', branch, readme: wish.readmes[branch] },
      topic: 'Branches',
      weight: 'advised',
      title: `Begin the branch ${branch}`,
      why: HOLDS[branch],
      before: 'not there',
      after: 'there, with a README that says what it is',
      permissions: ['Contents'],
    }),
  );
  return [...begun, ...protections(found)];
}

function protections({ rulesets, repository }: Found): SetupStep[] {
  if (rulesets === null) return [];
  const { defaultBranch } = repository;
  return wantedRulesets(defaultBranch).flatMap((ruleset): SetupStep[] => {
    const missing = missingRules(ruleset, rulesets, defaultBranch);
    if (missing.length === 0) return [];
    return [
      {
        change: { do: 'protect-branch', ruleset, id: ownRuleset(rulesets, ruleset.name)?.id ?? null },
        topic: 'Protection',
        weight: 'advised',
        title: `Protect the branch ${ruleset.branch}`,
        why:
          ruleset.branch === 'snapshots'
            ? 'Nobody deletes it by mistake; it may be begun anew, which is how old pictures are cleared.'
            : 'Nobody deletes it or rewrites its history by mistake; runs and you push to it as before.',
        before: `allowed: ${missing.map((rule) => FORBIDS[rule]).join(', ')}`,
        after: `forbidden (ruleset “${ruleset.name}”)`,
        permissions: ['Administration'],
      },
    ];
  });
}
