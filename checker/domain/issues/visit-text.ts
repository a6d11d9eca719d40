import { failureReason } from '../failure-reason.ts';
import { msOf } from '../instant.ts';
import type { Observation } from '../observation.ts';
import { STATUS } from '../status.ts';
import { code, markdown } from './escaping.ts';
import { link } from './links.ts';
import type { ShownVisit } from './shown.ts';
import { momentText, stampText } from './times.ts';
import { lowerReason } from './voter-text.ts';

/** What a visit saw, in a few words for a sentence or a cell: "Down, answered 503, titled “Service Unavailable”". */
export function seenText({ outcome, observation }: ShownVisit): string {
  const { word } = STATUS[outcome];
  if (!observation) return `${word}, details not at hand`;
  const { failure, status, title } = observation;
  if (failure) return `${word}, ${lowerReason(failureReason(failure, observation))}`;
  const parts = [
    status === null ? 'no answer' : `answered ${status}`,
    ...(title ? [`titled “${markdown(title, 120)}”`] : []),
  ];
  return [word, ...parts].join(', ');
}

/** Links to what is kept of a visit: "page source, run". '' when nothing can be linked to. */
export function evidenceLinks({ source, run }: ShownVisit): string {
  return [
    ...(source === null ? [] : [link('page source', source)]),
    ...(run === null ? [] : [link('run', run)]),
  ].join(', ');
}

/** A visit as a sentence: "Seen at 15:10 UTC over `direct`: reachable, answered 200 (page source, run)." `lead`: its first words. */
export function visitSentence(visit: ShownVisit, lead = 'Seen', beside?: string): string {
  const links = evidenceLinks(visit);
  const end = links === '' ? '' : ` (${links})`;
  const seen = seenText(visit);
  const lower = seen.charAt(0).toLowerCase() + seen.slice(1);
  return `${lead} at ${momentText(visit.at, beside)} over ${code(visit.route, 100)}: ${lower}${end}.`;
}

/** Visits as a table, each under its name. */
export function visitsTable(rows: readonly { name: string; visit: ShownVisit }[]): string {
  const lines = rows.map(({ name, visit }) => {
    const links = evidenceLinks(visit);
    const seen = links === '' ? seenText(visit) : `${seenText(visit)} (${links})`;
    return `| ${name} | ${stampText(visit.at)} | ${code(visit.route, 100)} | ${seen} |`;
  });
  return ['| Visit | UTC | Route | What was seen |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

const PHASES = [
  ['dns', 'name lookup'],
  ['connect', 'connect'],
  ['tls', 'TLS'],
  ['firstByte', 'first byte'],
  ['dom', 'document'],
  ['load', 'loaded'],
  ['ready', 'ready'],
  ['total', 'whole visit'],
] as const;

/** How long the phases of a visit took: "name lookup 12 ms · connect 31 ms · … · whole visit 3.4 s". */
export function timingsText({ timings }: Observation): string {
  return PHASES.flatMap(([phase, name]) => {
    const ms = timings[phase];
    return ms === null ? [] : [`${name} ${phaseText(ms)}`];
  }).join(' · ');
}

/** The way through redirects to the final address; '' when there were none. */
export function redirectsText({ redirects, finalUrl }: Observation): string {
  if (redirects.length === 0) return '';
  const steps = redirects.slice(0, 5).map(({ url, status }) => `${code(url, 200)} (${status})`);
  const more = redirects.length > 5 ? [`${redirects.length - 5} more`] : [];
  return [...steps, ...more, ...(finalUrl === null ? [] : [code(finalUrl, 200)])].join(' → ');
}

/** So long before its end a certificate is worth a word. */
const ENDS_SOON = 21 * 86_400_000;

/** The certificate, when it tells something: the secure connection failed, or it is not valid, or not for long. Else ''. */
export function certificateNote({ tls, failure, startedAt }: Observation): string {
  if (!tls) return '';
  const at = msOf(startedAt);
  const fine = msOf(tls.validFrom) <= at && msOf(tls.validTo) > at + ENDS_SOON;
  if (fine && failure?.kind !== 'tls') return '';
  return `${markdown(tls.protocol, 50)}, for ${code(tls.subject, 150)}, issued by ${markdown(tls.issuer, 150)}, valid from ${momentText(tls.validFrom)} until ${momentText(tls.validTo)}`;
}

function phaseText(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
