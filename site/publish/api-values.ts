import type { Reason } from '../../checker/domain/reason.ts';
import { reasonText } from '../../checker/domain/reason-words.ts';
import type { RouteReport } from '../../checker/domain/run-record.ts';
import type { Place } from '../place.ts';
import { outsideText } from '../src/data/outside-text.ts';
import type { ReportSite } from '../src/data/report.ts';
import type { RunLine } from '../src/data/runs-report.ts';
import type { HistoryDay } from '../src/data/year.ts';
import { addressOf, PATHS } from './addresses.ts';
import type { ApiDay, ApiExit, ApiRun, ApiSite } from './api-schemas.ts';

/** A page as lists have it. */
export function apiSite(place: Place, site: ReportSite): ApiSite {
  const { state } = site;
  return {
    id: site.id,
    name: outsideText(site.name),
    url: site.url,
    group: site.group,
    groupName: outsideText(site.groupName),
    kinds: site.kindKeys,
    monitoring: site.monitoring,
    status: site.status,
    since: state?.since ?? null,
    checkedAt: state?.lastVisit.at ?? null,
    reasons: apiReasons(state?.reasons ?? []),
    incident: state?.incident ?? null,
    loadMs: site.lastLoadMs,
    availability: state?.availability ?? {},
    page: addressOf(place, PATHS.page(site.id)),
  };
}

/** A page with all that is known of its present. */
export function apiSiteDetail(place: Place, site: ReportSite) {
  const { state } = site;
  const suspect = state?.suspect ?? null;
  return {
    ...apiSite(place, site),
    firstCheck: state?.firstCheck ?? null,
    lastVisit: state?.lastVisit ?? null,
    lastGood: state?.lastGood ?? null,
    suspect: suspect && { ...suspect, reasons: apiReasons(suspect.reasons) },
    closed: (state?.closed ?? []).map((stretch) => ({
      ...stretch,
      reason: outsideText(stretch.reason),
    })),
    formerly: state?.formerly ?? [],
  };
}

/** A site's day. */
export function apiDay({ day, seconds, observed, checks, p50, p95 }: HistoryDay): ApiDay {
  return {
    day,
    seconds,
    ...(observed && { observedSeconds: observed }),
    checks,
    p50Ms: p50,
    p95Ms: p95,
  };
}

/** A way out of the newest run. */
export function apiExit({ name, state, canaries, exit }: RouteReport): ApiExit {
  return {
    route: name,
    state,
    address: exit?.address ?? null,
    region: exit?.region ?? null,
    createdAt: exit?.created ?? null,
    removedAt: exit?.removed ?? null,
    costAtMost: exit?.costAtMost ?? null,
    canaries,
  };
}

/** A run in figures. */
export function apiRun(run: RunLine): ApiRun {
  return {
    id: run.id,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    complete: run.complete,
    url: run.url,
    visited: run.visited,
    verdicts: run.verdicts,
    routes: run.routes,
    failedRoutes: run.failed,
    costAtMost: run.costAtMost,
  };
}

/** Reasons in words, fit to be shown. */
export function apiReasons(reasons: readonly Reason[]): ApiSite['reasons'] {
  return reasons.map((reason) => ({ kind: reason.kind, text: outsideText(reasonText(reason)) }));
}
