import type { ExpectationLine } from './expectation-words.ts';
import type { Reason } from './reason.ts';

type Missing = Extract<Reason, { kind: 'missing' }>;

/** Reasons keep no more of what was expected. */
const REASON_LIMIT = 500;

/** Whether a reason says that an expectation did not hold. */
export function isUnmetBy({ about, expected }: ExpectationLine, reason: Reason): boolean {
  switch (reason.kind) {
    case 'missing':
      return (
        ABOUT[reason.expectation] === about &&
        (expected === undefined || expected.some((name) => name.slice(0, REASON_LIMIT) === reason.expected))
      );
    case 'forbidden':
      return about === 'absent';
    case 'off-domain':
      return about === 'host';
    case 'http-status':
      return about === 'status';
    case 'download':
      return about === 'type';
    case 'slow':
    case 'timeout':
      return about === 'time';
    default:
      return false;
  }
}

/** Of a page without any content no single expectation is to blame. */
const ABOUT: Record<Missing['expectation'], ExpectationLine['about'] | null> = {
  content: null,
  text: 'text',
  selector: 'selector',
  form: 'form',
  title: 'title',
  'wait-for': 'wait-for',
  'content-type': 'type',
  document: 'type',
};
