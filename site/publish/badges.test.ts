import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ShownStatus, STATUS } from '../../checker/domain/status.ts';
import { aFirstReport, aHostileReport, aReport, filesIn, newFolder } from '../test/published.ts';
import { childrenOf, readXml, type XmlElement } from '../test/read-xml.ts';
import { groupBadge, siteBadge, writeBadges } from './badges.ts';
import { Output } from './output.ts';

/** https://shields.io/badges/endpoint-badge */
const Endpoint = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string().min(1).max(71),
  message: z.string().min(1),
  color: z.string().regex(/^#[\da-f]{6}$/),
  labelColor: z.string().regex(/^#[\da-f]{6}$/),
  cacheSeconds: z.int().min(300),
});

const badgesOf = (report: ReturnType<typeof aReport>) => {
  const folder = newFolder();
  writeBadges(new Output(folder), report);
  return [...filesIn(folder)].map(([path, bytes]) => [path, bytes.toString()] as const);
};

const namesIn = (element: XmlElement): string[] => [element.name, ...element.children.flatMap(namesIn)];

describe('badges', () => {
  it.each([
    ['of a believable record', aReport],
    ['of harmful texts', aHostileReport],
    ['before the first run', aFirstReport],
  ])('%s are well-formed, say in text what they show, and do nothing', (_, report) => {
    const badges = badgesOf(report());
    expect(badges.length).toBeGreaterThan(3);
    for (const [path, text] of badges) {
      if (path.endsWith('.json')) {
        expect(Endpoint.safeParse(JSON.parse(text)).error, path).toBeUndefined();
        continue;
      }
      const svg = readXml(text);
      const title = childrenOf(svg, 'title')[0]?.text ?? '';
      expect(title, path).toMatch(/\S.*: \S/);
      expect(svg.attributes).toMatchObject({ role: 'img', 'aria-label': title });
      const allowed = ['svg', 'title', 'filter', 'feGaussianBlur', 'linearGradient', 'stop'];
      allowed.push('clipPath', 'rect', 'g', 'text');
      expect(namesIn(svg).filter((name) => !allowed.includes(name))).toEqual([]);
    }
  });

  it('are of each page and each state', () => {
    const report = aReport();
    const paths = badgesOf(report).map(([path]) => path);
    for (const { id } of report.sites) expect(paths).toContain(`badge/${id}.svg`);
    expect(paths).toContain('badge/states/oh.json');
  });

  it('say the status of a page by a shape, a word and a colour', () => {
    const site = aReport().sites.find(({ id }) => id === 'co-register');
    expect(site && siteBadge(site)).toEqual({
      label: 'Colorado: Register to vote',
      message: '✗ Down',
      color: '#8a1409',
    });
  });

  it('say that a page is not visited rather than its last status', () => {
    const { sites } = aReport();
    const of = (id: string) => sites.filter((site) => site.id === id).map((site) => siteBadge(site).message);
    expect(of('oh-paused')).toEqual(['Paused']);
    expect(of('oh-old-tracker')).toEqual(['No longer monitored']);
  });

  it('count the pages of a state with the gravest status', () => {
    const { sites } = aReport();
    const of = (group: string) =>
      groupBadge(
        group,
        sites.filter((site) => site.group === group),
      ).message;
    expect(of('CO')).toBe('✗ 1 of 3 down');
    expect(groupBadge('Ohio', []).message).toBe('Not monitored');
  });

  it('can be read: white on every ground has a contrast of at least 4.5', () => {
    const [site] = aReport().sites;
    for (const status of ShownStatus.options) {
      const { color } = site ? siteBadge({ ...site, status, monitoring: 'active' }) : { color: '#ffffff' };
      expect(1.05 / (luminanceOf(color) + 0.05), STATUS[status].word).toBeGreaterThanOrEqual(4.5);
    }
  });
});

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
