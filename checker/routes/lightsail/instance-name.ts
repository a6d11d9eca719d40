import { z } from 'zod';

/** Whose instance it is: enough to find it again without a file. */
export interface InstanceOwner {
  /** `owner/repository`, or the name of a machine. */
  repository: string;
  /** Id of the CI run, or of a run on one machine. */
  run: string;
  attempt: string;
}

/** Keys of the tags that every instance of Puptime carries. The role's policy names the first. */
export const TAGS = {
  repository: 'puptime:repository',
  run: 'puptime:run',
  attempt: 'puptime:attempt',
  expires: 'puptime:expires',
} as const;

/** Name of an instance: the same for the same run, attempt and ordinal, so that it can be found and removed by these alone. */
export function instanceName(owner: InstanceOwner, ordinal: number): string {
  const slug = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `puptime-${slug(owner.repository).slice(0, 100)}-${slug(owner.run).slice(0, 60)}-${slug(owner.attempt)}-${ordinal}`;
}

/** Tags of a new instance. `expires`: when it may be reaped whatever its run says. */
export function instanceTags(owner: InstanceOwner, expires: Date): { key: string; value: string }[] {
  return [
    { key: TAGS.repository, value: owner.repository },
    { key: TAGS.run, value: owner.run },
    { key: TAGS.attempt, value: owner.attempt },
    { key: TAGS.expires, value: expires.toISOString() },
  ];
}

const Expiry = z.iso.datetime();

/** Whether an instance is this owner's, by its tags alone: a name can be anybody's. */
export function isOwned(tags: Readonly<Record<string, string>>, owner: InstanceOwner): boolean {
  return (
    tags[TAGS.repository] === owner.repository &&
    tags[TAGS.run] === owner.run &&
    tags[TAGS.attempt] === owner.attempt
  );
}

/** When an instance expires by its tag; null when it has none that can be read. */
export function expiryOf(tags: Readonly<Record<string, string>>): Date | null {
  const expiry = Expiry.safeParse(tags[TAGS.expires]);
  return expiry.success ? new Date(expiry.data) : null;
}
