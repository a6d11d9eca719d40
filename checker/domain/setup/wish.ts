import type { RecordBranch } from './found.ts';

/** A label as it is made. */
export interface WantedLabel {
  name: string;
  /** Six hexadecimal digits. */
  color: string;
  description: string;
}

/** What a repository should have that is not the same for all. */
export interface Wish {
  labels: readonly WantedLabel[];
  /** What a visitor of each branch reads first. */
  readmes: Readonly<Record<RecordBranch, string>>;
  /** Where the status site is going to be; null: where Pages puts it. */
  siteUrl: string | null;
  /** ARN of the role that runs take on; null: as it is. */
  awsRole: string | null;
  /** Regions of exits; null: as they are. */
  regions: readonly string[] | null;
}
