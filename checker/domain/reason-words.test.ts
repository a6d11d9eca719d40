import { expect, it } from 'vitest';
import type { Reason } from './reason.ts';
import { describeReasons, reasonText } from './reason-words.ts';

const host = 'vote.example.gov';
const words: [Reason, string][] = [
  [{ kind: 'dns', host, code: 'ENOTFOUND' }, 'The name vote.example.gov could not be resolved (ENOTFOUND)'],
  [{ kind: 'connect', host, code: 'ECONNREFUSED' }, 'No connection to vote.example.gov (ECONNREFUSED)'],
  [
    { kind: 'tls', host, code: 'ERR_CERT_DATE_INVALID' },
    'No secure connection to vote.example.gov (ERR_CERT_DATE_INVALID)',
  ],
  [{ kind: 'timeout', phase: 'answer', afterMs: 45_000 }, 'No answer within 45 s'],
  [{ kind: 'timeout', phase: 'document', afterMs: 45_060 }, 'The page did not finish loading within 45.1 s'],
  [{ kind: 'redirect-loop', host }, 'Redirects go round in circles at vote.example.gov'],
  [
    { kind: 'protocol', code: 'ERR_EMPTY_RESPONSE' },
    'The server broke off or garbled its answer (ERR_EMPTY_RESPONSE)',
  ],
  [
    { kind: 'download', contentType: 'application/zip' },
    'The address starts a download (application/zip) instead of showing a page',
  ],
  [{ kind: 'too-large', limitBytes: 40_000_000 }, 'The answer is larger than 40.0 MB'],
  [{ kind: 'http-status', status: 503 }, 'The server answered 503'],
  [
    { kind: 'block', vendor: 'cloudflare', rule: 'cloudflare-challenge' },
    'Blocked by Cloudflare (rule cloudflare-challenge)',
  ],
  [
    { kind: 'block', vendor: 'unknown', rule: 'status-403' },
    'Blocked by an unknown firewall (rule status-403)',
  ],
  [{ kind: 'block', vendor: 'constructor', rule: 'x' }, 'Blocked by constructor (rule x)'],
  [
    { kind: 'error-page', rule: 'not-found', phrase: 'page not found' },
    'An error page: “page not found” (rule not-found)',
  ],
  [
    { kind: 'missing', expectation: 'content', expected: 'something to see' },
    'No content: expected something to see',
  ],
  [
    { kind: 'missing', expectation: 'text', expected: 'Look up my registration' },
    'The words “Look up my registration” are missing',
  ],
  [
    { kind: 'missing', expectation: 'selector', expected: '#map', found: 'hidden' },
    'The element #map is missing (hidden)',
  ],
  [
    { kind: 'missing', expectation: 'form', expected: 'Search', found: 'disabled' },
    'The form’s “Search” cannot be used (disabled)',
  ],
  [
    { kind: 'missing', expectation: 'title', expected: 'Ballot', found: 'Home' },
    'The title is “Home”, without “Ballot”',
  ],
  [
    { kind: 'missing', expectation: 'content-type', expected: 'application/pdf', found: 'text/html' },
    'The answer is text/html, not application/pdf',
  ],
  [
    { kind: 'missing', expectation: 'document', expected: 'application/pdf', found: '60 bytes' },
    'The document is not a whole application/pdf (60 bytes)',
  ],
  [{ kind: 'missing', expectation: 'wait-for', expected: '.ready' }, 'The element .ready never came'],
  [{ kind: 'forbidden', pattern: 'outage' }, 'The words “outage” are there and should not be'],
  [
    { kind: 'off-domain', host: 'example.com', expected: '*.example.gov' },
    'The page ended at example.com, not at *.example.gov',
  ],
  [{ kind: 'slow', ms: 20_400, limitMs: 15_000 }, 'Ready after 20.4 s, later than 15 s'],
  [
    { kind: 'route', route: 'direct', detail: 'no network' },
    'Not checked: the route direct failed (no network)',
  ],
  [{ kind: 'browser', detail: 'crashed' }, 'Not checked: the browser failed (crashed)'],
  [
    { kind: 'refused', host: 'localhost', detail: 'loopback' },
    'Not checked: localhost is an address that may not be visited (loopback)',
  ],
  [
    { kind: 'breaker', share: 0.42, limit: 0.3 },
    'Not counted: 42 % of all pages turned down at once, more than 30 %',
  ],
  [{ kind: 'not-visited', detail: 'the run was stopped' }, 'Not checked: the run was stopped'],
];

it.each(words)('says %o', (reason, text) => {
  expect(reasonText(reason)).toBe(text);
});

it('joins several in one line', () => {
  const reasons: Reason[] = [
    { kind: 'http-status', status: 500 },
    { kind: 'slow', ms: 20_000, limitMs: 15_000 },
  ];
  expect(describeReasons(reasons)).toBe('The server answered 500; Ready after 20 s, later than 15 s');
  expect(describeReasons([])).toBe('');
});
