import type { About } from './about.ts';
import { code } from './escaping.ts';
import { fitted } from './fitting.ts';
import { are, ordinal, pagesText } from './numbers.ts';
import type { Outage } from './outage.ts';
import { pageLink, pagesOf, pagesTable } from './outage-pages.ts';
import { picturesTable } from './pictures.ts';
import type { ShownIncident } from './shown.ts';
import { blockerText, standingText } from './standing-text.ts';
import { lengthText, momentText, sinceText } from './times.ts';
import { evidenceLinks, visitSentence, visitsTable } from './visit-text.ts';
import { reasonsText } from './voter-text.ts';

/** Rows of a table in a comment. */
const MOST_ROWS = 20;

/** Says that more pages fell to an outage that is known. `joined`: at least one. */
export function joinedText(outage: Outage, joined: readonly ShownIncident[], about: About): string {
  const [only] = joined;
  const lead =
    only && joined.length === 1
      ? `**${pageLink(only)} is down as well**: ${reasonsText(only.now)}.\nDown ${sinceText(only.lastGood?.at ?? null, only.firstBad.at)}.`
      : `**${pagesText(joined.length)} more ${are(joined.length)} down.**`.replace(
          'pages more',
          'more pages',
        );
  return fitted([
    { markdown: `${lead} ${tallyText(outage)}`, rank: 0 },
    { markdown: joined.length > 1 ? pagesTable(joined, about, MOST_ROWS) : shownBad(only), rank: 1 },
  ]);
}

/** Says that some pages of an outage are over while others are not. `over`: at least one. */
export function overText(outage: Outage, over: readonly ShownIncident[], about: About): string {
  const [only] = over;
  if (only && over.length === 1) {
    return fitted([
      { markdown: `${standingText(only, pageLink(only), about.now)}\n${tallyText(outage)}`, rank: 0 },
      { markdown: only.firstGood ? visitSentence(only.firstGood, 'What came back', about.now) : '', rank: 1 },
    ]);
  }
  const back = over.filter(({ standing: { is } }) => is === 'over').length;
  const lead =
    back === over.length
      ? `**${pagesText(back)} serve again.**`
      : `**${pagesText(over.length)} are no longer reported as down.**`;
  return fitted([
    { markdown: `${lead}\n${tallyText(outage)}`, rank: 0 },
    { markdown: pagesTable(over, about, MOST_ROWS), rank: 1 },
  ]);
}

/** Says that a page is down for another reason than before. */
export function changedText(incident: ShownIncident, about: About): string {
  const { lastBad, reasons, now, site, firstBad } = incident;
  return fitted([
    {
      markdown: `**What is seen of ${pageLink(incident)} has changed; it is still down.**\nBefore: ${reasonsText(reasons)}. Now: ${reasonsText(now)}.`,
      rank: 0,
    },
    { markdown: visitSentence(lastBad, 'Seen', about.now), rank: 1 },
    {
      markdown: picturesTable(site, [
        { name: 'Before', visit: firstBad },
        { name: 'Now', visit: lastBad },
      ]),
      rank: 2,
    },
  ]);
}

/** Says that an outage goes on. `sinceMs`: how long after the first bad visit, milliseconds. */
export function stillDownText(outage: Outage, sinceMs: number, about: About): string {
  const pages = pagesOf(outage);
  const down = pages.filter(({ standing: { is } }) => is === 'down');
  const newest = (down.length > 0 ? down : pages).reduce((a, b) => (b.lastBad.at > a.lastBad.at ? b : a));
  const last = `Last seen down at ${momentText(newest.lastBad.at, about.now)}`;
  const after = lengthText(sinceMs);
  if (pages.length === 1) {
    const links = evidenceLinks(newest.lastBad);
    const end = links === '' ? '' : ` (${links})`;
    return `**Still down after ${after}.** ${last}: ${reasonsText(newest.now)}${end}.`;
  }
  return fitted([
    {
      markdown: `**${down.length} of ${pagesText(pages.length)} ${are(down.length)} still down, ${after} after the first fell.** ${last}.`,
      rank: 0,
    },
    { markdown: pagesTable(down, about, MOST_ROWS), rank: 1 },
  ]);
}

/** Says that a page that was down turns our monitor away now. */
export function blockedText(incident: ShownIncident, about: About): string {
  const { standing, lastBad } = incident;
  const who = standing.is === 'blocked' ? ` (${blockerText(standing)})` : '';
  const since = standing.is === 'blocked' ? ` since ${momentText(standing.since, about.now)}` : '';
  return [
    `**${pageLink(incident)} turns our monitor away now${who}: we can no longer see whether it serves voters.**`,
    `Blocked${since}. Last seen down at ${momentText(lastBad.at, about.now)} over ${code(lastBad.route, 100)}.`,
    '',
    'Blocked is not counted as downtime. This issue stays open until the page is seen good again, or until it has been blocked for so long that we cannot tell.',
  ].join('\n');
}

/** Says that pages fell again soon after their issue was closed. `fresh`: the incidents that are new, at least one. */
export function reopenedText(outage: Outage, fresh: readonly ShownIncident[], about: About): string {
  const [only] = fresh;
  const since = momentText(outage.incidents[0].firstBad.at);
  const count = `for the ${ordinal(outage.falls)} time since ${since}`;
  if (only && fresh.length === 1) {
    const { lastGood, firstBad } = only;
    return fitted([
      {
        markdown: `**${pageLink(only)} is down again, ${count}: ${reasonsText(only.now)}.**\nDown ${sinceText(lastGood?.at ?? null, firstBad.at)}.`,
        rank: 0,
      },
      { markdown: shownBad(only), rank: 1 },
    ]);
  }
  return fitted([
    { markdown: `**${pagesText(fresh.length)} are down again, ${count}.**`, rank: 0 },
    { markdown: pagesTable(fresh, about, MOST_ROWS), rank: 1 },
  ]);
}

/** Says that another issue tells of the same outage. */
export function duplicateText(of: number): string {
  return `#${of} tells of the same outage, and what is new will stand there. This issue is closed.`;
}

/** "Of 12 pages in this issue 3 are down, and 1 turns our monitor away." */
function tallyText(outage: Outage): string {
  const pages = pagesOf(outage);
  const down = pages.filter(({ standing: { is } }) => is === 'down').length;
  const blocked = pages.filter(({ standing: { is } }) => is === 'blocked').length;
  const block = blocked === 0 ? '' : `, and ${blocked} ${blocked === 1 ? 'turns' : 'turn'} our monitor away`;
  return `Of ${pagesText(pages.length)} in this issue ${down === 0 ? 'none' : down} ${are(down === 0 ? 1 : down)} down${block}.`;
}

function shownBad(incident: ShownIncident | undefined): string {
  if (!incident) return '';
  const { site, firstBad, confirmedBy } = incident;
  const table = visitsTable([
    { name: 'First bad', visit: firstBad },
    { name: 'Confirmed by', visit: confirmedBy },
  ]);
  return firstBad.picture === null
    ? table
    : `${table}\n\n${picturesTable(site, [{ name: 'Down', visit: firstBad }])}`;
}
