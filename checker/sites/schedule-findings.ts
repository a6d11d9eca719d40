import type { Node } from 'jsonc-parser';
import { Duration, durationMs } from '../domain/duration.ts';
import { elements, type Finding, field, fields, textOf } from './finding.ts';
import { didYouMean } from './nearest.ts';
import { quote } from './quote.ts';

/** Faults of anything about time: zones, opening hours, closures, and how long a verdict holds. */
export function* scheduleFindings(root: Node): Generator<Finding> {
  yield* gapFindings(field(root, 'interval'), field(root, 'maxGap'));
  for (const { value } of fields(field(root, 'groups'))) yield* zoneFindings(field(value, 'timeZone'));
  for (const site of elements(field(root, 'sites'))) {
    yield* zoneFindings(field(site, 'timeZone'));
    for (const hours of elements(field(site, 'hours'))) yield* hoursFindings(hours);
    for (const closure of elements(field(site, 'closures'))) yield* closureFindings(closure);
  }
}

function* gapFindings(interval: Node | undefined, maxGap: Node | undefined): Generator<Finding> {
  const [every, most] = [textOf(interval), textOf(maxGap)];
  if (!maxGap || !every || !most || ![every, most].every((text) => Duration.safeParse(text).success)) return;
  if (durationMs(most) >= durationMs(every)) return;
  yield { node: maxGap, message: `expected at least the interval (${every}), received ${quote(most)}` };
}

function* zoneFindings(node: Node | undefined): Generator<Finding> {
  const zone = textOf(node);
  if (!node || zone === undefined || isTimeZone(zone)) return;
  const hint = didYouMean(zone, Intl.supportedValuesOf('timeZone'));
  yield {
    node,
    message: `expected an IANA time zone such as America/New_York, received ${quote(zone)}${hint}`,
  };
}

function isTimeZone(zone: string): boolean {
  // Intl also takes offsets such as +05:00, which know no summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function* hoursFindings(hours: Node): Generator<Finding> {
  const [open, close] = [textOf(field(hours, 'open')), textOf(field(hours, 'close'))];
  const node = field(hours, 'close');
  if (!node || !isTimeOfDay(open) || !isTimeOfDay(close) || open < close) return;
  const message = `expected a time after open (${quote(open)}), received ${quote(close)}; hours past midnight are two entries`;
  yield { node, message };
}

function isTimeOfDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{2}:\d{2}$/.test(text);
}

function* closureFindings(closure: Node): Generator<Finding> {
  const [from, to] = [field(closure, 'from'), field(closure, 'to')];
  const [begin, end] = [textOf(from), textOf(to)];
  for (const node of [from, to]) {
    const time = textOf(node);
    if (node && time !== undefined && looksLikeTime(time) && !isTime(time)) {
      yield { node, message: `expected a date and time that exist, received ${quote(time)}` };
    }
  }
  if (!to || !begin || !end || !isTime(begin) || !isTime(end)) return;
  if (begin.endsWith('Z') !== end.endsWith('Z')) {
    const expected = begin.endsWith('Z') ? 'a time in UTC (with a Z)' : 'a local time (without Z)';
    yield {
      node: to,
      message: `expected ${expected}, as "from" is (${quote(begin)}), received ${quote(end)}`,
    };
  } else if (toTheMinute(end, '24:00') <= toTheMinute(begin, '00:00')) {
    yield { node: to, message: `expected a time after "from" (${quote(begin)}), received ${quote(end)}` };
  }
}

function looksLikeTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}Z?)?$/.test(text);
}

/** Whether the calendar has it: 30 February and 25:00 look like times, too. */
function isTime(text: string): boolean {
  if (!looksLikeTime(text)) return false;
  const minute = toTheMinute(text, '00:00');
  const time = new Date(`${minute}:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(minute);
}

/** Comparable as text; `time` stands for that of a date alone: a closure begins with its first day and ends with its last. */
function toTheMinute(text: string, time: string): string {
  return text.length === 10 ? `${text}T${time}` : text.slice(0, 16);
}
