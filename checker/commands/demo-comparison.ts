import type { SimulatedSite } from '../../test/simulated-web/site-plan.ts';
import type { RunRecord } from '../domain/run-record.ts';

/**
 * Where a run's verdicts differ from how the simulated pages behave, a line each; none when all is right. `outages`: pages that were
 * turned to answer "currently unavailable" for this run.
 */
export function compareWithPlan(
  run: RunRecord,
  sites: readonly SimulatedSite[],
  outages: ReadonlySet<string>,
): string[] {
  return sites.flatMap(({ id, expected }) => {
    const outcome = outages.has(id) ? 'down' : expected.outcome;
    const kinds: readonly string[] = outages.has(id) ? ['error-page'] : expected.reasonKinds;
    const result = run.results[id];
    if (!result) return [`${id}: expected ${outcome}, was not visited`];
    const reasons = result.reasons.map(({ kind }) => kind);
    const explained =
      kinds.length === 0 ? reasons.length === 0 : reasons.some((reason) => kinds.includes(reason));
    const right = result.verdict === outcome && result.confirmed && explained;
    return right
      ? []
      : [
          `${id}: expected ${words(outcome, kinds)}, got ${words(result.verdict, reasons)}${result.confirmed ? '' : ', unconfirmed'}`,
        ];
  });
}

function words(outcome: string, kinds: readonly string[]): string {
  return kinds.length > 0 ? `${outcome} (${kinds.join(', ')})` : outcome;
}
