import { own } from './own.ts';
import { hasHeader } from './page-rule.ts';

interface Presence {
  vendor: string;
  /** Names of headers, or `name: part of the value`, all in lower case. Cookies keep their names. */
  headers: readonly string[];
  /** Its challenge can be an answer without any content: of any status, or of this one. */
  emptyChallenge?: 'any' | number;
}

/** Who stands before a site: on ordinary answers too, so it proves no block; it names the vendor of one that is proven. */
const PRESENCE: readonly Presence[] = [
  { vendor: 'datadome', headers: ['x-datadome', 'x-dd-b', 'set-cookie: datadome='], emptyChallenge: 'any' },
  { vendor: 'kasada', headers: ['x-kpsdk-ct', 'x-kpsdk-r', 'x-kpsdk-st'], emptyChallenge: 'any' },
  { vendor: 'human', headers: ['x-px-authorization', 'set-cookie: _px3=', 'set-cookie: _pxhd='] },
  {
    vendor: 'imperva',
    headers: [
      'x-iinfo',
      'x-cdn: imperva',
      'x-cdn: incapsula',
      'set-cookie: visid_incap',
      'set-cookie: incap_ses',
      'set-cookie: reese84=',
    ],
    emptyChallenge: 'any',
  },
  { vendor: 'sucuri', headers: ['x-sucuri-id', 'x-sucuri-cache', 'server: sucuri'] },
  { vendor: 'cloudflare', headers: ['cf-ray', 'cf-mitigated', 'server: cloudflare', 'set-cookie: __cf_bm='] },
  {
    vendor: 'akamai',
    headers: [
      'server: akamai',
      'x-akamai-transformed',
      'akamai-grn',
      'set-cookie: ak_bmsc=',
      'set-cookie: bm_sz=',
      'set-cookie: _abck=',
    ],
    emptyChallenge: 'any',
  },
  { vendor: 'vercel', headers: ['x-vercel-mitigated', 'x-vercel-id', 'server: vercel'] },
  { vendor: 'ddos-guard', headers: ['server: ddos-guard'] },
  { vendor: 'stackpath', headers: ['server: stackpath', 'x-sp-waf', 'set-cookie: sbtsck='] },
  { vendor: 'reblaze', headers: ['server: reblaze', 'set-cookie: rbzid='], emptyChallenge: 'any' },
  { vendor: 'azure', headers: ['x-azure-ref', 'server: microsoft-azure-application-gateway'] },
  {
    vendor: 'aws',
    headers: [
      'x-amzn-waf-action',
      'x-amz-cf-id',
      'server: awselb',
      'server: cloudfront',
      'set-cookie: aws-waf-token=',
    ],
    emptyChallenge: 202,
  },
  {
    vendor: 'f5',
    headers: ['server: bigip', 'server: big-ip', 'set-cookie: bigipserver', 'set-cookie: f5_'],
    emptyChallenge: 'any',
  },
  {
    vendor: 'citrix',
    headers: [
      'set-cookie: ns_af=',
      'set-cookie: citrix_ns_id',
      'set-cookie: nsc_',
      'cneonction',
      'nncoection',
    ],
  },
  {
    vendor: 'barracuda',
    headers: [
      'set-cookie: barra_counter_session',
      'set-cookie: bni__barracuda',
      'set-cookie: bni_persistence',
    ],
  },
  {
    vendor: 'fortinet',
    headers: ['set-cookie: fortiwafsid', 'server: fortiweb', 'set-cookie: cookiesession1='],
  },
  { vendor: 'google', headers: ['server: google frontend', 'via: 1.1 google'] },
];

/** F5's cookies: TS and hexadecimal digits. */
const F5_COOKIE = /(?:^|[\s,;])TS[0-9a-f]{6,12}(?:_\d+)?=/;

/** The vendor whose equipment the headers tell of; null: none is known. */
export function presentVendor(headers: Readonly<Record<string, string>>): string | null {
  return presence(headers)?.vendor ?? null;
}

/** The vendor present, when an answer of this status without content may be its challenge. */
export function emptyChallengeVendor(
  headers: Readonly<Record<string, string>>,
  status: number | null,
): string | null {
  const found = presence(headers);
  return found?.emptyChallenge === 'any' || (found && found.emptyChallenge === status) ? found.vendor : null;
}

function presence(headers: Readonly<Record<string, string>>): Presence | null {
  const found = PRESENCE.find((entry) => entry.headers.some((sign) => hasHeader(headers, sign)));
  if (found) return found;
  const f5 = F5_COOKIE.test(own(headers, 'set-cookie') ?? '');
  return f5 ? (PRESENCE.find(({ vendor }) => vendor === 'f5') ?? null) : null;
}
