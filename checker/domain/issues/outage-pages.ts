import { msOf } from '../instant.ts';
import type { About } from './about.ts';
import { firstRows } from './fitting.ts';
import { link } from './links.ts';
import type { Outage } from './outage.ts';
import type { ShownIncident, ShownSite } from './shown.ts';
import { standingWords } from './standing-text.ts';
import { spanText } from './times.ts';
import { reasonsText } from './voter-text.ts';

/** "Ohio: Track your ballot", not escaped. */
export function pageName({ name, groupName }: Pick<ShownSite, 'name' | 'groupName'>): string {
  return `${groupName}: ${name}`;
}

/** The same in Markdown, linked to what the public status site says of the incident; without that to the page itself. */
export function pageLink({ site, page }: Pick<ShownIncident, 'site' | 'page'>): string {
  return link(pageName(site), page ?? site.page ?? site.url);
}

/** The newest incident of each site of an outage, in the order in which they fell: how its pages stand. */
export function pagesOf({ incidents }: Pick<Outage, 'incidents'>): ShownIncident[] {
  return [...new Map(incidents.map((incident) => [incident.site.id, incident])).values()];
}

const ORDER: Record<ShownIncident['standing']['is'], number> = {
  down: 0,
  blocked: 1,
  closed: 2,
  corrected: 2,
  redesigned: 2,
  ended: 2,
  over: 3,
};

/** Longest table in characters. */
const LONGEST = 24_000;

/**
 * Incidents as a table: page, what was seen, since, now. What is still down comes first, then what blocks, then what is over; of each the
 * newest. At most `most` rows, and in words how many are left out.
 */
export function pagesTable(incidents: readonly ShownIncident[], about: About, most = 40): string {
  const order = incidents.toSorted(
    (a, b) => ORDER[a.standing.is] - ORDER[b.standing.is] || changedAt(b) - changedAt(a),
  );
  const all = order.map((incident) => {
    const since = spanText(incident.lastGood?.at ?? null, incident.firstBad.at);
    const seen = reasonsText(incident.now);
    return `| ${pageLink(incident)} | ${seen} | ${since} | ${standingWords(incident)} |`;
  });
  const rows = firstRows(all, most, LONGEST);
  const left = all.length - rows.length;
  return [
    '| Page | What was seen | Since (UTC) | Now |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(left > 0 ? ['', moreText(left, about)] : []),
  ].join('\n');
}

/** Says that so many pages more are not listed, and where they are. */
export function moreText(left: number, { statusSite }: About): string {
  return statusSite === null
    ? `And ${left} more.`
    : `And ${left} more: see ${link('the status site', statusSite)}.`;
}

function changedAt({ firstBad, firstGood, endedAt }: ShownIncident): number {
  return msOf(firstGood?.at ?? endedAt ?? firstBad.at);
}
