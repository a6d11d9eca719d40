import { BRANCH_README as SNAPSHOTS_README } from '../archive/branch-store-readme.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { AWS_REGION, ROLE_ARN } from '../domain/setup/aws-command.ts';
import type { Wish } from '../domain/setup/wish.ts';
import { labelLook, STANDING_LABELS } from '../issues/labels.ts';
import { BRANCH_README as DATA_README } from '../ledger/branch-readme.ts';

/** What may be asked for on the command line. */
export interface WishOptions {
  awsRole?: string;
  regions?: readonly string[];
  siteUrl?: string;
}

/** What the repository should have. Throws `PuptimeError` (wrong use) at a value that cannot be. */
export function setupWish({ awsRole, regions, siteUrl }: WishOptions): Wish {
  if (awsRole !== undefined) mustBeRole(awsRole, '--aws-role');
  const list = regions?.flatMap((text) => text.split(',')).filter((region) => region !== '') ?? null;
  const wrong = list?.find((region) => !AWS_REGION.test(region));
  if (wrong !== undefined) refuse('--regions', 'regions of AWS, such as us-east-2', wrong);
  if (siteUrl !== undefined && !(/^https?:\/\//.test(siteUrl) && URL.canParse(siteUrl)))
    refuse('--site-url', 'an address, such as https://status.example.org/', siteUrl);
  return {
    labels: STANDING_LABELS.map((name) => ({ name, ...labelLook(name) })),
    readmes: { data: DATA_README, snapshots: SNAPSHOTS_README },
    siteUrl: siteUrl === undefined || siteUrl.endsWith('/') ? (siteUrl ?? null) : `${siteUrl}/`,
    awsRole: awsRole ?? null,
    regions: list,
  };
}

/** Throws `PuptimeError` (wrong use) where a text is no role's ARN. */
export function mustBeRole(text: string, where: string): void {
  if (!ROLE_ARN.test(text))
    refuse(where, 'the ARN of a role, such as arn:aws:iam::123456789012:role/puptime-MonitorRole-1ABC', text);
}

function refuse(where: string, expected: string, received: string): never {
  throw new PuptimeError(
    `${where}: expected ${expected}, received ${JSON.stringify(received.slice(0, 100))}`,
    {
      exitCode: 2,
    },
  );
}
