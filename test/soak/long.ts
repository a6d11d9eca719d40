/** Whether tests take their long form, as `npm run soak` has them: a test run leaves out what another test comes close to. */
export const LONG = process.env.PUPTIME_SOAK === '1';

/** All cases in the long form, and otherwise the first so many. */
export function someOf<T>(cases: readonly T[], few: number): readonly T[] {
  return LONG ? cases : cases.slice(0, few);
}
