import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import { reportPlugin } from './report-plugin.ts';
import type { Report } from './src/data/report.ts';
import { storedPath } from './src/data/snapshots.ts';

export interface SiteConfig {
  report: Report;
  snapshotsDir: string;
  outDir: string;
  /** `/` or `/<repository>/`. */
  base: string;
  /** Called with the number of pages when all are written. */
  onBuilt?(pages: number): void;
}

/** Configuration of Astro for one build of a report. */
export function siteConfig({ report, snapshotsDir, outDir, base, onBuilt }: SiteConfig): AstroUserConfig {
  const module = { report, snapshotsDir: resolve(snapshotsDir), base: withSlashes(base) };
  return {
    root: import.meta.dirname,
    outDir: resolve(outDir),
    base: module.base,
    trailingSlash: 'always',
    output: 'static',
    // Next to Astro's other caches, not in a second node_modules below site/.
    cacheDir: join(import.meta.dirname, '../node_modules/.astro'),
    compressHTML: true,
    build: { format: 'directory', inlineStylesheets: 'never' },
    devToolbar: { enabled: false },
    integrations: [keptSnapshots(report, snapshotsDir, onBuilt)],
    vite: {
      cacheDir: join(import.meta.dirname, '../node_modules/.vite/site'),
      plugins: [reportPlugin(module)],
      // Pages are rendered from a folder from which packages may not be found: all code goes in with them.
      environments: { prerender: { resolve: { noExternal: true } } },
    },
  };
}

/** Copies the pictures and sources that pages refer to into the output; sources as .txt, never as HTML. */
function keptSnapshots(report: Report, folder: string, onBuilt: SiteConfig['onBuilt']): AstroIntegration {
  return {
    name: 'puptime-snapshots',
    hooks: {
      'astro:build:done': ({ dir, pages }) => {
        const target = join(fileURLToPath(dir), 'snapshots');
        mkdirSync(target, { recursive: true });
        for (const file of report.kept) copyFileSync(storedPath(folder, file), join(target, file));
        onBuilt?.(pages.length);
      },
    },
  };
}

function withSlashes(base: string): string {
  const inner = base.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}
