import { z } from 'zod';
import type { Reason } from './reason.ts';
import { exitIdentity, RouteReport, RunRecord, SiteResult, Visit } from './run-record.ts';
import { decideVerdict } from './verdict.ts';

/** What is known of a run before its first visit, and about each site that it is to visit. */
export const RunHead = RunRecord.omit({
  endedAt: true,
  complete: true,
  routes: true,
  notes: true,
  results: true,
}).extend({
  /** Sites to visit, with what the fold needs of each beside the visits. */
  sites: z.record(z.string(), SiteResult.pick({ closed: true, formerly: true })),
});
export type RunHead = z.infer<typeof RunHead>;

/** One thing that happened in a run, in the order of happening. A later line on the same route replaces an earlier one. */
export const RunEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('route'), index: z.int().min(0), report: RouteReport }),
  z.strictObject({ type: z.literal('visit'), site: z.string(), visit: Visit }),
  /** A visit that says nothing after all, as its route turned out to be broken: the visit at that time becomes unknown. */
  z.strictObject({ type: z.literal('void'), site: z.string(), at: z.string(), visit: Visit }),
  /** So many sites turned down at once that, without another route agreeing, their verdicts say nothing. */
  z.strictObject({
    type: z.literal('breaker'),
    sites: z.array(z.string()),
    share: z.number(),
    limit: z.number(),
  }),
  z.strictObject({ type: z.literal('note'), text: z.string() }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/** The record of a run from its head and its events: whole, or of a run that was cut short. */
export function assembleRun(
  head: RunHead,
  events: readonly RunEvent[],
  end: { endedAt: string; complete: boolean },
): RunRecord {
  const { sites, ...rest } = head;
  const routes: RouteReport[] = [];
  const notes: string[] = [];
  const doubted = new Map<string, Reason>();
  const visits = new Map<string, Visit[]>();
  for (const event of events) {
    switch (event.type) {
      case 'route':
        routes[event.index] = event.report;
        break;
      case 'visit':
        visits.set(event.site, [...(visits.get(event.site) ?? []), event.visit]);
        break;
      case 'void':
        visits.set(
          event.site,
          (visits.get(event.site) ?? []).map((visit) => (visit.at === event.at ? event.visit : visit)),
        );
        break;
      case 'breaker':
        for (const id of event.sites)
          doubted.set(id, { kind: 'breaker', share: event.share, limit: event.limit });
        break;
      case 'note':
        notes.push(event.text);
        break;
    }
  }
  const results: Record<string, SiteResult> = {};
  for (const [id, site] of Object.entries(sites)) {
    const seen = (visits.get(id) ?? []).toSorted((a, b) => a.at.localeCompare(b.at));
    const exitOf = (visit: Visit) => {
      const report = routes[visit.route];
      return report ? exitIdentity(report) : String(visit.route);
    };
    const doubt = doubted.get(id);
    const verdict = doubt
      ? { verdict: 'unknown' as const, confirmed: true, reasons: [doubt] }
      : decideVerdict(seen, exitOf, head.settings.confirmAfterMs);
    results[id] = { ...verdict, visits: seen, ...site };
  }
  return { ...rest, endedAt: end.endedAt, complete: end.complete, routes: [...routes], notes, results };
}
