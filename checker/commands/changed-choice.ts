import { Option } from 'commander';
import { changedSites } from '../sites/changed-sites.ts';
import { readSitesText, type SitesConfig } from '../sites/read-sites.ts';
import { sitesAtRevision } from '../sites/sites-at-revision.ts';
import type { CommandContext } from './context.ts';
import { appendOutputs } from './step-output.ts';

/** The option that chooses them, by `--changed-since`. It does not go with what chooses sites itself. */
export function changedSinceOption(): Option {
  return new Option(
    '--changed-since <rev>',
    'only the sites that are new or other than at this git revision; where there are none nothing is done',
  ).conflicts(['only', 'confirm', 'plan']);
}

/**
 * Ids of the active sites that are new or other than at a git revision. How many there are goes to the output `changed` of the step;
 * that there is none is said. Throws a `PuptimeError` (wrong use) when git knows no such revision.
 */
export async function changedChoice(
  context: CommandContext,
  { path, file, byId }: SitesConfig,
  revision: string,
): Promise<string[]> {
  const { text } = await readSitesText(path);
  const changed = changedSites(await sitesAtRevision(path, revision), text);
  const ids = file.sites.flatMap(({ id }, index) => (changed.has(index) && byId.has(id) ? [id] : []));
  if (ids.length === 0)
    context.err(`No active site of ${path} changed since ${revision}: there is nothing to check.\n`);
  await appendOutputs(context.env, { changed: ids.length });
  return ids;
}
