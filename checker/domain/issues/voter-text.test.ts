import { expect, it } from 'vitest';
import type { Reason } from '../reason.ts';
import { reasonsText, voterText } from './voter-text.ts';

const host = 'vote.example.gov';
const REASONS: readonly Reason[] = [
  { kind: 'dns', host, code: 'ENOTFOUND' },
  { kind: 'connect', host, code: 'ECONNREFUSED' },
  { kind: 'tls', host, code: 'ERR_CERT_DATE_INVALID' },
  { kind: 'timeout', phase: 'answer', afterMs: 45_000 },
  { kind: 'timeout', phase: 'document', afterMs: 45_000 },
  { kind: 'redirect-loop', host },
  { kind: 'protocol', code: 'ERR_EMPTY_RESPONSE' },
  { kind: 'download', contentType: 'application/zip' },
  { kind: 'too-large', limitBytes: 50_000_000 },
  { kind: 'http-status', status: 404 },
  { kind: 'error-page', rule: 'asp-net', phrase: 'Server Error in ‘/’ Application' },
  { kind: 'missing', expectation: 'form', expected: 'Search' },
  { kind: 'missing', expectation: 'text', expected: 'Track your ballot' },
  { kind: 'missing', expectation: 'content', expected: 'text' },
  { kind: 'forbidden', pattern: 'temporarily unavailable' },
  { kind: 'off-domain', host: 'parked.example.com', expected: host },
];

it('says in plain words what a voter meets', () => {
  expect(REASONS.map((reason) => voterText([reason], 'now')).join('\n')).toMatchInlineSnapshot(`
    "Voters who open this page cannot reach it: the name vote.example.gov could not be resolved (ENOTFOUND).
    Voters who open this page cannot reach it: no connection to vote.example.gov (ECONNREFUSED).
    Voters who open this page are stopped by a warning of their browser: no secure connection to vote.example.gov (ERR_CERT_DATE_INVALID).
    Voters who open this page wait for it in vain: no answer within 45 s.
    Voters who open this page wait for it in vain: the page did not finish loading within 45 s.
    Voters who open this page cannot reach it: redirects go round in circles at vote.example.gov.
    Voters who open this page get no whole page: the server broke off or garbled its answer (ERR_EMPTY_RESPONSE).
    Voters who open this page cannot use it: the address starts a download (application/zip) instead of showing a page.
    Voters who open this page cannot use it: the answer is larger than 50.0 MB.
    Voters who open this page get an error: the server answered 404.
    Voters who open this page cannot use it: an error page: “Server Error in ‘/’ Application” (rule asp-net).
    Voters who open this page do not find all they need on it: the form’s “Search” cannot be used.
    Voters who open this page do not find all they need on it: the words “Track your ballot” are missing.
    Voters who open this page do not find all they need on it: no content: expected text.
    Voters who open this page meet words that tell of trouble: the words “temporarily unavailable” are there and should not be.
    Voters who open this page end up on another site: the page ended at parked.example.com, not at vote.example.gov."
  `);
});

it('says it of the past', () => {
  expect(voterText([{ kind: 'dns', host, code: 'ENOTFOUND' }], 'then')).toBe(
    'Voters who opened this page could not reach it: the name vote.example.gov could not be resolved (ENOTFOUND).',
  );
  expect(voterText([], 'then')).toBe('Voters who opened this page could not use it.');
});

it('names three reasons and counts the others', () => {
  expect(reasonsText(REASONS.slice(9, 14))).toBe(
    'the server answered 404; an error page: “Server Error in ‘/’ Application” (rule asp-net); the form’s “Search” cannot be used; and 2 more',
  );
  expect(reasonsText([])).toBe('no reason is recorded');
});
