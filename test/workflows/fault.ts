/** What is wrong with a workflow, or with the way a test runs it: GitHub would refuse it, or this runner does not know it. */
export class WorkflowFault extends Error {
  override readonly name = 'WorkflowFault';
}
