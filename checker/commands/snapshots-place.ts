import { setTimeout as pause } from 'node:timers/promises';
import { BranchStore } from '../archive/branch-store.ts';
import { rawAddress } from '../archive/branch-store-layout.ts';
import { DirectoryStore } from '../archive/directory-store.ts';
import type { SnapshotRef } from '../domain/observation.ts';
import { snapshotExtension, snapshotPath } from '../domain/snapshot-path.ts';
import type { CommandContext } from './context.ts';
import { tokenFor } from './ledger-place.ts';

/** Where snapshots are kept: in the directory that was named, else on a branch beside a ledger on a remote, else in the usual directory. */
export interface SnapshotsPlace {
  remote?: string | undefined;
  snapshots?: string | undefined;
  snapshotsBranch: string;
  /** Public address, when it is given. */
  snapshotsUrl?: string | undefined;
}

/** Opens the store; dispose it. */
export async function openSnapshots(
  { remote, snapshots, snapshotsBranch: branch }: SnapshotsPlace,
  context: CommandContext,
): Promise<DirectoryStore | BranchStore> {
  if (remote === undefined || snapshots !== undefined)
    return new DirectoryStore(snapshots ?? 'data/snapshots');
  const { now, random, signal, env } = context;
  const access = { url: remote, token: tokenFor(remote, env) };
  const wait = (ms: number) => pause(ms, undefined, { signal });
  return BranchStore.open({ remote: access, branch, now, random, pause: wait, signal });
}

/** Where a snapshot can be seen: at the address that was given, else on the branch on GitHub, else as the status site publishes it. */
export function snapshotLinks(
  { remote, snapshots, snapshotsBranch, snapshotsUrl }: SnapshotsPlace,
  statusSite: string,
): (ref: Pick<SnapshotRef, 'sha256' | 'mediaType'>) => string {
  const branch = remote !== undefined && snapshots === undefined ? rawAddress(remote, snapshotsBranch) : null;
  const store = snapshotsUrl === undefined ? branch : `${snapshotsUrl.replace(/\/+$/, '')}/`;
  if (store !== null) return (ref) => `${store}${snapshotPath(ref)}`;
  return (ref) => `${statusSite}snapshots/${ref.sha256}.${snapshotExtension(ref.mediaType)}`;
}
