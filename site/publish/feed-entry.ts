import type { Item } from 'feed';
import { reasonText } from '../../checker/domain/reason-words.ts';
import { timeText } from '../src/data/format.ts';
import { lengthWords } from '../src/data/incident-words.ts';
import { webAddress } from '../src/data/outside-text.ts';
import type { ReportSite } from '../src/data/report.ts';
import { FEED_WORDS } from '../src/words/feeds.ts';
import { addressOf, PATHS } from './addresses.ts';
import type { IncidentEvent } from './incident-events.ts';
import { escapeMarkup, lineText } from './markup.ts';
import { type Naming, tagId } from './tag-ids.ts';

/** One item of a feed. All of it is known when the event is, so that the item stays as it is and no reader is told twice. */
export function feedEntry(
  naming: Naming,
  { incident, event, at }: IncidentEvent,
  site: ReportSite | undefined,
): Item {
  return {
    id: tagId(naming, `incidents/${incident.id}/${event}`),
    title: escapeMarkup(FEED_WORDS[event][incident.kind](siteTitle(site, incident.site))),
    link: addressOf(naming, PATHS.incident(incident.id)),
    date: new Date(at),
    published: new Date(at),
    content: contentOf(naming, { incident, event, at }, site),
    category: [{ term: incident.kind }, { term: event }],
  };
}

/** "Ohio: Track your ballot", in one line; not escaped. */
export function siteTitle(site: ReportSite | undefined, id: string): string {
  return site && site.url !== null
    ? FEED_WORDS.named(lineText(site.groupName, 80), lineText(site.name, 120))
    : lineText(site?.name ?? id, 120);
}

function contentOf(naming: Naming, { incident, event }: IncidentEvent, site: ReportSite | undefined): string {
  const words = FEED_WORDS;
  const official = webAddress(site?.url ?? '');
  const times: [string, string][] = [
    [words.lastGood, incident.lastGood ? timeText(incident.lastGood.at) : words.neverGood],
    [words.firstBad, timeText(incident.firstBad.at)],
  ];
  if (event === 'opened') times.push([words.confirmed, timeText(incident.confirmedBy.at)]);
  else {
    times.push([words.lastBad, timeText(incident.lastBad.at)]);
    times.push([words.firstGood, incident.firstGood ? timeText(incident.firstGood.at) : words.noFirstGood]);
    times.push([words.length, lengthWords(incident)]);
  }
  const reasons = incident.reasons.map((reason) => `<li>${escapeMarkup(lineText(reasonText(reason)))}</li>`);
  return [
    reasons.length > 0 ? `<p>${words.reasons}</p><ul>${reasons.join('')}</ul>` : '',
    incident.kind === 'blocked' ? `<p>${words.blockedNote}</p>` : '',
    `<ul>${times.map(([name, value]) => `<li>${escapeMarkup(`${name}: ${value}`)}</li>`).join('')}</ul>`,
    `<p>${anchor(addressOf(naming, PATHS.incident(incident.id)), words.evidence)}</p>`,
    official ? `<p>${anchor(official, words.official)}</p>` : '',
  ].join('');
}

function anchor(address: string, text: string): string {
  return `<a href="${escapeMarkup(address)}">${escapeMarkup(text)}</a>`;
}
