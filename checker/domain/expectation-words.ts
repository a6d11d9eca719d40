import type { ResolvedExpectations } from './resolved-site.ts';

/** One thing that a page must show. What stands in `text` and `marks` was written by contributors. */
export interface ExpectationLine {
  text: string;
  /** Words or patterns that the text speaks of. */
  marks?: readonly string[];
  /** What it is about. */
  about: 'form' | 'selector' | 'text' | 'absent' | 'title' | 'wait-for' | 'host' | 'type' | 'status' | 'time';
  /** What a reason names as expected when it is missing; not given where there can be one such reason only. */
  expected?: readonly string[];
}

const LOCALE = 'en-US';
const HTML = 'text/html,application/xhtml+xml';
const any = new Intl.ListFormat(LOCALE, { type: 'disjunction' });
const seconds = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** What a site must show to be reachable, in sentences, the most telling first. */
export function expectationLines(expect: ResolvedExpectations): ExpectationLine[] {
  const { textAll, textAny, absent, selector, form, status, title, host, contentType, waitFor } = expect;
  const lines: (ExpectationLine | null)[] = [
    ...form.map((part): ExpectationLine => {
      const [name, text] =
        'button' in part
          ? [part.button, `We look for a visible button named “${part.button}” that can be pressed.`]
          : [part.field, `We look for a visible field labelled “${part.field}” that can be filled in.`];
      return { about: 'form', text, expected: [name] };
    }),
    marked(
      'selector',
      selector,
      'We look for this element, visible:',
      'We look for these elements, all visible:',
    ),
    marked('text', textAll, 'We look for these words:', 'We look for these words, all of them:'),
    marked('text', textAny, 'We look for these words:', 'We look for these words, at least one of them:', [
      textAny.join(' or '),
    ]),
    marked('absent', absent, 'These words must not be there:', 'None of these words may be there:'),
    title === null ? null : { about: 'title', text: 'The title must hold:', marks: [title] },
    waitFor === null
      ? null
      : { about: 'wait-for', text: 'Before we judge the page, we wait for this element:', marks: [waitFor] },
    host.length === 0 ? null : { about: 'host', text: hostText(expect) },
    {
      about: 'type',
      text:
        contentType.join() === HTML
          ? 'The answer must be a web page (HTML).'
          : `The answer must be of the type ${any.format(contentType)}.`,
    },
    {
      about: 'status',
      text:
        status.length === 0
          ? 'The server must answer with a status from 200 to 299.'
          : `The server must answer with status ${any.format(status.map(String))}.`,
    },
    {
      about: 'time',
      text: `It must answer within ${secondsText(expect.timeoutMs)}; ready later than after ${secondsText(expect.slowAfterMs)} counts as slow, and so as impaired.`,
    },
  ];
  return lines.filter((line) => line !== null);
}

function hostText({ host, hostGiven }: ResolvedExpectations): string {
  const otherwise = hostGiven ? 'anywhere else counts as down' : 'anywhere else counts as impaired';
  return `The address may end at ${any.format(host)}; ${otherwise}.`;
}

function marked(
  about: ExpectationLine['about'],
  marks: readonly string[],
  one: string,
  several: string,
  expected = marks,
): ExpectationLine | null {
  return marks.length === 0 ? null : { about, text: marks.length === 1 ? one : several, marks, expected };
}

function secondsText(ms: number): string {
  return `${seconds.format(ms / 1_000)} s`;
}
