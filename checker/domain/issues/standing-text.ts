import { msOf } from '../instant.ts';
import { vendorName } from '../reason-words.ts';
import { markdown } from './escaping.ts';
import { link } from './links.ts';
import type { ShownIncident, Standing } from './shown.ts';
import { lengthBetween, momentText } from './times.ts';

/** How an incident stands, for a cell of a table beside its date: "**down**, last seen so at 14:52 UTC", "back since 15:10 UTC". */
export function standingWords({ standing, firstBad, lastBad, firstGood }: ShownIncident): string {
  switch (standing.is) {
    case 'down':
      return `**down**, last seen so at ${momentText(lastBad.at, firstBad.at)}`;
    case 'over':
      return firstGood ? `back since ${momentText(firstGood.at, firstBad.at)}` : 'over';
    case 'blocked':
      return `blocking our monitor since ${momentText(standing.since, firstBad.at)}`;
    case 'closed':
      return 'closed as announced';
    case 'corrected':
      return 'record corrected';
    case 'ended':
      return 'no longer looked at';
    case 'redesigned':
      return 'answers; probably redesigned';
  }
}

/**
 * How an incident that is no longer down stands, in Markdown, its first sentence bold. `subject` begins it: "This page", or a name that
 * is already escaped. `beside`: an instant that the reader knows; times of its day go without the date.
 */
export function standingText(incident: ShownIncident, subject: string, beside: string): string {
  const { standing, firstGood, lastBad } = incident;
  const lastSeen = `It was last seen down at ${momentText(lastBad.at, beside)}`;
  switch (standing.is) {
    case 'down':
      return `**${subject} is down.** ${lastSeen}.`;
    case 'over': {
      const seen = firstGood ? `, first seen so at ${momentText(firstGood.at, beside)}` : '';
      return `**${subject} serves again${seen}.** It was down for ${downFor(incident)}.`;
    }
    case 'blocked':
      return `**${subject} was down, and has turned our monitor away since ${momentText(standing.since, beside)} (${blockerText(standing)}).** Whether it serves voters can no longer be seen. ${lastSeen}.`;
    case 'closed': {
      const until = standing.until === null ? '' : ` until ${momentText(standing.until)}`;
      return `**${subject} is closed as announced${until}: ${markdown(standing.reason)} (${link('announcement', standing.source)}).** An announced closure is not counted as downtime.`;
    }
    case 'corrected': {
      const by = standing.by === null ? '' : ` by ${markdown(standing.by, 100)}`;
      const source = standing.source === null ? '' : ` (${link('source', standing.source)})`;
      return `**${subject} was reported down; the record was corrected${by}.** Why: ${markdown(standing.why, 2_000)}${source}`;
    }
    case 'ended':
      return `**${subject} is no longer looked at.** ${lastSeen}; whether it serves voters now, we cannot tell.`;
    case 'redesigned':
      return `**${subject} answers, and was probably redesigned: for long it has lacked only what \`sites.json\` expects of it.** An issue labelled \`upkeep\` tells what to change.`;
  }
}

/** How long an incident was seen down, as the interval that its four times give: "between 12 and 41 minutes". */
export function downFor({ lastGood, firstBad, lastBad, firstGood }: ShownIncident): string {
  const leastMs = Math.max(0, msOf(lastBad.at) - msOf(firstBad.at));
  const known = lastGood && firstGood;
  return lengthBetween(leastMs, known ? Math.max(leastMs, msOf(firstGood.at) - msOf(lastGood.at)) : null);
}

/** Who blocks, in Markdown: "Imperva". */
export function blockerText({ vendor }: Extract<Standing, { is: 'blocked' }>): string {
  return markdown(vendorName(vendor), 80);
}
