import { BLOCK_RULES } from './block-rules.ts';
import type { PageContent } from './observation.ts';
import { gatherEvidence, matchRule } from './page-rule.ts';

const PASSING = BLOCK_RULES.filter((rule) => rule.passing);

/**
 * Whether the page is a challenge that a browser may pass by itself within seconds: worth waiting for. `headers`: of the
 * document's answer, names in lower case; leave them out once scripts have changed the page, for they speak of the answer.
 */
export function isChallenge(page: PageContent, headers: Readonly<Record<string, string>>): boolean {
  const evidence = gatherEvidence(page, headers, null);
  return PASSING.some((rule) => matchRule(rule, evidence) !== null);
}
