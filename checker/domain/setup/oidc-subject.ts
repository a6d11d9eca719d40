import { type Found, fullName } from './found.ts';

/** Repositories made since then have the ids of owner and repository in the subject of their tokens. */
const IDS_SINCE = Date.parse('2026-07-15T00:00:00Z');

/** The subject by which AWS knows a run of the default branch: `repo:OWNER@1/NAME@2:ref:refs/heads/main`, or without the ids. */
export function oidcSubject({ repository, subject }: Pick<Found, 'repository' | 'subject'>): string {
  const { owner, ownerId, name, id, createdAt, defaultBranch } = repository;
  const withIds = Date.parse(createdAt) >= IDS_SINCE;
  const prefix = withIds ? `repo:${owner}@${ownerId}/${name}@${id}` : `repo:${fullName(repository)}`;
  return `${subject.prefix ?? prefix}:ref:refs/heads/${defaultBranch}`;
}
