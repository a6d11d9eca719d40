import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './puptime.ts';

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Files of the checker and the site that run without tests: all but the demo, which plays on the tests' own web. */
function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(ts|astro)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/node_modules|\/dist\/|\/test\/|\/demo|oracle\.ts$/.test(path.slice(ROOT.length)));
}

it('needs no development dependency where the monitor runs', () => {
  const missing = [...files('checker'), ...files('site')].flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const names = [
      ...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^'.][^']*)'|import\(\s*'([^'.][^']*)'/gm),
    ]
      .filter(([statement]) => !/^import type\s/.test(statement))
      .map(([, name, dynamic]) => name ?? dynamic ?? '');
    return names
      .filter((name) => !/^(node|astro|virtual):/.test(name) && !builtinModules.includes(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter((name) => !(name in dependencies))
      .map((name) => `${path.slice(ROOT.length + 1)} → ${name}`);
  });
  expect(missing).toEqual([]);
});
