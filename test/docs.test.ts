import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { puptime, ROOT } from './puptime.ts';

const filesOf = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '' && !path.includes('__snapshots__') && existsSync(join(ROOT, path)));
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const PAGES = filesOf('*.md').map((path) => ({ path, text: textOf(path) }));
/** What is shown word by word is no link and no heading. */
const withoutCode = (text: string) =>
  text.replace(/^ *```[\s\S]*?^ *```$/gm, '').replace(/<!--[\s\S]*?-->/g, '');

/** The names by which GitHub finds a page's headings. */
function anchorsOf(path: string): string[] {
  const seen = new Map<string, number>();
  const headings = [...withoutCode(textOf(path)).matchAll(/^#{1,6} +(.+?) *$/gm)];
  return headings.map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** Why a link, seen from the root of the repository, leads nowhere; null when it does not. */
function brokenBecause(path: string, anchor: string | undefined): string | null {
  if (!existsSync(join(ROOT, path))) return `there is no ${path}`;
  if (anchor === undefined) return null;
  if (statSync(join(ROOT, path)).isDirectory() || !path.endsWith('.md')) return `${path} has no headings`;
  return anchorsOf(path).includes(anchor) ? null : `${path} has no heading #${anchor}`;
}

describe('a page of the documentation', () => {
  it.each(PAGES)('links to files and headings that are there: $path', ({ path, text }) => {
    const broken = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      // GitHub's own pages are beside the folder `blob` in which it shows the file.
      if (/^(https?:|mailto:|(\.\.\/)+issues\/)/.test(target)) return [];
      const [to = '', anchor] = target.split('#');
      const file = to === '' ? path : relative(ROOT, join(ROOT, dirname(path), to));
      const why = brokenBecause(file, anchor);
      return why === null ? [] : [`${target}: ${why}`];
    });
    expect(broken).toEqual([]);
  });

  it('is found from the README, or from a page that is', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      const links = [...withoutCode(textOf(path)).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)];
      for (const [, to = ''] of links) {
        const file = relative(ROOT, join(ROOT, dirname(path), to));
        for (const page of PAGES) {
          if (page.path === file || dirname(page.path) === file.replace(/\/$/, '')) reached.add(page.path);
        }
      }
    }
    const alone = PAGES.map(({ path }) => path).filter((path) => !reached.has(path));
    expect(alone.filter((path) => !path.startsWith('test/') && !path.includes('TEMPLATE'))).toEqual([]);
  });
});

it('has the headings that issues and forms link to', () => {
  const sources = filesOf('checker/*.ts', '.github/*.yml', 'site/*.ts').map(textOf).join('\n');
  const links = [...sources.matchAll(/blob\/HEAD\/([\w./-]+\.md)#([\w-]+)/g)];
  expect(links.length).toBeGreaterThan(3);
  expect(links.map(([, path = '', anchor]) => brokenBecause(path, anchor)).filter(Boolean)).toEqual([]);
});

it('shows commands that are there, with options that they have', async () => {
  const shown = PAGES.flatMap(({ path, text }) =>
    [...text.matchAll(/npx puptime ((?:[^`\n|#&;\\]|\\\n)+)/g)].map(([, words = '']) => {
      const [name = '', second = ''] = words.trim().split(/\s+/);
      const command = name === 'proxy' || name === 'snapshots' ? [name, second] : [name];
      const options = [...words.matchAll(/ (--[a-z][a-z-]*)/g)].map(([, option]) => option);
      return { path, command: command.join(' ').replace(/\W+$/, ''), options };
    }),
  ).filter(({ command }) => /^[a-z]/.test(command));
  const commands = [...new Set(shown.map(({ command }) => command))];
  const helps = await Promise.all(
    commands.map(async (command) => {
      const { out } = await puptime([...command.split(' '), '--help']);
      // Of a command that there is not, the help of all is shown.
      return [command, out.startsWith(`Usage: puptime ${command} `) ? out : ''] as const;
    }),
  );
  const wrong = shown.flatMap(({ path, command, options }) => {
    const help = new Map(helps).get(command) ?? '';
    if (help === '') return [`${path}: puptime ${command}`];
    return options
      .filter((option) => !new RegExp(`${option}\\b`).test(help))
      .map((option) => `${path}: puptime ${command} ${option}`);
  });
  expect(wrong).toEqual([]);
});
