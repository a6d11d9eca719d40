import { Feed } from 'feed';
import type { Incident } from '../../checker/domain/ledger-files.ts';
import type { Report, ReportSite } from '../src/data/report.ts';
import { FEED_WORDS } from '../src/words/feeds.ts';
import { addressOf, PATHS } from './addresses.ts';
import { feedEntry, siteTitle } from './feed-entry.ts';
import { formerIds } from './former-ids.ts';
import { newestEvents } from './incident-events.ts';
import { lineText } from './markup.ts';
import type { Output } from './output.ts';
import { type Naming, tagId } from './tag-ids.ts';

/** Most items of a feed. */
const MOST_ITEMS = 100;

/** The library takes absolute addresses only; this origin goes in where the site's is not known, and is taken out again. */
const NOWHERE = 'https://puptime.invalid';

/** When a feed changed that never had an item, and whose pages were never checked. */
const BEFORE_ALL = '2026-01-01T00:00:00.000Z';

interface FeedSource {
  name: string;
  title: string;
  /** Where its page is, and where it is itself. */
  page: `/${string}`;
  self: `/${string}`;
  sites: readonly ReportSite[];
  incidents: readonly Incident[];
}

/** Writes the Atom feeds: of everything, of each state, of each page. */
export function writeFeeds(output: Output, report: Report, naming: Naming): void {
  const sites = new Map(report.sites.map((site) => [site.id, site]));
  const incidents = Map.groupBy(report.incidents, (incident) => incident.site);
  const formerly = formerIds(report);
  const write = (source: FeedSource, others: readonly `/${string}`[] = []) => {
    const xml = atomFeed(naming, source, sites);
    for (const path of [source.self, ...others]) output.write(path, xml);
  };
  write({
    name: 'all',
    title: FEED_WORDS.allTitle,
    page: '/incidents/',
    self: PATHS.allFeed(),
    sites: report.sites,
    incidents: report.incidents,
  });
  for (const group of report.groups) {
    write({
      name: `states/${group.key}`,
      title: FEED_WORDS.groupTitle(lineText(group.name, 80)),
      page: PATHS.state(group.key),
      self: PATHS.stateFeed(group.key),
      sites: group.sites.flatMap((id) => sites.get(id) ?? []),
      incidents: group.sites.flatMap((id) => incidents.get(id) ?? []),
    });
  }
  for (const site of report.sites) {
    const source = {
      name: `pages/${site.id}`,
      title: FEED_WORDS.pageTitle(siteTitle(site, site.id)),
      page: PATHS.page(site.id),
      self: PATHS.pageFeed(site.id),
      sites: [site],
      incidents: incidents.get(site.id) ?? [],
    };
    write(source, formerly(site.id).map(PATHS.pageFeed));
  }
}

function atomFeed(naming: Naming, source: FeedSource, sites: ReadonlyMap<string, ReportSite>): string {
  const place = { ...naming, siteUrl: naming.siteUrl ?? NOWHERE + naming.base };
  const events = newestEvents(source.incidents, MOST_ITEMS);
  const firstCheck = source.sites.flatMap(({ state }) => state?.firstCheck ?? []).sort()[0];
  const feed = new Feed({
    id: tagId(naming, `feeds/${source.name}`),
    title: asText(source.title),
    description: asText(FEED_WORDS.subtitle),
    updated: new Date(events[0]?.at ?? firstCheck ?? BEFORE_ALL),
    generator: FEED_WORDS.author,
    author: { name: FEED_WORDS.author },
    link: addressOf(place, source.page),
    feed: addressOf(place, source.self),
  });
  for (const event of events)
    feed.addItem(feedEntry({ ...naming, ...place }, event, sites.get(event.incident.site)));
  const xml = feed.atom1();
  return `${naming.siteUrl ? xml : xml.replaceAll(NOWHERE, '')}\n`;
}

/** The library turns `&amp;` in a text into `&` before it escapes the text. */
function asText(text: string): string {
  return text.replaceAll('&', '&amp;');
}
