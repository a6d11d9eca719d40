import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sitemap from '@astrojs/sitemap';
import type { AstroIntegration, AstroUserConfig } from 'astro';
import sharp from 'sharp';
import type { Place } from './place.ts';
import { publishing } from './publish/publish.ts';
import { isListed } from './publish/robots.ts';
import { reportPlugin } from './report-plugin.ts';
import type { FullReport, Report } from './src/data/report.ts';
import { SMALL_WIDTH } from './src/data/small-pictures.ts';
import { storedPath } from './src/data/snapshots.ts';

export interface SiteConfig extends Place {
  report: FullReport;
  snapshotsDir: string;
  outDir: string;
  /** `https://github.com/owner/name`; null: not known. */
  repositoryUrl: string | null;
  /** Called with the number of pages when all are written. */
  onBuilt?(pages: number): void;
}

/** Configuration of Astro for one build of a report. */
export function siteConfig(config: SiteConfig): AstroUserConfig {
  const { report, snapshotsDir, outDir, base, siteUrl, repositoryUrl, onBuilt } = config;
  const place = { base, siteUrl, repositoryUrl };
  return {
    root: import.meta.dirname,
    outDir: resolve(outDir),
    base,
    ...(siteUrl && { site: siteUrl }),
    trailingSlash: 'always',
    output: 'static',
    // Next to Astro's other caches, not in a second node_modules below site/.
    cacheDir: join(import.meta.dirname, '../node_modules/.astro'),
    compressHTML: true,
    build: { format: 'directory', inlineStylesheets: 'never' },
    devToolbar: { enabled: false },
    integrations: [
      keptSnapshots(report, snapshotsDir, onBuilt),
      publishing(report, place),
      ...(siteUrl ? [sitemap({ filter: isListed })] : []),
    ],
    vite: {
      cacheDir: join(import.meta.dirname, '../node_modules/.vite/site'),
      plugins: [reportPlugin({ report, snapshotsDir: resolve(snapshotsDir), ...place })],
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
      'astro:build:done': async ({ dir, pages }) => {
        const target = join(fileURLToPath(dir), 'snapshots');
        mkdirSync(target, { recursive: true });
        for (const file of report.kept) copyFileSync(storedPath(folder, file), join(target, file));
        if (report.small.length > 0) mkdirSync(join(target, 'small'));
        for (const file of report.small) await makeSmall(join(target, file), join(target, 'small', file));
        onBuilt?.(pages.length);
      },
    },
  };
}

/** A picture that cannot be read is copied as it is: whatever a page made of it, its place is not to be empty. */
async function makeSmall(file: string, small: string): Promise<void> {
  try {
    await sharp(file, { pages: 1 }).resize({ width: SMALL_WIDTH }).webp({ quality: 75 }).toFile(small);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    copyFileSync(file, small);
  }
}
