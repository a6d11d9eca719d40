import { describe, expect, it } from 'vitest';
import type { FullReport } from '../src/data/report.ts';
import { faultsOfFeed } from '../test/atom.ts';
import {
  aFirstReport,
  aHostileReport,
  aReport,
  filesIn,
  newFolder,
  PUBLISHED,
  UNPUBLISHED,
} from '../test/published.ts';
import { elementsOf } from '../test/read-html.ts';
import { childrenOf, readXml, type XmlElement } from '../test/read-xml.ts';
import { writeFeeds } from './feeds.ts';
import { Output } from './output.ts';
import type { Naming } from './tag-ids.ts';

function feedsOf(report: FullReport, naming: Naming = PUBLISHED): Map<string, XmlElement> {
  const folder = newFolder();
  writeFeeds(new Output(folder), report, naming);
  return new Map([...filesIn(folder)].map(([path, bytes]) => [path, readXml(bytes.toString())]));
}

const entriesOf = (feed: XmlElement | undefined) => (feed ? childrenOf(feed, 'entry') : []);
const textOf = (element: XmlElement | undefined, name: string) =>
  (element && childrenOf(element, name)[0]?.text) ?? '';

describe('feeds', () => {
  it.each([
    ['of a believable record', aReport, PUBLISHED],
    ['of harmful texts', aHostileReport, PUBLISHED],
    ['of a site whose address is not known', aHostileReport, UNPUBLISHED],
    ['before the first run', aFirstReport, PUBLISHED],
  ])('%s obey RFC 4287', (_, report, naming) => {
    const feeds = feedsOf(report(), naming);
    expect(feeds.size).toBeGreaterThan(3);
    for (const [path, feed] of feeds) expect(faultsOfFeed(feed), path).toEqual([]);
  });

  it('would not obey it with a fault in them', () => {
    const folder = newFolder();
    writeFeeds(new Output(folder), aReport(), PUBLISHED);
    const xml = filesIn(folder).get('feeds/all.xml')?.toString() ?? '';
    for (const [from, to] of [
      ['<updated>', '<changed>'],
      ['</entry>', ''],
      ['<title>Puptime', '<title>Puptime & <b>'],
      [']]>', ']]>]]>'],
    ] as const) {
      expect(() => readXml(xml.replace(from, to)), from).toThrow();
    }
    for (const [from, to] of [
      [/<id>[^<]*<\/id>/, ''],
      [/<updated>[^<]*/, '<updated>yesterday'],
      [/<author>[\s\S]*?<\/author>/, ''],
      [/rel="self"/, 'rel="next"'],
    ] as const) {
      expect(faultsOfFeed(readXml(xml.replace(from, to))), String(from)).not.toEqual([]);
    }
  });

  it('are of all, of each state and of each page', () => {
    const report = aReport();
    const paths = [...feedsOf(report).keys()];
    expect(paths).toContain('feeds/all.xml');
    expect(paths).toContain('feeds/states/oh.xml');
    for (const { id } of report.sites) expect(paths).toContain(`feeds/pages/${id}.xml`);
  });

  it('tell of openings and closings only, the newest first', () => {
    const report = aReport();
    const entries = entriesOf(feedsOf(report).get('feeds/all.xml'));
    const closed = report.incidents.filter(({ endedAt }) => endedAt !== null);
    expect(entries).toHaveLength(report.incidents.length + closed.length);
    const times = entries.map((entry) => textOf(entry, 'updated'));
    expect(times).toEqual(times.toSorted().reverse());
    expect(textOf(feedsOf(report).get('feeds/all.xml'), 'updated')).toBe(times[0]);
  });

  it('name items the same while an incident goes on, ends, and the site moves to another address', () => {
    const report = aReport();
    const open = report.incidents.find(({ endedAt }) => endedAt === null);
    const ended = report.incidents.map((incident) =>
      incident.id === open?.id ? { ...incident, endedAt: '2026-11-23T15:00:00.000Z' } : incident,
    );
    const idsOf = (feed: FullReport, naming: Naming) =>
      entriesOf(feedsOf(feed, naming).get('feeds/all.xml')).map((entry) => textOf(entry, 'id'));
    const before = idsOf(report, PUBLISHED);
    const after = idsOf(
      { ...report, incidents: ended },
      { ...PUBLISHED, base: '/', siteUrl: 'https://status.example.org/' },
    );
    expect(before).toContain(`tag:example.github.io,2026:puptime/incidents/${open?.id}/opened`);
    expect(after.toSorted()).toEqual(
      [...before, `tag:example.github.io,2026:puptime/incidents/${open?.id}/closed`].toSorted(),
    );
  });

  it('hold at most 100 items', () => {
    const report = aReport();
    const [one] = report.incidents;
    const many = one ? Array.from({ length: 300 }, (_, i) => ({ ...one, id: `${one.site}-${i}` })) : [];
    expect(entriesOf(feedsOf({ ...report, incidents: many }).get('feeds/all.xml'))).toHaveLength(100);
  });

  it('link to the site by its address, or from the root of its host', () => {
    const href = (naming: Naming) =>
      childrenOf(entriesOf(feedsOf(aReport(), naming).get('feeds/all.xml'))[0] as XmlElement, 'link')[0]
        ?.attributes.href;
    expect(href(PUBLISHED)).toMatch(/^https:\/\/example\.github\.io\/puptime\/incidents\/[\w-]+\/$/);
    expect(href({ ...UNPUBLISHED, base: '/puptime/' })).toMatch(/^\/puptime\/incidents\/[\w-]+\/$/);
  });

  it('hold no markup that others wrote', () => {
    const names: string[] = [];
    for (const feed of feedsOf(aHostileReport()).values()) {
      for (const entry of entriesOf(feed)) {
        for (const html of [textOf(entry, 'title'), textOf(entry, 'content')]) {
          for (const { name, attributes } of elementsOf(html)) {
            names.push(name);
            expect(Object.keys(attributes).filter((attribute) => attribute !== 'href')).toEqual([]);
            if (attributes.href) expect(attributes.href).toMatch(/^https:\/\//);
          }
        }
      }
    }
    expect([...new Set(names)].toSorted()).toEqual(['a', 'li', 'p', 'ul']);
  });

  it('show texts as they were written', () => {
    const report = aReport();
    const name = 'A &amp; B <b> & C';
    const named = { ...report, sites: report.sites.map((site) => ({ ...site, name })) };
    const [site] = report.incidents;
    const feed = feedsOf(named).get(`feeds/pages/${site?.site}.xml`);
    expect(textOf(feed, 'title')).toContain(name);
    expect(textOf(entriesOf(feed)[0], 'title')).toContain('A &amp;amp; B &lt;b&gt; &amp; C');
  });
});
