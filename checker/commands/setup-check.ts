import { PuptimeError } from '../domain/puptime-error.ts';
import type { SetupFinding } from '../domain/setup/finding.ts';
import type { Found } from '../domain/setup/found.ts';
import { fullName } from '../domain/setup/found.ts';
import type { Health, LiveExit } from '../domain/setup/health.ts';
import { judgeSetup } from '../domain/setup/judge-setup.ts';
import { AWS_ROLE, REGIONS } from '../domain/setup/plan-variables.ts';
import type { Wish } from '../domain/setup/wish.ts';
import { readBranchSize, readRuns } from '../setup/read-runs.ts';
import type { CommandContext } from './context.ts';
import { openLedger } from './ledger-place.ts';
import type { SetupAccess } from './setup-access.ts';

/** Lengths of time of `sites.json`, in milliseconds. */
export interface CheckTimes {
  intervalMs: number;
  maxGapMs: number;
}

/** What is configured, what is missing, and how the monitor does. Changes nothing. */
export async function checkSetup(
  context: CommandContext,
  access: SetupAccess,
  { found, wish, times }: { found: Found; wish: Wish; times: CheckTimes },
): Promise<SetupFinding[]> {
  return judgeSetup(found, wish, await readHealth(context, access, found, times));
}

async function readHealth(
  context: CommandContext,
  access: SetupAccess,
  found: Found,
  times: CheckTimes,
): Promise<Health> {
  const { api } = access;
  const [runs, data, snapshots, record, exits] = await Promise.all([
    readRuns(api, found.repository.defaultBranch),
    readBranchSize(api, 'data'),
    readBranchSize(api, 'snapshots'),
    found.branches.data ? readRecord(context, access) : null,
    readExits(context, found),
  ]);
  return { now: context.now().toISOString(), ...times, runs, record, sizes: { data, snapshots }, exits };
}

async function readRecord(context: CommandContext, { url, token }: SetupAccess): Promise<Health['record']> {
  const env = { ...context.env, GITHUB_TOKEN: token };
  try {
    await using ledger = await openLedger({ remote: url, branch: 'data', data: '' }, { ...context, env });
    const { runs, newestRun } = await ledger.state();
    return newestRun && { runs, newestAt: newestRun.endedAt };
  } catch (error) {
    if (!(error instanceof PuptimeError)) throw error;
    return error.message;
  }
}

/** Only where runs make any. */
async function readExits(context: CommandContext, found: Found): Promise<Health['exits']> {
  if (!found.variables.get(AWS_ROLE)) return [];
  const [{ regionApis }, { expiryOf, TAGS }, { LightsailError }] = await Promise.all([
    import('./regions-option.ts'),
    import('../routes/lightsail/instance-name.ts'),
    import('../routes/lightsail/lightsail-error.ts'),
  ]);
  const regions = found.variables.get(REGIONS);
  const env = regions ? { ...context.env, PUPTIME_REGIONS: regions } : context.env;
  try {
    const all = (await Promise.all(regionApis({ ...context, env }).map((api) => api.list()))).flat();
    return all
      .filter(({ tags }) => tags[TAGS.repository] === fullName(found.repository))
      .map(({ name, zone, tags }): LiveExit => {
        return { name, zone, expires: expiryOf(tags)?.toISOString() ?? null };
      });
  } catch (error) {
    if (!(error instanceof PuptimeError)) throw error;
    if (error instanceof LightsailError && error.kind === 'credentials')
      return 'nobody is signed in to AWS here';
    return error.message;
  }
}
