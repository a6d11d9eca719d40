import { ERROR_WORDING } from './error-wording.ts';
import type { PageRule } from './page-rule.ts';
import { SOFTWARE_ERRORS } from './software-errors.ts';

/** All rules for error pages: of known software, then plain wording. The first that holds is told. */
export const ERROR_RULES: readonly PageRule[] = [...SOFTWARE_ERRORS, ...ERROR_WORDING];
