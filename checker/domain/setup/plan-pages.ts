import type { Found } from './found.ts';
import type { SetupStep } from './step.ts';

/** The environment that the site is deployed to; GitHub gives it this name. */
export const PAGES_ENVIRONMENT = 'github-pages';

/** The status site: made by a workflow, from the default branch alone. */
export function planPages({ pages, environment, repository }: Found): SetupStep[] {
  const { defaultBranch } = repository;
  const steps: SetupStep[] = [];
  if (!pages?.byActions)
    steps.push({
      change: { do: 'publish-by-actions', exists: pages !== null },
      topic: 'Status site',
      weight: 'needed',
      title: 'Publish the status site on GitHub Pages',
      why: 'Each run builds the site anew and hands it to Pages; no branch holds it.',
      before: pages ? 'Pages publishes a branch' : 'Pages is off',
      after: 'Pages publishes what the workflow built',
      permissions: ['Pages', 'Administration'],
    });
  const narrow = environment?.from !== 'names';
  if (narrow || !environment.branches.includes(defaultBranch))
    steps.push({
      change: { do: 'limit-environment', branch: defaultBranch, narrow },
      topic: 'Publishing',
      weight: 'advised',
      title: `Let only the branch ${defaultBranch} publish the site`,
      why: 'Whoever can push another branch still cannot replace your public site.',
      before: originOf(environment),
      after: narrow ? `from ${defaultBranch} alone` : `from ${defaultBranch} as well`,
      permissions: ['Administration'],
    });
  return steps;
}

/** From where it may be deployed, in words. */
export function originOf(environment: Found['environment']): string {
  if (!environment) return 'not limited yet';
  switch (environment.from) {
    case 'anywhere':
      return 'from any branch';
    case 'protected':
      return 'from every protected branch';
    case 'names':
      return environment.branches.length === 0 ? 'from no branch' : `from ${environment.branches.join(', ')}`;
  }
}
