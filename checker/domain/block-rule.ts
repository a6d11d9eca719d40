import type { PageRule, Signs } from './page-rule.ts';

/** How a page looks that stands in the way of the real one. */
export interface BlockRule extends PageRule {
  /** `unknown`: whoever the headers name. */
  vendor: string;
  /** It may give way by itself within seconds, in a browser. */
  passing?: true;
}

/** Sites load scripts and styles of their own; a page that is a challenge and nothing else does not. */
export const OWN_FILES: Signs = { source: [/\.(m?js|css)(\?|#|$)/m] };
