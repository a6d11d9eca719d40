import type { Reason } from '../reason.ts';

/** What tells one sign of trouble from another for a reader: letters, digits and hyphens. Figures that differ from visit to visit are left out. */
export function reasonIdentity(reason: Reason): string {
  return [reason.kind, detailOf(reason)]
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}

function detailOf(reason: Reason): string {
  switch (reason.kind) {
    case 'dns':
    case 'connect':
    case 'tls':
    case 'protocol':
      return reason.code;
    case 'http-status':
      return String(reason.status);
    case 'block':
      return reason.vendor;
    case 'error-page':
      return reason.rule;
    case 'missing':
      return `${reason.expectation} ${reason.expected}`;
    case 'forbidden':
      return reason.pattern;
    case 'off-domain':
      return reason.host;
    case 'timeout':
      return reason.phase;
    case 'redirect-loop':
    case 'download':
    case 'too-large':
    case 'slow':
    case 'route':
    case 'browser':
    case 'refused':
    case 'breaker':
    case 'not-visited':
      return '';
  }
}
