import { join } from 'node:path';
import { defineConfig } from 'astro/config';
import { z } from 'zod';
import { placeOf } from './place.ts';
import { readReport } from './read-report.ts';
import { siteConfig } from './site-config.ts';

/** For `astro build --root site` and `astro check`; `buildSite` does without this file. */
const root = join(import.meta.dirname, '..');
const env = z
  .object({
    PUPTIME_DATA: z.string().default(join(root, 'data/live')),
    PUPTIME_SNAPSHOTS: z.string().default(join(root, 'data/snapshots')),
    PUPTIME_SITES: z.string().default(join(root, 'sites.json')),
    PUPTIME_OUT: z.string().default(join(root, 'site/dist')),
    PUPTIME_BASE: z.string().optional(),
    PUPTIME_SITE_URL: z.string().optional(),
    PUPTIME_REPOSITORY_URL: z.string().optional(),
  })
  .parse(process.env);

export default defineConfig(
  siteConfig({
    report: readReport({
      dataDir: env.PUPTIME_DATA,
      snapshotsDir: env.PUPTIME_SNAPSHOTS,
      sitesPath: env.PUPTIME_SITES,
    }),
    snapshotsDir: env.PUPTIME_SNAPSHOTS,
    outDir: env.PUPTIME_OUT,
    repositoryUrl: env.PUPTIME_REPOSITORY_URL ?? null,
    ...placeOf({ base: env.PUPTIME_BASE, siteUrl: env.PUPTIME_SITE_URL }),
  }),
);
