import { BLOCK_RULES } from './block-rules.ts';
import { ERROR_RULES } from './error-rules.ts';
import type { Observation, PageContent } from './observation.ts';
import { gatherEvidence, matchRule, type PageRule } from './page-rule.ts';

/** What the rules prove of a page. */
export interface PageProof {
  /** `vendor`: as the rule names it, `unknown` included. */
  blocks: { rule: string; vendor: string }[];
  /** `phrase`: the words it was known by. */
  errors: { rule: string; phrase: string }[];
}

/** How sure it is by other means that the page is the right one. */
export interface PageTrust {
  /** Its required content is there, and more text than a block page has. */
  there: boolean;
  /** An element that it needs, such as its form, can be used. */
  works: boolean;
}

/**
 * Asks every rule. Plain wording gives way to rules that know their page: "403" in the heading of Azure's page for a stopped
 * application is no block, "sorry" on a block page is no error.
 */
export function provePage(
  page: PageContent | null,
  visit: Pick<Observation, 'headers' | 'status'>,
  trust: PageTrust,
): PageProof {
  const evidence = gatherEvidence(page, visit.headers, visit.status);
  const holding = <Rule extends PageRule>(rules: readonly Rule[]) =>
    rules.flatMap((rule) => {
      const phrase = matchRule(rule, evidence);
      return phrase === null ? [] : [{ rule, phrase }];
    });
  const blocks = trust.there ? [] : holding(BLOCK_RULES.filter(({ general }) => !(general && trust.works)));
  const errors = trust.works ? [] : holding(ERROR_RULES);
  const blockKnown = blocks.some(({ rule }) => !rule.general);
  const errorKnown = errors.some(({ rule }) => !rule.general);
  return {
    blocks: blocks
      .filter(({ rule }) => !(rule.general && errorKnown))
      .map(({ rule }) => ({ rule: rule.id, vendor: rule.vendor })),
    errors: errors
      .filter(({ rule }) => !(rule.general && blockKnown))
      .map(({ rule, phrase }) => ({ rule: rule.id, phrase })),
  };
}
