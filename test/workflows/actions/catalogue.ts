import { WorkflowFault } from '../fault.ts';
import type { Action } from './action.ts';
import { checkout } from './checkout.ts';
import { configureAwsCredentials } from './configure-aws-credentials.ts';
import { downloadArtifact } from './download-artifact.ts';
import { configurePages, deployPages, uploadPagesArtifact } from './pages.ts';
import { setupNode } from './setup-node.ts';
import { uploadArtifact } from './upload-artifact.ts';

const ACTIONS: Readonly<Record<string, Action>> = {
  'actions/checkout': checkout,
  'actions/setup-node': setupNode,
  'actions/upload-artifact': uploadArtifact,
  'actions/download-artifact': downloadArtifact,
  'actions/configure-pages': configurePages,
  'actions/upload-pages-artifact': uploadPagesArtifact,
  'actions/deploy-pages': deployPages,
  'aws-actions/configure-aws-credentials': configureAwsCredentials,
};

/** Name of the action that `uses` names, without its version. */
export function actionName(uses: string): string {
  return uses.replace(/@.*$/, '');
}

/** The stand-in for an action. Throws `WorkflowFault` when there is none. */
export function actionOf(uses: string): Action {
  const action = ACTIONS[actionName(uses)];
  if (!action || !uses.includes('@')) throw new WorkflowFault(`there is no stand-in for ${uses}`);
  return action;
}

/** Inputs of a use: what is given, else defaults. Throws `WorkflowFault` for an input that the stand-in does not know. */
export function inputsFor(uses: string, given: Readonly<Record<string, string>>): Record<string, string> {
  const { inputs } = actionOf(uses);
  const unknown = Object.keys(given).find((name) => !(name in inputs));
  if (unknown !== undefined)
    throw new WorkflowFault(`the stand-in for ${uses} does not know the input ${unknown}`);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, fallback]) => {
      const value = given[name] ?? fallback;
      if (value === null) throw new WorkflowFault(`${uses}: the input ${name} is missing`);
      // On GitHub a default stands for what was not given, not for what is empty.
      return [name, value];
    }),
  );
}
