import { own } from './own.ts';
import type { Reason } from './reason.ts';

type Missing = Extract<Reason, { kind: 'missing' }>;

const VENDOR_NAMES: Readonly<Record<string, string>> = {
  akamai: 'Akamai',
  anubis: 'Anubis',
  aws: 'AWS',
  azure: 'Azure',
  barracuda: 'Barracuda',
  citrix: 'Citrix',
  cloudflare: 'Cloudflare',
  datadome: 'DataDome',
  'ddos-guard': 'DDoS-Guard',
  f5: 'F5',
  fortinet: 'Fortinet',
  google: 'Google',
  human: 'HUMAN',
  imperva: 'Imperva',
  imunify360: 'Imunify360',
  kasada: 'Kasada',
  modsecurity: 'ModSecurity',
  'palo-alto': 'Palo Alto Networks',
  radware: 'Radware',
  reblaze: 'Reblaze',
  siteground: 'SiteGround',
  stackpath: 'StackPath',
  sucuri: 'Sucuri',
  vercel: 'Vercel',
  wordfence: 'Wordfence',
  zscaler: 'Zscaler',
};

/**
 * A reason in plain words, as one sentence without a full stop. It may hold text of a hostile page: escape it for where it goes.
 */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'dns':
      return `The name ${reason.host} could not be resolved (${reason.code})`;
    case 'connect':
      return `No connection to ${reason.host} (${reason.code})`;
    case 'tls':
      return `No secure connection to ${reason.host} (${reason.detail ?? reason.code})`;
    case 'timeout':
      return reason.phase === 'answer'
        ? `No answer within ${seconds(reason.afterMs)}`
        : `The page did not finish loading within ${seconds(reason.afterMs)}`;
    case 'redirect-loop':
      return `Redirects go round in circles at ${reason.host}`;
    case 'protocol':
      return `The server broke off or garbled its answer (${reason.code})`;
    case 'download':
      return `The address starts a download (${reason.contentType}) instead of showing a page`;
    case 'too-large':
      return `The answer is larger than ${(reason.limitBytes / 1_000_000).toFixed(1)} MB`;
    case 'http-status':
      return `The server answered ${reason.status}`;
    case 'block':
      return `Blocked by ${vendorName(reason.vendor)} (rule ${reason.rule})`;
    case 'error-page':
      return `An error page: “${reason.phrase}” (rule ${reason.rule})`;
    case 'missing':
      return missingText(reason);
    case 'forbidden':
      return `The words “${reason.pattern}” are there and should not be`;
    case 'off-domain':
      return `The page ended at ${reason.host}, not at ${reason.expected}`;
    case 'slow':
      return `Ready after ${seconds(reason.ms)}, later than ${seconds(reason.limitMs)}`;
    case 'route':
      return `Not checked: the route ${reason.route} failed (${reason.detail})`;
    case 'browser':
      return `Not checked: the browser failed (${reason.detail})`;
    case 'refused':
      return `Not checked: ${reason.host} is an address that may not be visited (${reason.detail})`;
    case 'breaker':
      return `Not counted: ${percent(reason.share)} of all pages turned down at once, more than ${percent(reason.limit)}`;
    case 'not-visited':
      return `Not checked: ${reason.detail}`;
  }
}

/** Several reasons as one line, the deciding one first; '' without reasons. */
export function describeReasons(reasons: readonly Reason[]): string {
  return reasons.map(reasonText).join('; ');
}

/** The vendor's own spelling of its name. */
export function vendorName(vendor: string): string {
  if (vendor === 'unknown') return 'an unknown firewall';
  return own(VENDOR_NAMES, vendor) ?? vendor;
}

function missingText({ expectation, expected, found }: Missing): string {
  const instead = found === undefined ? '' : ` (${found})`;
  switch (expectation) {
    case 'content':
      return `No content: expected ${expected}`;
    case 'text':
      return `The words “${expected}” are missing`;
    case 'selector':
      return `The element ${expected} is missing${instead}`;
    case 'form':
      return `The form’s “${expected}” cannot be used${instead}`;
    case 'title':
      return `The title is “${found ?? ''}”, without “${expected}”`;
    case 'content-type':
      return `The answer is ${found ?? 'something else'}, not ${expected}`;
    case 'document':
      return `The document is not a whole ${expected}${instead}`;
    case 'wait-for':
      return `The element ${expected} never came`;
  }
}

function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
