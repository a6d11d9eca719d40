import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getDomain } from 'tldts';
import { durationMs } from '../domain/duration.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { resolveSite } from '../domain/resolve-site.ts';
import type { ResolvedSite } from '../domain/resolved-site.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { SitesFile } from '../domain/sites-file.ts';
import type { AddressRules } from './address-problem.ts';
import { printFault } from './fault.ts';
import { findFaults } from './find-faults.ts';

/** A sites file without faults, ready for a run. */
export interface SitesConfig {
  /** As it was given. */
  path: string;
  /** SHA-256 of the file's bytes, in hexadecimal: what a run record names it by. */
  sha256: string;
  file: SitesFile;
  /** The active sites, in the order of the file, with kinds and defaults applied. */
  sites: ResolvedSite[];
  /** The same by id. */
  byId: ReadonlyMap<string, ResolvedSite>;
  /** As the run record keeps them. */
  settings: RunRecord['settings'];
}

/** Reads a sites file. Throws a PuptimeError (exit code 2) that lists all its faults, or says why it cannot be read. */
export async function readSites(
  path: string,
  rules: AddressRules = { allowLoopback: false },
): Promise<SitesConfig> {
  const { bytes, text } = await readSitesText(path);
  const faults = findFaults(text, path, rules);
  if (faults.length > 0) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    throw new PuptimeError(`${path} has ${count}:\n${faults.map(printFault).join('\n')}`, { exitCode: 2 });
  }
  const file = SitesFile.parse(JSON.parse(text));
  const sites = file.sites
    .filter((site) => site.active !== false)
    .map((site) => resolveSite(site, file, (host) => getDomain(host)));
  const intervalMs = durationMs(file.interval);
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    file,
    sites,
    byId: new Map(sites.map((site) => [site.id, site])),
    settings: {
      intervalMs,
      confirmAfterMs: durationMs(file.confirmAfter),
      maxGapMs: file.maxGap === undefined ? 3 * intervalMs : durationMs(file.maxGap),
      capture: file.capture,
    },
  };
}

/** Bytes and text of a sites file. Throws a PuptimeError (exit code 2) when there is no such file, or it is not UTF-8. */
export async function readSitesText(path: string): Promise<{ bytes: Buffer; text: string }> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== undefined && error.code in UNREADABLE) {
      const message = `${path}: expected a sites file, but ${UNREADABLE[error.code]}`;
      throw new PuptimeError(message, { exitCode: 2, cause: error });
    }
    throw error;
  });
  try {
    return { bytes, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = `${path}: expected text in UTF-8; save the file in that encoding`;
    throw new PuptimeError(message, { exitCode: 2, cause: error });
  }
}

const UNREADABLE: Record<string, string> = {
  ENOENT: 'there is no such file; name one, or run this in the folder of sites.json',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder; name the file in it',
  EACCES: 'this user may not read it',
};
