import type { Observation } from '../../../checker/domain/observation.ts';
import { STATUS } from '../../../checker/domain/status.ts';
import { EVIDENCE } from '../words/evidence.ts';
import { WORDS } from '../words.ts';
import { bytesText, loadText } from './format.ts';
import { outsideText } from './outside-text.ts';
import type { ShownVisit } from './shown-visit.ts';

/** One line of the evidence table. Text may come from a hostile page; `instants` are shown as times. */
export interface EvidenceRow {
  name: string;
  text: string;
  instants?: string[];
  /** Shown in a fixed-width face, and broken anywhere. */
  code?: true;
}

const F = WORDS.fields;

/** What was asked for, and what came. */
export function answerRows(shown: ShownVisit, o: Observation): EvidenceRow[] {
  return [
    { name: F.at, text: '', instants: [o.startedAt] },
    { name: F.outcome, text: STATUS[shown.visit.outcome].word },
    { name: F.address, text: outsideText(o.url), code: true },
    ...optional(o.finalUrl !== null && o.finalUrl !== o.url, () => ({
      name: F.final,
      text: outsideText(o.finalUrl ?? ''),
      code: true as const,
    })),
    { name: F.redirects, text: redirects(o) },
    ...optional(o.failure, (failure) => ({
      name: F.failure,
      text: outsideText(
        [failure.kind, failure.host, failure.code, failure.detail].filter(Boolean).join(', '),
      ),
    })),
    { name: F.status, text: o.status === null ? WORDS.noAnswer : String(o.status) },
    ...optional(o.contentType, (type) => ({ name: F.contentType, text: outsideText(type) })),
    ...optional(o.title, (title) => ({ name: F.title, text: outsideText(title) })),
    ...optional(o.textLength !== null, () => ({ name: F.text, text: WORDS.characters(o.textLength ?? 0) })),
    ...optional(o.probes.length > 0, () => ({ name: F.probes, text: probes(o) })),
    ...optional(o.document, (document) => ({
      name: F.document,
      text: WORDS.documentFacts(document.magic, bytesText(document.bytes)),
    })),
    ...optional(o.challengeMs > 0, () => ({
      name: F.challenge,
      text: WORDS.challengeWaited(loadText(o.challengeMs)),
    })),
    {
      name: F.traffic,
      text: WORDS.traffic(
        bytesText(o.bytes.received),
        bytesText(o.bytes.sent),
        o.requests.total,
        o.requests.failed,
      ),
    },
    { name: F.errors, text: WORDS.errors(o.consoleErrors, o.pageErrors) },
  ];
}

/** The certificate and the protocol of the secure connection. */
export function tlsRows({ tls: seen }: Observation): EvidenceRow[] {
  if (seen === null) return [{ name: F.tls, text: WORDS.noCertificate }];
  return [
    { name: EVIDENCE.tlsFields.protocol, text: outsideText(seen.protocol) },
    { name: EVIDENCE.tlsFields.subject, text: outsideText(seen.subject), code: true },
    { name: EVIDENCE.tlsFields.issuer, text: outsideText(seen.issuer) },
    { name: EVIDENCE.tlsFields.validFrom, text: '', instants: [seen.validFrom] },
    { name: EVIDENCE.tlsFields.validTo, text: '', instants: [seen.validTo] },
  ];
}

/** The way out, and what looked. */
export function exitRows(o: Observation): EvidenceRow[] {
  const region = /^lightsail:([a-z0-9-]+)$/.exec(o.route)?.[1];
  return [
    { name: EVIDENCE.route, text: outsideText(o.route), code: true },
    ...optional(region ?? (o.route === 'direct' ? EVIDENCE.direct : null), (text) => ({
      name: EVIDENCE.region,
      text,
    })),
    ...optional(o.address, (address) => ({
      name: F.resolved,
      text: outsideText(address),
      code: true as const,
    })),
    { name: F.browser, text: browser(o) },
    { name: F.rules, text: outsideText(o.rulesVersion) },
  ];
}

/** SHA-256 of the evidence and of all that it names. */
export function hashRows(
  shown: Pick<ShownVisit, 'sha256'>,
  o: Observation | null,
): { name: string; text: string }[] {
  const named = [
    [WORDS.hashNames.evidence, shown.sha256],
    [WORDS.hashNames.picture, o?.screenshot?.sha256],
    [WORDS.hashNames.dom, o?.dom?.sha256],
    [WORDS.hashNames.body, o?.body?.sha256],
    [WORDS.hashNames.text, o?.text?.sha256],
  ] as const;
  return named.flatMap(([name, sha256]) => (sha256 ? [{ name, text: sha256 }] : []));
}

function optional<T>(value: T | null | false, row: (value: T) => EvidenceRow): EvidenceRow[] {
  return value === null || value === false ? [] : [row(value)];
}

function redirects({ redirects: steps }: Observation): string {
  if (steps.length === 0) return WORDS.noRedirects;
  return steps.map(({ status, url }) => `${status} ${outsideText(url)}`).join('\n');
}

function probes(o: Observation): string {
  return o.probes
    .map(
      ({ name, visible, enabled, found }) => `${outsideText(name)}: ${WORDS.probe(visible, enabled, found)}`,
    )
    .join('\n');
}

function browser({ browser: { name, version, headed } }: Observation): string {
  return `${outsideText(name)} ${outsideText(version)}, ${headed ? WORDS.headed : WORDS.headless}`;
}
