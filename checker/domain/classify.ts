import { isBuiltByScripts, isEmptyPage, loadsOwnFiles } from './empty-page.ts';
import { type FailedVisit, failureReason, isOwnFailure } from './failure-reason.ts';
import { conclude, type Finding } from './finding.ts';
import type { PageContent } from './observation.ts';
import { type PageProof, provePage } from './page-proof.ts';
import { LITTLE_TEXT } from './page-rule.ts';
import { matchesPattern } from './pattern.ts';
import type { Reason } from './reason.ts';
import { asksForContent, type ContentVisit, missingContent, readableText } from './required-content.ts';
import type { ResolvedExpectations } from './resolved-site.ts';
import type { Outcome } from './status.ts';
import { emptyChallengeVendor, presentVendor } from './vendors.ts';

/** Changes with every rule and with how rules are weighed: stands in the evidence, beside what was concluded. */
export const RULES_VERSION = '2026-11-23';

/** What the classifier reads of an observation. */
export type ClassifiedVisit = FailedVisit & ContentVisit;

/** What a visit says of a site, and why. */
export interface Classification {
  outcome: Outcome;
  /** The deciding one first, the others in the order of proof; empty when the site is up. */
  reasons: Reason[];
  /** Whose block it is, `unknown` included; null when the site is not blocked. */
  vendor: string | null;
  /** Ids of all rules that held. */
  rules: string[];
}

/** What is to be judged. */
export interface ClassifierInput {
  observation: ClassifiedVisit;
  /** Null when no HTML came. */
  page: PageContent | null;
  /** Null for a page of which nothing is known, such as a saved one: general rules alone are asked. */
  expect: ResolvedExpectations | null;
}

/** Statuses with which firewalls refuse a visitor; 405 comes with captchas of AWS. */
const REFUSALS: readonly number[] = [403, 405, 406, 429, 451];

/** Judges one visit. */
export function classify(input: ClassifierInput): Classification {
  const { observation, page, expect } = input;
  const { failure } = observation;
  if (failure && (isOwnFailure(failure) || !hasBody(input))) return concluded([failed(input, false)], []);

  const missing = missingReasons(input);
  const met = isMet(input, missing);
  const proof = provePage(page, observation, {
    there: met && expect !== null && (isDocument(input) || (page?.text.length ?? 0) >= LITTLE_TEXT),
    works: met && expect !== null && (expect.selector.length > 0 || expect.form.length > 0),
  });
  const blocks = [...proof.blocks, ...impliedBlocks(input, proof, met, missing)];
  const vendor =
    blocks.find((block) => block.vendor !== 'unknown')?.vendor ?? presentVendor(observation.headers);
  const [block] = blocks;
  const [error] = proof.errors;
  const findings: Finding[] = [
    ...(failure && !isExpectedDownload(input, missing) ? [failed(input, met)] : []),
    ...statusFindings(input, met),
    ...found('blocked', block && { kind: 'block', vendor: vendor ?? 'unknown', rule: block.rule }),
    ...found('down', error && { kind: 'error-page', ...error }),
    ...found(isUnrenderedShell(input) ? 'unknown' : 'down', ...missing),
    ...(expect ? expectationFindings(input, expect) : []),
  ];
  return concluded(
    findings,
    [...blocks, ...proof.errors].map(({ rule }) => rule),
  );
}

function concluded(findings: readonly Finding[], rules: readonly string[]): Classification {
  const { outcome, reasons } = conclude(findings);
  const [deciding] = reasons;
  const named = reasons.flatMap((reason) => ('rule' in reason ? [reason.rule] : []));
  return {
    outcome,
    reasons,
    vendor: outcome === 'blocked' && deciding?.kind === 'block' ? deciding.vendor : null,
    rules: [...new Set([...named, ...rules])],
  };
}

function found(outcome: Outcome, ...reasons: (Reason | undefined)[]): Finding[] {
  return reasons.filter((reason) => reason !== undefined).map((reason) => ({ outcome, reason }));
}

function hasBody({ observation, page }: ClassifierInput): boolean {
  return page !== null || observation.document !== null || observation.failure?.kind === 'download';
}

/** A visit that failed although all required content was there is degraded: the site gave what it should. */
function failed({ observation }: ClassifierInput, met: boolean): Finding {
  const { failure } = observation;
  if (!failure) throw new Error('the visit did not fail');
  const reason = failureReason(failure, observation);
  if (isOwnFailure(failure)) return { outcome: 'unknown', reason };
  if (!met) return { outcome: reason.kind === 'block' ? 'blocked' : 'down', reason };
  return {
    outcome: 'degraded',
    reason: reason.kind === 'block' ? { kind: 'protocol', code: failure.code } : reason,
  };
}

