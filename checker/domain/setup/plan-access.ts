import { MONITOR_WORKFLOW } from '../keepalive.ts';
import type { Found, FoundWorkflow } from './found.ts';
import type { SetupStep } from './step.ts';

/** Whether workflows run, and with which rights. */
export function planAccess({ actions, workflowRights, workflows }: Found): SetupStep[] {
  const steps: SetupStep[] = [];
  if (!actions.enabled)
    steps.push({
      change: { do: 'enable-actions' },
      topic: 'GitHub Actions',
      weight: 'needed',
      title: 'Turn GitHub Actions on',
      why: 'Puptime runs on the machines of GitHub Actions.',
      before: 'off',
      after: 'on',
      permissions: ['Administration'],
    });
  if (workflowRights === 'write')
    steps.push({
      change: { do: 'limit-workflow-token' },
      topic: 'Workflow rights',
      weight: 'advised',
      title: 'Let workflows only read, unless they ask for more',
      why: 'Each job of Puptime asks for exactly the rights it needs; what is added later then begins with none.',
      before: 'read and write',
      after: 'read',
      permissions: ['Administration'],
    });
  return [...steps, ...workflows.flatMap(enabling)];
}

/** What a person has disabled stays so. */
function enabling({ file, name, state }: FoundWorkflow): SetupStep[] {
  if (state !== 'disabled_inactivity' && state !== 'disabled_fork') return [];
  const inactive = state === 'disabled_inactivity';
  return [
    {
      change: { do: 'enable-workflow', file },
      topic: 'Workflows',
      weight: file === MONITOR_WORKFLOW ? 'needed' : 'advised',
      title: `Enable the workflow “${name}” again`,
      why: inactive
        ? 'GitHub disables workflows that run by the clock after 60 days without a change to the code.'
        : 'GitHub disables the workflows of a fork until its owner wants them.',
      before: `“${name}” is disabled, ${inactive ? 'for inactivity' : 'as in every fork'}`,
      after: 'enabled',
      permissions: ['Actions'],
    },
  ];
}
