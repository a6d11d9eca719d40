import type { Found } from './found.ts';
import { planAccess } from './plan-access.ts';
import { planBranches } from './plan-branches.ts';
import { planPages } from './plan-pages.ts';
import { planVariables } from './plan-variables.ts';
import type { SetupStep } from './step.ts';
import type { Wish } from './wish.ts';

/**
 * What has to be changed for a repository to be as it should, in the order in which it is done: what turns the monitor on comes last.
 * Nothing where nothing is missing, so that to plan again after the steps plans nothing.
 */
export function planSetup(found: Found, wish: Wish): SetupStep[] {
  return [
    ...planAccess(found),
    ...planPages(found),
    ...planBranches(found, wish),
    ...planLabels(found, wish),
    ...planVariables(found, wish),
  ];
}

function planLabels({ labels: there }: Found, { labels }: Wish): SetupStep[] {
  const missing = labels.filter(({ name }) => !there.has(name.toLowerCase()));
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  return [
    {
      change: { do: 'make-labels', labels: missing },
      topic: 'Labels',
      weight: 'advised',
      title: `Make the labels of the issues: ${names}`,
      why: 'By their labels you find outages among the other issues, and subscribe a channel to them.',
      before: `not there: ${names}`,
      after: 'there, each in its colour',
      permissions: ['Issues'],
    },
  ];
}
