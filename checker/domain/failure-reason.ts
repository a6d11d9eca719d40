import type { Failure, Observation } from './observation.ts';
import type { Reason } from './reason.ts';
import { presentVendor } from './vendors.ts';

/** The visit as far as a failure is told from it. */
export type FailedVisit = Pick<Observation, 'status' | 'headers' | 'contentType' | 'timings'> &
  Partial<Pick<Observation, 'bytes' | 'route'>>;

/** Failures of the monitor itself: they say nothing about the site. */
export function isOwnFailure(failure: Failure): boolean {
  return failure.kind === 'route' || failure.kind === 'browser' || failure.kind === 'refused';
}

/** Why a visit ended before its end, as a reason. */
export function failureReason(failure: Failure, visit: FailedVisit): Reason {
  const { kind, host, code } = failure;
  switch (kind) {
    case 'dns':
    case 'connect':
      return { kind, host, code };
    case 'tls':
      return { kind, host, code, ...(failure.detail === undefined ? {} : { detail: failure.detail }) };
    case 'timeout':
      return {
        kind,
        phase: visit.status === null ? 'answer' : 'document',
        afterMs: Math.round(visit.timings.total),
      };
    case 'redirect-loop':
      return { kind, host };
    case 'protocol':
      return { kind, code };
    case 'http2':
      // Firewalls reset the stream of visitors they refuse; in doubt between down and blocked it is blocked.
      return { kind: 'block', vendor: presentVendor(visit.headers) ?? 'unknown', rule: 'http2-reset' };
    case 'download':
      return { kind, contentType: (visit.contentType ?? 'unknown').slice(0, 500) };
    case 'too-large':
      return { kind, limitBytes: visit.bytes?.received ?? 0 };
    case 'route':
      return { kind, route: (visit.route ?? host).slice(0, 500), detail: detail(failure) };
    case 'browser':
      return { kind, detail: detail(failure) };
    case 'refused':
      return { kind, host, detail: detail(failure) };
  }
}

function detail(failure: Failure): string {
  return failure.detail ?? failure.code;
}
