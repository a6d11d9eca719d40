// What a year of history costs the site: time and memory to build it, bytes of what comes out, compressed bytes of what a phone loads.
// Called as: site.bench.ts [--sites N…] [--runs-a-day N] [--dir DIR]; by default 500 sites, 96 runs a day, a folder that is removed.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { printTable, timed } from './timed.ts';

const MB = 1_000_000;
const { values } = parseArgs({
  options: {
    sites: { type: 'string', multiple: true, default: ['150', '500'] },
    'runs-a-day': { type: 'string', default: '96' },
    dir: { type: 'string' },
  },
});
const script = (name: string) => join(import.meta.dirname, name);

for (const sites of values.sites) {
  const dir = values.dir ? join(values.dir, sites) : mkdtempSync(join(tmpdir(), 'puptime-site-bench-'));
  await timed(script('site-year.ts'), [dir, sites, values['runs-a-day']]);
  const { seconds, memory } = await timed(script('site-build.ts'), [dir]);
  const out = join(dir, 'site');
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const bytes = files.filter((file) => !/\.(webp|png)$/.test(file)).map((file) => statSync(file).size);
  const pages = files.filter((file) => extname(file) === '.html');
  const [site = ''] = readdirSync(join(out, 'pages')).filter((name) => name !== 'index.html');
  printTable(`${sites} sites, a year of ${values['runs-a-day']} runs a day:`, [
    ['build', `${seconds.toFixed(1)} s`],
    ['memory at the most', `${Math.max(...memory.map(({ mb }) => mb)).toFixed(0)} MB`],
    [
      'routes',
      `${pages.length} pages, ${files.length} files, ${((seconds * 1_000) / files.length).toFixed(1)} ms a file`,
    ],
    ['output without pictures', `${(bytes.reduce((sum, size) => sum + size, 0) / MB).toFixed(0)} MB`],
    ['overview', pageCost(out, 'index.html')],
    ['list of all', pageCost(out, 'pages/index.html')],
    ['a site page', pageCost(out, `pages/${site}/index.html`)],
  ]);
  if (!values.dir) rmSync(dir, { recursive: true });
}

/** What a phone loads for a page: the page, its style sheets and its scripts, each compressed. */
function pageCost(out: string, page: string): string {
  const html = readFileSync(join(out, page), 'utf8');
  const kb = (size: number) => `${(size / 1_000).toFixed(1)} kB`;
  const linked = [...html.matchAll(/(?:href|src)="\/monitor\/([^"]+\.(css|js))"/g)];
  const sized = linked.map(([, path = '', kind = '']) => ({
    kind,
    size: compressed(readFileSync(join(out, path))),
  }));
  const sum = (kind: string) =>
    sized.filter((one) => one.kind === kind).reduce((all, { size }) => all + size, 0);
  const own = compressed(Buffer.from(html));
  const nodes = (html.match(/<[a-z]/g) ?? []).length;
  return `${kb(own + sum('css') + sum('js'))} compressed (HTML ${kb(own)}, CSS ${kb(sum('css'))}, JS ${kb(sum('js'))}), ${nodes} elements`;
}

function compressed(bytes: Buffer): number {
  return gzipSync(bytes, { level: 9 }).byteLength;
}
