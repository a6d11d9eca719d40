const MONTH_MINUTES = 30 * 24 * 60;
/** GitHub counts each job as whole minutes: plan 1, check 6, record 2, notify 1, site 2. See docs/operating.md. */
const MINUTES_A_RUN = 12;

/** Minutes a month that a private repository on the free plan has. */
export const FREE_MINUTES = 2_000;

/** Minutes of Actions that a month of runs takes, where they are counted: in private repositories. */
export function minutesAMonth(intervalMs: number): { runs: number; minutes: number; aRun: number } {
  const runs = Math.round(MONTH_MINUTES / (intervalMs / 60_000));
  return { runs, minutes: runs * MINUTES_A_RUN, aRun: MINUTES_A_RUN };
}
