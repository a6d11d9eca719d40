import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from './build.ts';
import { writeFixture } from './test/fixture.ts';
import { HOSTILE, HOSTILE_SITE } from './test/hostile.ts';
import { type BuiltPage, readPages, references } from './test/read-html.ts';

const root = join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'puptime-site-'));
const pages: Record<string, BuiltPage[]> = {};
const outs = { '/': join(work, 'out-root'), '/puptime/': join(work, 'out-base') };
let built: { pages: number; ms: number };

beforeAll(async () => {
  const fixture = writeFixture(join(work, 'fixture'), { hostile: HOSTILE });
  built = await buildSite({ root, ...fixture, outDir: outs['/'] });
  await buildSite({ root, ...fixture, outDir: outs['/puptime/'], base: 'puptime' });
  for (const [base, folder] of Object.entries(outs)) pages[base] = readPages(folder);
}, 60_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The page of the evidence that the hostile site's newest visit left. */
const hostileCopy = () =>
  pages['/']?.find(
    ({ path, html }) => path.startsWith(`evidence/${HOSTILE_SITE}/`) && html.includes('The newest visit'),
  )?.html ?? '';
const page = (path: string) => pages['/']?.find((built) => built.path === path)?.html ?? '';

describe('the built site', () => {
  it('has a page for each site, each incident and the four others', () => {
    expect(pages['/']).toHaveLength(built.pages);
    for (const path of ['index.html', '404.html', 'incidents/index.html', 'methodology/index.html']) {
      expect(page(path), path).not.toBe('');
    }
    // One of them leads from an earlier id to the page of today's.
    expect(pages['/']?.filter(({ path }) => /^pages\/.+\//.test(path))).toHaveLength(24);
    expect(pages['/']?.filter(({ path }) => /^incidents\/[a-z].+\//.test(path))).toHaveLength(7);
  });

  it('is valid HTML on every page', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // Names and titles of others may be long; how white space and void elements are written is Astro's affair.
      rules: {
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
      },
    });
    const faults: string[] = [];
    for (const { path, html } of pages['/'] ?? []) {
      const report = await validator.validateString(html);
      for (const { messages } of report.results) {
        for (const { line, ruleId, message, selector } of messages) {
          faults.push(`${path}:${line} ${ruleId}: ${message} (${selector})`);
        }
      }
    }
    expect([...new Set(faults)].slice(0, 20)).toEqual([]);
  });

  it.each(Object.keys(outs) as (keyof typeof outs)[])('resolves every internal link under %s', (base) => {
    const broken: string[] = [];
    let seen = 0;
    for (const page of pages[base] ?? []) {
      const ids = new Set(page.elements.map(({ attributes }) => attributes.id));
      for (const { value } of references(page)) {
        if (/^https?:/.test(value)) continue;
        seen += 1;
        if (value.startsWith('#') ? !ids.has(value.slice(1)) : !resolves(base, value)) {
          broken.push(`${page.path}: ${value}`);
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  it('loads nothing from other hosts', () => {
    const loads: string[] = [];
    for (const page of pages['/'] ?? []) {
      for (const { tag, loads: isLoaded, value } of references(page)) {
        if (isLoaded && !/^\/(?!\/)/.test(value)) loads.push(`${page.path}: ${tag} ${value}`);
      }
      for (const { name, attributes } of page.elements) {
        const odd =
          /^(iframe|object|embed|base|audio|video|source)$/.test(name) ||
          (name === 'form' && attributes.action !== '/pages/');
        if (odd || attributes.srcset || attributes.style) loads.push(`${page.path}: ${name}`);
      }
    }
    expect(loads).toEqual([]);
  });

  it('runs only scripts from files, of 3 kB at most in all, by their hashes', () => {
    for (const { path, html, elements } of pages['/'] ?? []) {
      const scripts = elements.filter(({ name }) => name === 'script').map(({ attributes }) => attributes);
      const files = scripts.map(({ src = '' }) => readFileSync(join(outs['/'], src)));
      expect(
        files.reduce((sum, file) => sum + file.length, 0),
        path,
      ).toBeLessThanOrEqual(3_000);
      for (const [index, file] of files.entries()) {
        const hash = `sha256-${createHash('sha256').update(file).digest('base64')}`;
        expect(scripts[index]?.integrity, path).toBe(hash);
        expect(html, path).toContain(hash);
      }
      expect(html, path).toContain("default-src 'none'");
      expect(html, path).not.toMatch(/'unsafe-|script-src 'self'/);
    }
  });

  it('says how many pages are down, of those that are monitored', () => {
    expect(page('index.html')).toMatch(/<h1><span data-fresh>2 of 21 pages are down<\/span>/);
  });

  it('gives the time of the data to readers without script', () => {
    expect(page('index.html')).toMatch(
      /<time datetime="2026-11-23T14:07:00.000Z"[^>]*>Nov 23, 2026, 2:07\sPM UTC</,
    );
  });

  it('copies the pictures and sources it refers to, sources as .txt only', () => {
    const files = pages['/']
      ?.flatMap((page) => references(page).map(({ value }) => value))
      .filter((value) => value.startsWith('/snapshots/'));
    expect(files?.length).toBeGreaterThan(20);
    for (const file of files ?? []) expect(file).toMatch(/^\/snapshots\/[0-9a-f]{64}\.(webp|txt)$/);
  });

  it('says so of a site that is new, paused, or no longer listed', () => {
    expect(page('pages/oh-new-page/index.html')).toContain('Not checked yet');
    expect(page('pages/oh-paused/index.html')).toContain('Paused');
    expect(page('pages/oh-old-tracker/index.html')).toContain('No longer monitored');
  });
});

describe('text from hostile pages', () => {
  it('is escaped wherever it is shown', () => {
    const grown: string[] = [];
    for (const { path, html, elements } of pages['/'] ?? []) {
      for (const { name, attributes } of elements) {
        const acts = Object.keys(attributes).some((attribute) => attribute.startsWith('on'));
        if (acts || (name === 'img' && attributes.src === 'x')) grown.push(`${path}: ${name}`);
      }
      expect(html, path).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
    expect(grown).toEqual([]);
    expect(page(`pages/${HOSTILE_SITE}/index.html`)).toContain('&lt;/script&gt;');
    expect(page('index.html')).toContain('&lt;/script&gt;');
  });

  it('keeps entities as they were written', () => {
    expect(hostileCopy()).toContain('&amp;lt;b&amp;gt;');
  });

  it('is cut at 500 characters', () => {
    const html = hostileCopy();
    expect(html).toContain(`${'x'.repeat(400)}`);
    expect(html).not.toContain('x'.repeat(501));
  });

  it('is never made a link unless it is a web address', () => {
    const odd = (pages['/'] ?? []).flatMap((page) =>
      references(page).filter(({ value }) => !/^(https:\/\/|\/(?!\/)|#)/.test(value)),
    );
    expect(odd).toEqual([]);
  });

  it('shows neither cookies nor tokens', () => {
    for (const { path, html } of pages['/'] ?? []) {
      expect(html, path).not.toContain('0123456789abcdef0123456789abcdef');
      expect(html, path).not.toContain('session=struck');
    }
    expect(hostileCopy()).toContain('session=(struck out)');
  });
});

function resolves(base: keyof typeof outs, address: string): boolean {
  const path = new URL(address, 'http://localhost').pathname;
  if (!path.startsWith(base)) return false;
  const inner = path.slice(base.length);
  return existsSync(join(outs[base], inner === '' || inner.endsWith('/') ? `${inner}index.html` : inner));
}
