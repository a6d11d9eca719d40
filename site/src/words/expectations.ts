import type { ResolvedExpectations } from '../../../checker/domain/resolved-site.ts';
import type { Hours } from '../../../checker/domain/site.ts';

/** One thing that a page must show. What stands in `text` and `marks` was written by contributors. */
export interface ExpectationLine {
  text: string;
  /** Words or patterns that the text speaks of. */
  marks?: readonly string[];
}

const LOCALE = 'en-US';
const HTML = 'text/html,application/xhtml+xml';
const any = new Intl.ListFormat(LOCALE, { type: 'disjunction' });
const all = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const seconds = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });

/** What a site must show to be reachable, in sentences, the most telling first. */
export function expectationLines(expect: ResolvedExpectations): ExpectationLine[] {
  const { textAll, textAny, absent, selector, form, status, title, host, contentType, waitFor } = expect;
  const lines: (ExpectationLine | null)[] = [
    ...form.map((part) => ({
      text:
        'button' in part
          ? `We look for a visible button named “${part.button}” that can be pressed.`
          : `We look for a visible field labelled “${part.field}” that can be filled in.`,
    })),
    marked(selector, 'We look for this element, visible:', 'We look for these elements, all visible:'),
    marked(textAll, 'We look for these words:', 'We look for these words, all of them:'),
    marked(textAny, 'We look for these words:', 'We look for these words, at least one of them:'),
    marked(absent, 'These words must not be there:', 'None of these words may be there:'),
    title === null ? null : { text: 'The title must hold:', marks: [title] },
    waitFor === null
      ? null
      : { text: 'Before we judge the page, we wait for this element:', marks: [waitFor] },
    host.length === 0 ? null : { text: hostText(expect) },
    {
      text:
        contentType.join() === HTML
          ? 'The answer must be a web page (HTML).'
          : `The answer must be of the type ${any.format(contentType)}.`,
    },
    {
      text:
        status.length === 0
          ? 'The server must answer with a status from 200 to 299.'
          : `The server must answer with status ${any.format(status.map(String))}.`,
    },
    {
      text: `It must answer within ${secondsText(expect.timeoutMs)}; ready later than after ${secondsText(expect.slowAfterMs)} counts as slow, and so as impaired.`,
    },
  ];
  return lines.filter((line) => line !== null);
}

/** "Monday, Tuesday and Friday, 06:00 to 23:30". */
export function hoursText({ days, open, close }: Hours): string {
  return `${all.format(days.map((day) => DAYS[day]))}, ${open} to ${close}`;
}

const DAYS: Record<Hours['days'][number], string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

function hostText({ host, hostGiven }: ResolvedExpectations): string {
  const otherwise = hostGiven ? 'anywhere else counts as down' : 'anywhere else counts as impaired';
  return `The address may end at ${any.format(host)}; ${otherwise}.`;
}

function marked(marks: readonly string[], one: string, several: string): ExpectationLine | null {
  return marks.length === 0 ? null : { text: marks.length === 1 ? one : several, marks };
}

function secondsText(ms: number): string {
  return `${seconds.format(ms / 1_000)} s`;
}
