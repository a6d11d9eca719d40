import { matchesGlob } from 'node:path';
import type { Repository } from './repository.ts';
import type { Ruleset } from './ruleset.ts';

/** Rules that the stand-in holds pushes against; others are kept and shown. Nobody goes round them. */
export type PushRule = 'deletion' | 'non_fast_forward';

/** What GitHub says of a push that breaks a rule. */
export const BROKEN: Readonly<Record<PushRule, string>> = {
  deletion: 'Cannot delete this branch',
  non_fast_forward: 'Cannot force-push to this branch',
};

/** Whether an active ruleset has a rule for a reference such as `refs/heads/data`. */
export function isRuled({ rulesets, settings }: Repository, ref: string, rule: PushRule): boolean {
  return rulesets.some(
    (ruleset) =>
      ruleset.enforcement === 'active' &&
      ref.startsWith(ruleset.target === 'tag' ? 'refs/tags/' : 'refs/heads/') &&
      ruleset.rules.some(({ type }) => type === rule) &&
      covers(ruleset, ref, `refs/heads/${settings.defaultBranch}`),
  );
}

/** The same for all there is, a line each: the rule and the reference. Both rules are about what is there already. */
export function rulesInForce(repository: Repository): string[] {
  const listed = repository.git?.text(['for-each-ref', '--format=%(refname)']).trim().split('\n') ?? [];
  const rules: PushRule[] = ['deletion', 'non_fast_forward'];
  return listed.flatMap((ref) =>
    rules.filter((rule) => isRuled(repository, ref, rule)).map((rule) => `${rule} ${ref}`),
  );
}

/** A hook for git that reads such lines from `RULES` and refuses what breaks one. */
export const RULES_HOOK = `#!/bin/sh
refuse() {
  echo "error: GH013: Repository rule violations found for $1." >&2
  echo "- $2" >&2
  exit 1
}
has() { printf '%s\\n' "$RULES" | grep -qxF "$1"; }
while read -r old new ref; do
  case $new in
    *[!0]*) has "non_fast_forward $ref" && ! git merge-base --is-ancestor "$old" "$new" &&
      refuse "$ref" '${BROKEN.non_fast_forward}' ;;
    *) has "deletion $ref" && refuse "$ref" '${BROKEN.deletion}' ;;
  esac
done
exit 0
`;

function covers({ conditions }: Ruleset, ref: string, defaultRef: string): boolean {
  const { include = [], exclude = [] } = conditions.ref_name ?? {};
  const matches = (pattern: string) =>
    pattern === '~ALL' || (pattern === '~DEFAULT_BRANCH' ? ref === defaultRef : matchesGlob(ref, pattern));
  return include.some(matches) && !exclude.some(matches);
}
