import { makeBadge } from 'badge-maker';
import { type ShownStatus, STATUS } from '../../checker/domain/status.ts';
import { countStatuses } from '../src/data/counts.ts';
import type { Report, ReportSite } from '../src/data/report.ts';
import { groupSlug } from '../src/data/slug.ts';
import { BADGE_WORDS } from '../src/words/badges.ts';
import { siteTitle } from './feed-entry.ts';
import { formerIds } from './former-ids.ts';
import { lineText } from './markup.ts';
import type { Output } from './output.ts';

/** What a badge says. */
export interface Badge {
  label: string;
  message: string;
  color: string;
}

/** Ground of the label, and of messages without a colour of their own: white text on it has a contrast of 9. */
const SLATE = '#3d444d';

/** The palette's amber, a little darker. */
const AMBER = '#986000';

/** Characters of a label: some 450 pixels. */
const LONGEST_LABEL = 70;

/** Seconds for which shields.io may keep a badge, at the least. */
const SHORTEST_CACHE = 300;

/** Writes a badge of each page and each state, as SVG and as JSON for https://shields.io/badges/endpoint-badge. */
export function writeBadges(output: Output, report: Report): void {
  const cacheSeconds = Math.max(SHORTEST_CACHE, Math.round(report.intervalMs / 1_000));
  const write = (path: `/${string}`, badge: Badge) => {
    output.write(`${path}.svg`, `${makeBadge({ ...badge, labelColor: SLATE, style: 'flat' })}\n`);
    const endpoint = { schemaVersion: 1, ...badge, labelColor: SLATE, cacheSeconds };
    output.write(`${path}.json`, `${JSON.stringify(endpoint)}\n`);
  };
  const formerly = formerIds(report);
  for (const site of report.sites) {
    for (const id of [site.id, ...formerly(site.id)]) write(`/badge/${id}`, siteBadge(site));
  }
  const members = Map.groupBy(report.sites, (site) => site.group);
  for (const { key, name } of report.groups) {
    write(`/badge/states/${groupSlug(key)}`, groupBadge(name, members.get(key) ?? []));
  }
}

/** The badge of a page: its status by a shape, a word and a colour. */
export function siteBadge(site: ReportSite): Badge {
  const label = lineText(siteTitle(site, site.id), LONGEST_LABEL);
  if (site.monitoring !== 'active') return { label, message: BADGE_WORDS[site.monitoring], color: SLATE };
  return {
    label,
    message: `${STATUS[site.status].glyph} ${STATUS[site.status].word}`,
    color: colourOf(site.status),
  };
}

/** The badge of a state: how many of its pages have the gravest status among them. */
export function groupBadge(name: string, sites: readonly ReportSite[]): Badge {
  const label = lineText(name, LONGEST_LABEL);
  const active = sites.filter((site) => site.monitoring === 'active');
  const worst = active.map(({ status }) => status).sort((a, b) => STATUS[a].order - STATUS[b].order)[0];
  if (worst === undefined) return { label, message: BADGE_WORDS.nothing, color: SLATE };
  const count = countStatuses(active)[worst];
  const message = `${STATUS[worst].glyph} ${BADGE_WORDS.share(count, active.length, STATUS[worst].predicate)}`;
  return { label, message, color: colourOf(worst) };
}

/** Grounds on which white text cannot be read well in the palette's own colour. */
const DARKER: Partial<Record<ShownStatus, string>> = {
  suspect: AMBER,
  degraded: AMBER,
  closed: SLATE,
  unknown: SLATE,
};

function colourOf(status: ShownStatus): string {
  return DARKER[status] ?? STATUS[status].light;
}
