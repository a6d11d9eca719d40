import {
  akamaiDenied,
  CHALLENGE_PATH,
  CLEARANCE_COOKIE,
  cloudflareChallenge,
  f5Rejected,
  impervaBlock,
  impervaFrame,
} from './block-pages.ts';
import { type Behaviour, type Exchange, send, sendHtml } from './exchange.ts';
import { servicePage } from './pages.ts';

/** How long the challenge works until it has solved itself, in milliseconds. */
const SOLVES_AFTER_MS = 1_200;
const IMPERVA_INCIDENT = '1042000180013372024-81550300147';

/** Behaviours of sites whose guard stands between the page and some visitors. */
export const BLOCKING = {
  'challenge-solving': (exchange) => challenge(exchange, SOLVES_AFTER_MS),

  'challenge-stuck': (exchange) => challenge(exchange, null),

  'imperva-block': (exchange) => {
    const framed = exchange.url.pathname === '/_Incapsula_Resource';
    sendHtml(exchange, framed ? impervaFrame(IMPERVA_INCIDENT) : impervaBlock(IMPERVA_INCIDENT), 200, {
      'x-iinfo': '12-34567890-0 0NNN RT(1700000000000 0) q(0 -1 -1 -1) r(0 -1) B15(4,200,0)',
    });
  },

  'akamai-denied': (exchange) =>
    sendHtml(exchange, akamaiDenied(exchange.url.href, '18.5d0f1202.1700000000.1a2b3c4d'), 403, {
      server: 'AkamaiGHost',
    }),

  /** Knows the direct exit for a machine and turns it away; whoever comes from elsewhere sees the page. */
  'blocks-direct': (exchange) =>
    sendHtml(exchange, exchange.viaExit ? servicePage(exchange.subject) : f5Rejected('4919206800573117322')),
} as const satisfies Record<string, Behaviour>;

function challenge(exchange: Exchange, solvesAfterMs: number | null): void {
  const { request, subject, url } = exchange;
  const vendor = { server: 'cloudflare', 'cf-ray': '8f00ba5eba11d0g-SIM' };
  if (url.pathname.startsWith(CHALLENGE_PATH)) {
    send(exchange, 200, 'text/javascript', '', vendor);
  } else if (solvesAfterMs !== null && request.headers.cookie?.includes(`${CLEARANCE_COOKIE}=1`)) {
    sendHtml(exchange, servicePage(subject), 200, vendor);
  } else {
    sendHtml(exchange, cloudflareChallenge(url.hostname, solvesAfterMs), 403, {
      ...vendor,
      'cf-mitigated': 'challenge',
    });
  }
}
