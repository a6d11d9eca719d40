import { PuptimeError } from '../../../checker/domain/puptime-error.ts';
import { SitesFile } from '../../../checker/domain/sites-file.ts';
import { readJson } from './read-json.ts';

/** Reads `sites.json`. Throws a PuptimeError when it is broken, or not there. */
export function readSitesFile(path: string): SitesFile {
  const file = readJson(path, SitesFile);
  if (file) return file;
  throw new PuptimeError(`${path}: no such file; expected the list of sites.`, { exitCode: 2 });
}
