import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Folders of `checker/` that touch one outside thing each, or shape text for people. */
const ADAPTERS = [
  'archive',
  'browser',
  'git',
  'github',
  'html',
  'isolation',
  'issues',
  'ledger',
  'report',
  'results',
  'routes',
  'setup',
  'sites',
];

/** Who may import what, from the top down: commands → check → adapters → domain; site → domain. */
const ALLOWED: Record<string, string[]> = {
  'checker/domain': ['checker/domain'],
  ...Object.fromEntries(ADAPTERS.map((name) => [`checker/${name}`, [`checker/${name}`, 'checker/domain']])),
  // Branches of a remote are written by two adapters alike.
  'checker/archive': ['checker/archive', 'checker/domain', 'checker/git'],
  'checker/ledger': ['checker/ledger', 'checker/domain', 'checker/git'],
  // GitHub is asked about issues, and about the repository itself.
  'checker/issues': ['checker/issues', 'checker/domain', 'checker/github'],
  'checker/setup': ['checker/setup', 'checker/domain', 'checker/github'],
  'checker/check': ['checker/check', 'checker/domain', ...ADAPTERS.map((name) => `checker/${name}`)],
  site: ['site', 'checker/domain'],
};

/** What a report hears is said in the words of a check. */
const EXCEPTIONS = new Set(['checker/report/live-progress.ts → checker/check/progress.ts']);

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|astro)$/.test(entry.name) && !/\.test\.ts$|[-/]oracle\.ts$/.test(entry.name),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/node_modules|\/dist\/|\/test\//.test(file));
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? relative(root, resolve(root, file, '..', name)) : name,
  );
}

it.each(Object.keys(ALLOWED))('%s imports only what stands below it', (folder) => {
  const wrong = filesIn(folder).flatMap((file) =>
    importsOf(file)
      .filter((name) => /^(checker|site|test)\//.test(name))
      .filter((name) => !ALLOWED[folder]?.some((allowed) => name.startsWith(`${allowed}/`)))
      .map((name) => `${file} → ${name}`)
      .filter((line) => !EXCEPTIONS.has(line)),
  );
  expect(wrong).toEqual([]);
});

it('knows every folder of the checker', () => {
  const folders = readdirSync(join(root, 'checker'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).toSorted()).toEqual(
    ['check', 'commands', 'domain', ...ADAPTERS].toSorted(),
  );
});

it('keeps the domain free of everything but zod', () => {
  const foreign = filesIn('checker/domain').flatMap((file) =>
    importsOf(file)
      .filter((name) => !name.startsWith('checker/domain/') && name !== 'zod')
      .map((name) => `${file} → ${name}`),
  );
  expect(foreign).toEqual([]);
});

it('reads the environment and the clock of the machine in one place', () => {
  const loose = filesIn('checker').flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
    const uses = text.match(/process\.env|Date\.now\(\)|new Date\(\)|Math\.random/g) ?? [];
    return uses.length > 0 ? [file] : [];
  });
  expect(loose.toSorted()).toEqual([
    'checker/cli.ts',
    // A stand-in is found by the variables of the process, as the service itself.
    'checker/commands/demo-exits.ts',
    'checker/prepare-machine.ts',
  ]);
});
