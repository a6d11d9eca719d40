import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { incidentPicture, sitePicture } from '../src/data/open-graph.ts';
import {
  aFirstReport,
  aHostileReport,
  aReport,
  filesIn,
  newFolder,
  PUBLISHED,
  UNPUBLISHED,
} from '../test/published.ts';
import { readXml } from '../test/read-xml.ts';
import { sizeWarning } from './output-size.ts';
import { pictureSvg } from './picture-svg.ts';
import { publish } from './publish.ts';
import { isListed, robotsText } from './robots.ts';
import { wrappedLines } from './wrapped-lines.ts';

async function filesOf(report: ReturnType<typeof aReport>) {
  const folder = newFolder();
  await publish(folder, report, PUBLISHED);
  return filesIn(folder);
}

describe('what machines read', () => {
  it('is the same bytes for the same data', async () => {
    const report = aHostileReport();
    expect(await filesOf(report)).toEqual(await filesOf(report));
  });

  it('has pictures of 1200 by 630 for the overview and each open incident', async () => {
    const report = aHostileReport();
    const files = await filesOf(report);
    const open = report.incidents.filter(({ endedAt }) => endedAt === null);
    const pictures = [...files].filter(([path]) => path.startsWith('og/'));
    expect(pictures).toHaveLength(2 + open.length);
    for (const [path, bytes] of pictures) {
      const { width, height, format } = await sharp(bytes).metadata();
      expect({ width, height, format }, path).toEqual({ width: 1_200, height: 630, format: 'png' });
      expect(bytes.length, path).toBeLessThan(200_000);
    }
    for (const incident of open) {
      expect(files.has(incidentPicture(report, incident.id).slice(1))).toBe(true);
    }
    const site = report.sites.find(({ state }) => state?.incident);
    expect(site && files.has(sitePicture(report, site).slice(1))).toBe(true);
  });

  it('is there under the earlier ids of a page, too', async () => {
    const files = await filesOf({ ...aReport(), moved: { 'co-old': 'co-register' } });
    const same = (old: string, now: string) => expect(files.get(old)).toEqual(files.get(now));
    same('badge/co-old.svg', 'badge/co-register.svg');
    same('feeds/pages/co-old.xml', 'feeds/pages/co-register.xml');
    same('api/v1/sites/co-old.json', 'api/v1/sites/co-register.json');
    expect(files.get('badge/co-old.svg')?.length).toBeGreaterThan(100);
  });

  it('is there before the first run', async () => {
    const files = await filesOf(aFirstReport());
    expect([...files.keys()]).toContain('og/overview.png');
    expect([...files.keys()]).toContain('api/v1/status.json');
    expect([...files.keys()]).toContain('feeds/all.xml');
  });
});

describe('a picture', () => {
  it.each([
    '</text><script>',
    'x'.repeat(500),
    '\u0627\u0644\u062a '.repeat(80),
    '投票'.repeat(200),
    ']]>&amp;',
  ])('of %j is well-formed and keeps its lines within itself', (text) => {
    const picture = {
      status: 'down' as const,
      eyebrow: text,
      title: text,
      notes: [text, text],
      foot: text.slice(0, 60),
    };
    const svg = readXml(pictureSvg(picture));
    for (const { name, attributes } of svg.children) {
      expect(['rect', 'g', 'text']).toContain(name);
      if (name === 'text') expect(Number(attributes.y)).toBeLessThan(600);
    }
  });

  it('breaks lines between words, and within a word that is too long', () => {
    const frame = { width: 580, size: 100, most: 2 };
    expect(wrappedLines('aaaa bbbb cccc', frame)).toEqual(['aaaa bbbb', 'cccc']);
    expect(wrappedLines('aaaa bbbb cccc dddd eeee', frame)).toEqual(['aaaa bbbb', 'cccc ddd…']);
    expect(wrappedLines('aaaaaaaaaabb', frame)).toEqual(['aaaaaaaaaa', 'bb']);
    expect(wrappedLines('', frame)).toEqual([]);
  });
});

describe('search engines', () => {
  it('are kept from copies of other pages, under any base', () => {
    expect(robotsText(PUBLISHED)).toBe(
      'User-agent: *\nDisallow: /puptime/evidence/\nDisallow: /puptime/snapshots/\n\nSitemap: https://example.github.io/puptime/sitemap-index.xml\n',
    );
    expect(robotsText(UNPUBLISHED)).not.toContain('Sitemap');
    expect(isListed('https://example.github.io/puptime/evidence/oh/1/')).toBe(false);
    expect(isListed('https://example.github.io/puptime/404/')).toBe(false);
    expect(isListed('https://example.github.io/puptime/pages/oh-evidence/')).toBe(true);
  });
});

describe('the size of an output', () => {
  it.each([
    [499_000_000, false],
    [500_000_000, true],
    [699_000_000, true],
  ])('of %i bytes is warned of: %s', (bytes, warned) => {
    expect(sizeWarning(bytes) !== null).toBe(warned);
  });

  it('of 700 MB fails, and says what to do', () => {
    expect(() => sizeWarning(700_000_000)).toThrow(/700 MB.*snapshots gc/s);
  });
});
