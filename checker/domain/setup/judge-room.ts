import type { SetupFinding } from './finding.ts';
import { type Found, RECORD_BRANCHES } from './found.ts';
import type { BranchSize, Health } from './health.ts';

/** GitHub recommends less than 1 GB, and strongly less than 5. */
const RECOMMENDED_KB = 1_000_000;
const MOST_KB = 5_000_000;

/** How much room the branches take. */
export function judgeRoom({ repository }: Found, { sizes }: Health): SetupFinding {
  const branches = RECORD_BRANCHES.flatMap((branch) => {
    const size = sizes[branch];
    return size ? [`${branch} ${sizeText(size)}`] : [];
  });
  const whole = `the whole repository with its history ${bytesText(repository.sizeKb * 1_000)}`;
  const large = repository.sizeKb > RECOMMENDED_KB;
  return {
    topic: 'Room',
    level: repository.sizeKb > MOST_KB ? 'fault' : large ? 'warning' : 'ok',
    says: `${[...branches, whole].join('; ')}${large ? ' (GitHub asks for less than 1 GB)' : ''}`,
    remedy: large
      ? 'npx puptime snapshots gc --dry-run shows what can go; the workflow “Snapshots” clears it'
      : null,
  };
}

function sizeText({ files, bytes, more }: BranchSize): string {
  return `${more ? 'more than ' : ''}${bytesText(bytes)} in ${files.toLocaleString('en-US')} ${files === 1 ? 'file' : 'files'}`;
}

function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
