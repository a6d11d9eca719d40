import { z } from 'zod';
import { PAGES_ENVIRONMENT } from '../domain/setup/plan-pages.ts';
import type { Change } from '../domain/setup/step.ts';
import type { GithubApi } from '../github/github-api.ts';
import { enableWorkflow } from '../github/workflows.ts';
import { beginBranch } from './begin-branch.ts';
import { limitEnvironment } from './limit-environment.ts';
import { makeLabels } from './make-labels.ts';
import { protectBranch } from './protect-branch.ts';
import { publishByActions } from './publish-by-actions.ts';
import { setVariable } from './set-variable.ts';

/** What a change brought to light: where Pages puts the site, if it was that. */
export interface Applied {
  siteUrl: string | null;
}

/** Makes a change. As often as it is made, it comes to the same. Rejects with `GithubProblem`. */
export async function applyChange(api: GithubApi, change: Change): Promise<Applied> {
  switch (change.do) {
    case 'publish-by-actions':
      return { siteUrl: await publishByActions(api, change) };
    case 'enable-actions':
      await api.call('turning Actions on', z.unknown(), (rest, place) =>
        rest.actions.setGithubActionsPermissionsRepository({ ...place, enabled: true }),
      );
      break;
    case 'limit-workflow-token':
      await api.call('limiting what workflows may do', z.unknown(), (rest, place) =>
        rest.actions.setGithubActionsDefaultWorkflowPermissionsRepository({
          ...place,
          default_workflow_permissions: 'read',
        }),
      );
      break;
    case 'enable-workflow':
      await enableWorkflow(api, change.file);
      break;
    case 'limit-environment':
      await limitEnvironment(api, PAGES_ENVIRONMENT, change);
      break;
    case 'begin-branch':
      await beginBranch(api, change);
      break;
    case 'protect-branch':
      await protectBranch(api, change);
      break;
    case 'make-labels':
      await makeLabels(api, change.labels);
      break;
    case 'set-variable':
      await setVariable(api, change);
      break;
  }
  return { siteUrl: null };
}
