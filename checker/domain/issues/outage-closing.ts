import type { About } from './about.ts';
import { fitted } from './fitting.ts';
import { link } from './links.ts';
import { ordinal, pagesText } from './numbers.ts';
import type { Outage } from './outage.ts';
import { pageLink, pagesOf, pagesTable } from './outage-pages.ts';
import { picturesTable } from './pictures.ts';
import type { ShownIncident } from './shown.ts';
import { blockerText, downFor, standingText } from './standing-text.ts';
import { momentText } from './times.ts';
import { visitSentence } from './visit-text.ts';
import { reasonsText } from './voter-text.ts';

/** Says why an outage issue is closed: how long it lasted and what came back, or what else became of it. */
export function closedText(outage: Outage, about: About): string {
  const pages = pagesOf(outage);
  const [only] = pages;
  return only && pages.length === 1 ? oneText(outage, only, about) : severalText(pages, about);
}

function oneText({ incidents, falls }: Outage, incident: ShownIncident, about: About): string {
  const { site, reasons, firstGood, lastGood, firstBad, page } = incident;
  const back = incident.standing.is === 'over';
  return fitted([
    { markdown: closing(incident, about), rank: 0 },
    { markdown: back && firstGood ? visitSentence(firstGood, 'What came back', about.now) : '', rank: 1 },
    {
      markdown: back
        ? lengthNote(incident, about)
        : `What our monitor saw: ${reasonsText(reasons)}. ${lengthNote(incident, about)}`,
      rank: 2,
    },
    {
      markdown:
        falls > 1
          ? `It fell ${falls} times since ${momentText(incidents[0].firstBad.at)}; this was the ${ordinal(falls)}.`
          : '',
      rank: 2,
    },
    {
      markdown: firstGood
        ? picturesTable(site, [
            { name: 'Back', visit: firstGood },
            { name: 'Down', visit: firstBad },
          ])
        : '',
      rank: 1,
    },
    {
      markdown: page === null ? '' : `${link('This incident with all its evidence', page)}.`,
      rank: lastGood ? 2 : 1,
    },
  ]);
}

function closing(incident: ShownIncident, about: About): string {
  const subject = pageLink(incident);
  const { standing, lastBad } = incident;
  if (standing.is !== 'blocked') return standingText(incident, subject, about.now);
  const since = momentText(standing.since, about.now);
  return [
    `**${subject} has turned our monitor away since ${since} (${blockerText(standing)}): whether the outage is over, we cannot tell.**`,
    `It was last seen down at ${momentText(lastBad.at, about.now)}. That this issue is closed does not say that the page serves voters.`,
  ].join(' ');
}

function lengthNote({ lastGood, firstBad, lastBad, firstGood }: ShownIncident, { now }: About): string {
  const [from, to] = [momentText(firstBad.at, now), momentText(lastBad.at, now)];
  return [
    `We visit at intervals: ${lastGood ? `last good at ${momentText(lastGood.at, now)}` : 'never seen good before'}`,
    from === to ? `bad at ${from}` : `bad from ${from} to ${to}`,
    `${firstGood ? `good again at ${momentText(firstGood.at, now)}` : 'not seen good since'}.`,
  ].join(', ');
}

function severalText(pages: readonly ShownIncident[], about: About): string {
  const over = pages.filter(({ standing: { is } }) => is === 'over');
  const lead =
    over.length === pages.length
      ? `All ${pagesText(pages.length)} serve again.`
      : over.length === 0
        ? `None of these ${pagesText(pages.length)} is reported as down any more.`
        : `${over.length} of ${pagesText(pages.length)} ${over.length === 1 ? 'serves' : 'serve'} again; the others are not reported as down any more.`;
  const [longest] = over.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const length = longest ? `Longest down: ${pageLink(longest)}, for ${downFor(longest)}.` : '';
  const told = pages.filter(({ standing: { is } }) => is !== 'over' && is !== 'down').slice(0, 5);
  return fitted([
    { markdown: [`**${lead}**`, length].filter(Boolean).join('\n'), rank: 0 },
    { markdown: pagesTable(pages, about, 40), rank: 1 },
    { markdown: told.map((incident) => `- ${closing(incident, about)}`).join('\n'), rank: 2 },
  ]);
}

function lengthOf({ firstBad, lastBad }: ShownIncident): number {
  return Date.parse(lastBad.at) - Date.parse(firstBad.at);
}
