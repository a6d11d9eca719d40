import { later } from '../instant.ts';
import type { About } from './about.ts';
import { markdown } from './escaping.ts';
import type { Part } from './fitting.ts';
import { are, ordinal, pagesText } from './numbers.ts';
import type { Outage } from './outage.ts';
import { pageLink, pagesOf, pagesTable } from './outage-pages.ts';
import { picturesTable } from './pictures.ts';
import type { ShownIncident } from './shown.ts';
import { betweenText, momentText } from './times.ts';
import { sameReasons, voterText } from './voter-text.ts';

/** Parts of the body of an issue about several pages. */
export function severalParts(outage: Outage, about: About): Part[] {
  const pages = pagesOf(outage);
  return [
    { markdown: leadText(outage, pages), rank: 0 },
    { markdown: causeText(outage), rank: 1 },
    { markdown: pagesTable(pages, about), rank: 1 },
    { markdown: picturesText(pictured(pages)), rank: 2 },
  ];
}

function leadText({ cause, falls, incidents }: Outage, pages: readonly ShownIncident[]): string {
  const down = pages.filter(({ standing: { is } }) => is === 'down');
  const all = cause ? `, all ${markdown(cause.words, 200)}` : '';
  const share = down.length === pages.length ? '' : `${down.length} of `;
  const lead =
    down.length === 0
      ? `None of these ${pagesText(pages.length)} is seen down any more. They were down${all}.`
      : `${share}${pagesText(pages.length)} ${are(down.length)} down${all}. ${sharedText(down)}`.trimEnd();
  const again = falls > 1 ? ` They fell for the ${ordinal(falls)} time.` : '';
  return [`**${lead}**`, `${timesText(incidents)}${again}`].join('\n');
}

/** What voters meet, when it is the same at all of these; otherwise ''. */
function sharedText(down: readonly ShownIncident[]): string {
  const [first, ...rest] = down.map(({ now }) => now.slice(0, 1));
  const same = first && rest.every((reasons) => sameReasons(reasons, first));
  return same ? voterText(first, 'now', 'one of them') : '';
}

function timesText(incidents: Outage['incidents']): string {
  const [first] = incidents;
  const begin = first.firstBad.at;
  const last = incidents.map(({ firstBad }) => firstBad.at).reduce(later);
  const seen = incidents.map(({ lastBad }) => lastBad.at).reduce(later);
  const others = momentText(last) === momentText(begin) ? '' : `, the last by ${momentText(last, begin)}`;
  return `The first fell ${betweenText(first.lastGood?.at ?? null, begin)}${others}. Last seen down at ${momentText(seen, begin)}.`;
}

function causeText({ cause }: Outage): string {
  if (!cause)
    return 'More pages fell in one run than get an issue of their own; these are the others. What they have in common, if anything, is not known.';
  return `They fell close together, all ${markdown(cause.words, 200)}. Whether that is why, we cannot see.`;
}

/** The first pages of which there is a picture, those that are down before the others. */
function pictured(pages: readonly ShownIncident[]): ShownIncident[] {
  const down = pages.filter(({ standing: { is } }) => is === 'down');
  return (down.length > 0 ? down : pages).filter(({ firstBad }) => firstBad.picture !== null).slice(0, 3);
}

/** Pictures, folded away. No outside text in the summary: within tags GitHub reads HTML, where code spans are none. */
function picturesText(shown: readonly ShownIncident[]): string {
  if (shown.length === 0) return '';
  const each = shown.flatMap((incident) => {
    const { site, firstBad, lastGood } = incident;
    const shots = [
      { name: 'Down', visit: firstBad },
      { name: 'Last good', visit: lastGood, none: 'It was never seen good before' },
    ];
    return [`**${pageLink(incident)}**`, '', picturesTable(site, shots), ''];
  });
  const summary = `Pictures of ${shown.length} of these pages`;
  return [`<details><summary>${summary}</summary>`, '', ...each, '</details>'].join('\n');
}
