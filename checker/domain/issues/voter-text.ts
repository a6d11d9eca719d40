import type { Reason, ReasonKind } from '../reason.ts';
import { reasonText } from '../reason-words.ts';
import { markdown } from './escaping.ts';

/** For the end of "Voters who open this page …" and of "Voters who opened this page …". */
const MEETS: Record<ReasonKind, readonly [now: string, then: string]> = {
  dns: ['cannot reach it', 'could not reach it'],
  connect: ['cannot reach it', 'could not reach it'],
  tls: ['are stopped by a warning of their browser', 'were stopped by a warning of their browser'],
  timeout: ['wait for it in vain', 'waited for it in vain'],
  'redirect-loop': ['cannot reach it', 'could not reach it'],
  protocol: ['get no whole page', 'got no whole page'],
  download: ['cannot use it', 'could not use it'],
  'too-large': ['cannot use it', 'could not use it'],
  'http-status': ['get an error', 'got an error'],
  block: [
    'may reach it, but our monitor is turned away',
    'may have reached it, but our monitor was turned away',
  ],
  'error-page': ['cannot use it', 'could not use it'],
  missing: ['do not find all they need on it', 'did not find all they needed on it'],
  forbidden: ['meet words that tell of trouble', 'met words that told of trouble'],
  'off-domain': ['end up on another site', 'ended up on another site'],
  slow: ['wait long', 'waited long'],
  route: ['may reach it: we could not look', 'may have reached it: we could not look'],
  browser: ['may reach it: we could not look', 'may have reached it: we could not look'],
  refused: ['may reach it: we could not look', 'may have reached it: we could not look'],
  breaker: ['may reach it: we could not tell', 'may have reached it: we could not tell'],
  'not-visited': ['may reach it: we did not look', 'may have reached it: we did not look'],
};

/** What a voter meets, in one sentence: "Voters who open this page get an error: the server answered 503." */
export function voterText(reasons: readonly Reason[], tense: 'now' | 'then', page = 'this page'): string {
  const meets = voterMeets(reasons, tense, page);
  const [reason] = reasons;
  return reason ? `${meets}: ${lowerReason(reason)}.` : `${meets}.`;
}

/** The beginning of that sentence, as plain text: "Voters who open this page get an error". */
export function voterMeets(reasons: readonly Reason[], tense: 'now' | 'then', page = 'this page'): string {
  const open = tense === 'now' ? `Voters who open ${page}` : `Voters who opened ${page}`;
  const [reason] = reasons;
  if (!reason) return `${open} ${tense === 'now' ? 'cannot' : 'could not'} use it`;
  return `${open} ${MEETS[reason.kind][tense === 'now' ? 0 : 1]}`;
}

/** A reason for the middle of a sentence, as Markdown: "the server answered 503". */
export function lowerReason(reason: Reason): string {
  const text = reasonText(reason);
  return markdown(text.charAt(0).toLowerCase() + text.slice(1));
}

/** Reasons for the middle of a sentence or a cell of a table, the deciding one first, three at the most. */
export function reasonsText(reasons: readonly Reason[]): string {
  if (reasons.length === 0) return 'no reason is recorded';
  const more = reasons.length > 3 ? `; and ${reasons.length - 3} more` : '';
  return reasons.slice(0, 3).map(lowerReason).join('; ') + more;
}

/** Reasons as a list, the deciding one first, six at the most. */
export function reasonsList(reasons: readonly Reason[]): string {
  const lines = reasons.slice(0, 6).map((reason) => `- ${markdown(reasonText(reason), 600)}`);
  if (reasons.length > 6) lines.push(`- and ${reasons.length - 6} more`);
  return lines.join('\n');
}

/** Whether two lists of reasons say the same. */
export function sameReasons(a: readonly Reason[], b: readonly Reason[]): boolean {
  return a.map(reasonText).join('\n') === b.map(reasonText).join('\n');
}
