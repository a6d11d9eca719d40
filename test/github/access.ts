import { allows, type Grant, type Need, rightsIn } from './grant.ts';
import { mustBeAdmin, notAccessible, type Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';
import { mayAs, type Permission } from './user.ts';

/** What everyone may read in a public repository. Its settings are not among that. */
const OPEN: ReadonlySet<string> = new Set(['metadata', 'issues', 'contents', 'actions']);

/** The least role in which a person may change what a right is about. Of issues each service decides for itself. */
const ROLES: Readonly<Record<string, Permission>> = {
  actions: 'write',
  administration: 'admin',
  contents: 'write',
  pages: 'admin',
  variables: 'write',
};

/** Why a token may not do what takes these rights; null when it may. */
export function refusalOfAccess(repository: Repository, grant: Grant, need: Need): Refusal | null {
  const rights = rightsIn(need);
  const reads = rights.every(([, level]) => level === 'read');
  if (reads && !repository.settings.private && rights.every(([name]) => OPEN.has(name))) return null;
  const user = repository.findUser(grant.login);
  const person = user?.type === 'User' ? user : null;
  if (!allows(grant, need)) return notAccessible(person ? 'personal access token' : 'integration');
  if (reads || !person) return null;
  const roles = rights.flatMap(([name]) => ROLES[name] ?? []);
  return roles.every((role) => mayAs(person, role)) ? null : mustBeAdmin();
}
