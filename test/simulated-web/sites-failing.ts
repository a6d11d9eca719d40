import type { ReasonKind } from '../../checker/domain/reason.ts';
import { type Expected, type SitePlan, servicePlan } from './site-plan.ts';

const down = (reasonKinds: readonly ReasonKind[], says: string): Expected => ({
  outcome: 'down',
  reasonKinds,
  says,
});

const blocked = (vendor: string, says: string): Expected => ({
  outcome: 'blocked',
  reasonKinds: ['block'],
  vendor,
  says,
});

/** Simulated sites that work for nobody. */
export const DOWN_SITES: readonly SitePlan[] = [
  servicePlan(
    'GA',
    'check-registration',
    'unavailable-200',
    down(['error-page'], 'says “currently unavailable” with status 200'),
  ),
  servicePlan(
    'TX',
    'check-registration',
    'iis-error',
    down(['http-status', 'error-page'], 'shows an ASP.NET error'),
  ),
  servicePlan('KY', 'polling-place', 'not-found', down(['http-status'], 'answers 404')),
  servicePlan('LA', 'track-ballot', 'unavailable-503', down(['http-status'], 'answers 503')),
  servicePlan('HI', 'check-registration', 'auth-prompt', down(['http-status'], 'asks for a password')),
  servicePlan('NM', 'register', 'fine', down(['dns'], 'has a name that does not exist'), {
    host: 'register.nm.invalid',
    transport: 'no-such-name',
  }),
  servicePlan('AK', 'track-ballot', 'fine', down(['connect'], 'refuses connections'), {
    transport: 'closed-port',
  }),
  servicePlan('WV', 'register', 'reset', down(['protocol', 'connect'], 'resets the connection')),
  servicePlan('MS', 'check-registration', 'empty-answer', down(['protocol'], 'answers with nothing')),
  servicePlan('DE', 'track-ballot', 'hang', down(['timeout'], 'never answers')),
  servicePlan('AR', 'track-ballot', 'fine', down(['tls'], 'has a certificate that expired'), {
    transport: 'https-expired',
  }),
  servicePlan('SD', 'register', 'fine', down(['tls'], 'has the certificate of another host'), {
    transport: 'https-wrong-host',
  }),
  servicePlan('NH', 'check-registration', 'fine', down(['protocol'], 'resets every HTTP/2 stream'), {
    transport: 'h2-resetting',
    demo: false,
  }),
  servicePlan('NE', 'check-registration', 'redirect-loop', down(['redirect-loop'], 'redirects in a circle')),
  servicePlan(
    'OK',
    'check-registration',
    'redirect-parked',
    down(['error-page', 'missing', 'off-domain'], 'leads to a domain for sale'),
    { aliases: ['best-voter-deals.localhost'] },
  ),
  servicePlan('TN', 'register', 'empty-document', down(['missing', 'error-page'], 'is an empty document')),
  servicePlan('IL', 'track-ballot', 'spinner', down(['missing'], 'turns a ring for ever')),
  servicePlan(
    'AZ',
    'check-registration',
    'form-disabled',
    down(['missing'], 'shows a form that is switched off'),
  ),
  servicePlan('MO', 'register', 'download', down(['download'], 'starts a download')),
  servicePlan('UT', 'check-registration', 'huge-body', down(['too-large'], 'sends a page without end'), {
    demo: false,
  }),
];

/** Simulated sites that turn every exit away. */
export const BLOCKED_SITES: readonly SitePlan[] = [
  servicePlan(
    'NY',
    'check-registration',
    'challenge-stuck',
    blocked('cloudflare', 'keeps the browser in a challenge'),
  ),
  servicePlan('FL', 'check-registration', 'imperva-block', blocked('imperva', 'blocks with status 200')),
  servicePlan('NC', 'track-ballot', 'akamai-denied', blocked('akamai', 'denies access')),
];
