import { z } from 'zod';
import type { Rights } from '../github/grant.ts';

const NAMES = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
] as const;

/** `permissions:` of a workflow or a job. */
export const Permissions = z.union([
  z.enum(['read-all', 'write-all']),
  z.partialRecord(z.enum(NAMES), z.enum(['read', 'write', 'none'])),
]);
export type Permissions = z.infer<typeof Permissions>;

/** What a repository gives to a workflow that does not say what it needs. */
const WITHOUT_A_WORD: Permissions = { contents: 'read', packages: 'read' };

/**
 * Rights of a job's token. What the job says replaces what the workflow says, and what is not listed is not given. A pull request
 * from a fork gets nothing but reading.
 */
export function rightsOf(
  workflow: Permissions | undefined,
  job: Permissions | undefined,
  fromFork: boolean,
): Rights {
  const said = job ?? workflow ?? WITHOUT_A_WORD;
  const listed = typeof said === 'string' ? everything(said) : Object.entries(said);
  return Object.fromEntries(
    listed.flatMap(([name, level]) => {
      if (level === 'none') return [];
      if (!fromFork) return [[name, level]];
      return name === 'id-token' ? [] : [[name, 'read' as const]];
    }),
  );
}

function everything(said: 'read-all' | 'write-all'): [string, 'read' | 'write'][] {
  // There is nothing to read about an OIDC token.
  if (said === 'read-all') return NAMES.filter((name) => name !== 'id-token').map((name) => [name, 'read']);
  return NAMES.map((name) => [name, 'write']);
}
