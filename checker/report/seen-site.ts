import type { Observation } from '../domain/observation.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { RouteReport, SiteResult, Visit } from '../domain/run-record.ts';

/** A visit with all that is at hand of it. What stands in it may come from a hostile page. */
export interface SeenVisit {
  visit: Visit;
  /** The way out that it took; null when the run does not know it. */
  route: Pick<RouteReport, 'name' | 'exit'> | null;
  /** null: it left none, or none that can be read. */
  observation: Observation | null;
  /** The beginning of what a visitor could read. */
  text: string | null;
  /** Where its picture stands in the folder of the report; null when there is none. */
  picture: string | null;
}

/** A site with what a check saw of it. */
export interface SeenSite {
  site: Pick<ResolvedSite, 'id' | 'name' | 'url' | 'groupName' | 'expect'>;
  result: SiteResult;
  /** In the order of time. */
  visits: readonly SeenVisit[];
}

/** The visit that the verdict rests on: the last one. */
export function decidingVisit({ visits }: SeenSite): SeenVisit | null {
  return visits.at(-1) ?? null;
}
