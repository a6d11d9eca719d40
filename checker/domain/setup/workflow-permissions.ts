/** A permission that jobs of the workflows ask for, and why. */
export interface WorkflowPermission {
  permission: string;
  for: string;
}

/** Every permission that any job has, what reading the code takes first. All of them end with the job. */
export const WORKFLOW_PERMISSIONS: readonly WorkflowPermission[] = [
  { permission: 'contents: read', for: 'every job reads the code and sites.json' },
  {
    permission: 'contents: write',
    for: 'the jobs that record, tell and clear write the branches data and snapshots; none opens a web page',
  },
  { permission: 'issues: write', for: 'opens, comments on and closes the issues that tell of outages' },
  { permission: 'pages: write', for: 'publishes the status site' },
  {
    permission: 'id-token: write',
    for: 'proves to AWS and to Pages which repository and branch a run is of, in place of a stored key',
  },
  { permission: 'actions: read', for: 'takes in what an earlier run saw and could not record' },
  { permission: 'actions: write', for: 'keeps GitHub from disabling the clock after 60 quiet days' },
];
