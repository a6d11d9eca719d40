import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { PuptimeError } from '../checker/domain/puptime-error.ts';
import { placeOf } from './place.ts';
import { bytesIn } from './publish/output.ts';
import { sizeWarning } from './publish/output-size.ts';
import { readReport } from './read-report.ts';
import { siteConfig } from './site-config.ts';
import type { RunsOn } from './src/data/run-listing.ts';

export interface BuildOptions {
  /** Root of the project, from which what is not given is found. */
  root: string;
  dataDir?: string | undefined;
  snapshotsDir?: string | undefined;
  sitesPath?: string | undefined;
  outDir?: string | undefined;
  /** Which runs there are, where `dataDir` has a part of them: see `pathsRead`. */
  runsOn?: RunsOn | undefined;
  /** `/` or `/<repository>/`; not given: the path of `siteUrl`. */
  base?: string | undefined;
  /** Absolute address under which the site is published. */
  siteUrl?: string | null | undefined;
  /** `https://github.com/owner/name` */
  repositoryUrl?: string | null | undefined;
}

/** What a build made. */
export interface Built {
  pages: number;
  /** Of all files. */
  bytes: number;
  /** What whoever builds should know; null: nothing. */
  warning: string | null;
  ms: number;
}

/**
 * Builds the status site and says how many pages it has and how long it took. The output is put in place when all of it
 * is there: a broken data file, or a build that fails, leaves the last output as it was. Throws a PuptimeError that
 * names the file and the reason when data is broken, or when the output is too large.
 */
export async function buildSite(options: BuildOptions): Promise<Built> {
  const began = performance.now();
  const root = resolve(options.root);
  const dataDir = resolve(options.dataDir ?? join(root, 'data/live'));
  const snapshotsDir = resolve(options.snapshotsDir ?? join(root, 'data/snapshots'));
  const sitesPath = resolve(options.sitesPath ?? join(root, 'sites.json'));
  const outDir = resolve(options.outDir ?? join(root, 'site/dist'));
  const place = placeOf(options);
  refuseToReplace(outDir, [root, dataDir, snapshotsDir, sitesPath, process.cwd()]);
  const report = readReport({ dataDir, snapshotsDir, sitesPath, runsOn: options.runsOn });
  const stage = makeStage();
  try {
    const repositoryUrl = options.repositoryUrl ?? null;
    const pages = await render({ report, snapshotsDir, outDir: stage, repositoryUrl, ...place });
    const bytes = bytesIn(stage);
    const warning = sizeWarning(bytes);
    putInPlace(stage, outDir);
    return { pages, bytes, warning, ms: Math.round(performance.now() - began) };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

async function render(config: Parameters<typeof siteConfig>[0]): Promise<number> {
  // Read by Astro when it is loaded: hence before the import.
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const { build } = await import('astro');
  let pages = 0;
  const onBuilt = (count: number) => {
    pages = count;
  };
  await build({ ...siteConfig({ ...config, onBuilt }), configFile: false, logLevel: 'error' });
  return pages;
}

/**
 * A new folder below the working directory. Astro renders an output that lies elsewhere by way of `.astro/` in the working
 * directory, which two builds at the same time would share (core/build/common.js, getOutDirWithinCwd).
 */
function makeStage(): string {
  const parent = join(process.cwd(), '.astro');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'site-'));
}

function putInPlace(stage: string, outDir: string): void {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(dirname(outDir), { recursive: true });
  try {
    renameSync(stage, outDir);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    cpSync(stage, outDir, { recursive: true });
  }
}

/** The output replaces what stood in its folder, so that folder must not hold anything the build needs. */
function refuseToReplace(outDir: string, needed: readonly string[]): void {
  const lost = needed.find((path) => !relative(outDir, path).startsWith('..'));
  if (lost === undefined) return;
  throw new PuptimeError(
    `${outDir}: the site is not built here, because that would delete ${lost}. Name another folder for the output.`,
    { exitCode: 2 },
  );
}
