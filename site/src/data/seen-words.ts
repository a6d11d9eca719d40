import { failureReason } from '../../../checker/domain/failure-reason.ts';
import { reasonText } from '../../../checker/domain/reason-words.ts';
import { STATUS } from '../../../checker/domain/status.ts';
import { EVIDENCE } from '../words/evidence.ts';
import { outsideText } from './outside-text.ts';
import type { ShownVisit } from './shown-visit.ts';

/** What a visit saw, in a few words: "Down, answered 503, titled “Service Unavailable”". May hold text of a hostile page. */
export function seenWords({ visit, observation }: Pick<ShownVisit, 'visit' | 'observation'>): string {
  const { word } = STATUS[visit.outcome];
  if (!observation) return visit.evidence === null ? word : `${word}, ${EVIDENCE.seen.gone}`;
  const { failure, status, title } = observation;
  if (failure) return `${word}: ${outsideText(reasonText(failureReason(failure, observation)), 200)}`;
  return [
    word,
    status === null ? EVIDENCE.seen.noAnswer : EVIDENCE.seen.answered(status),
    ...(title ? [EVIDENCE.seen.titled(outsideText(title, 120))] : []),
  ].join(', ');
}