/** No page but a file, whatever the browser's own viewer shows around it. */
function isDocument({ observation, page }: Pick<ClassifierInput, 'observation' | 'page'>): boolean {
  return observation.document !== null || page === null;
}

function isExpectedDownload({ observation, expect }: ClassifierInput, missing: readonly Reason[]): boolean {
  return observation.failure?.kind === 'download' && expect !== null && missing.length === 0;
}

function missingReasons({ observation, page, expect }: ClassifierInput): Reason[] {
  const missing = expect ? missingContent(observation, page, expect) : [];
  if (missing.length > 0) return missing;
  const nothing = observation.document
    ? observation.document.bytes === 0
    : page
      ? isEmptyPage(page, observation.probes)
      : observation.failure?.kind !== 'download';
  return nothing ? [{ kind: 'missing', expectation: 'content', expected: 'something to see' }] : [];
}

/** Where nothing of the page's own is asked for, a long page is taken for the right one, so far as no rule speaks against it. */
function isMet({ observation, page, expect }: ClassifierInput, missing: readonly Reason[]): boolean {
  if (missing.length > 0) return false;
  return (
    isDocument({ observation, page }) ||
    (expect !== null && asksForContent(expect)) ||
    (page?.text.length ?? 0) >= LITTLE_TEXT
  );
}

/** Saved before its scripts ran: what it would have shown cannot be said. */
function isUnrenderedShell({ observation, page, expect }: ClassifierInput): boolean {
  return expect === null && page !== null && isEmptyPage(page, observation.probes) && isBuiltByScripts(page);
}

/** Blocks that no rule knows by their page: an empty answer from where empty challenges come, a status that refuses. */
function impliedBlocks(
  { observation, page }: ClassifierInput,
  proof: PageProof,
  met: boolean,
  missing: readonly Reason[],
): PageProof['blocks'] {
  if (met || proof.blocks.length > 0 || proof.errors.length > 0) return [];
  const { status, headers } = observation;
  const empty = page ? isEmptyPage(page, observation.probes) && !loadsOwnFiles(page) : missing.length > 0;
  const vendor = empty ? emptyChallengeVendor(headers, status) : null;
  if (vendor !== null) return [{ rule: 'empty-challenge', vendor }];
  return status !== null && REFUSALS.includes(status)
    ? [{ rule: `status-${status}`, vendor: 'unknown' }]
    : [];
}

function statusFindings({ observation: { status }, expect }: ClassifierInput, met: boolean): Finding[] {
  if (status === null) return [];
  const right =
    expect && expect.status.length > 0 ? expect.status.includes(status) : status >= 200 && status < 300;
  return right ? [] : [{ outcome: met ? 'degraded' : 'down', reason: { kind: 'http-status', status } }];
}

function expectationFindings(
  { observation, page }: ClassifierInput,
  expect: ResolvedExpectations,
): Finding[] {
  const text = page ? readableText(observation, page) : '';
  const forbidden = expect.absent.filter((pattern) => text !== '' && matchesPattern(pattern, text));
  const host = URL.parse(observation.finalUrl ?? '')?.hostname ?? '';
  const strayed =
    host !== '' && expect.host.length > 0 && !expect.host.some((allowed) => coversHost(allowed, host));
  const ms = Math.round(observation.timings.ready ?? observation.timings.load ?? observation.timings.total);
  const slow = observation.failure === null && ms > expect.slowAfterMs;
  return [
    ...found('down', ...forbidden.map((pattern): Reason => ({ kind: 'forbidden', pattern }))),
    ...found(
      expect.hostGiven ? 'down' : 'degraded',
      strayed ? { kind: 'off-domain', host, expected: expect.host.join(' or ').slice(0, 500) } : undefined,
    ),
    ...found('degraded', slow ? { kind: 'slow', ms, limitMs: expect.slowAfterMs } : undefined),
  ];
}

/** `*.example.gov` covers example.gov and all hosts below it. */
function coversHost(allowed: string, host: string): boolean {
  const name = allowed.toLowerCase();
  if (!name.startsWith('*.')) return host === name;
  return host === name.slice(2) || host.endsWith(name.slice(1));
}
