import { z } from 'zod';

/** The repository as GitHub describes it, as far as it is used. */
export const WireRepository = z.object({
  id: z.int(),
  name: z.string(),
  owner: z.object({ id: z.int(), login: z.string() }),
  private: z.boolean(),
  archived: z.boolean().catch(false),
  default_branch: z.string(),
  has_issues: z.boolean(),
  created_at: z.string(),
  size: z.number().catch(0),
  permissions: z.object({ admin: z.boolean() }).optional(),
});
export type WireRepository = z.infer<typeof WireRepository>;

export const WireActions = z.object({
  enabled: z.boolean(),
  allowed_actions: z.enum(['all', 'local_only', 'selected']).optional(),
});

export const WireWorkflowRights = z.object({ default_workflow_permissions: z.enum(['read', 'write']) });

export const WireWorkflows = z.object({
  workflows: z.array(z.object({ name: z.string(), path: z.string(), state: z.string() })),
});

/** `html_url` is left out while there is nothing to see. */
export const WirePages = z.object({
  build_type: z.enum(['workflow', 'legacy']).nullish(),
  html_url: z.string().optional(),
});

const Reviewer = z.object({
  type: z.enum(['User', 'Team']),
  reviewer: z.object({ id: z.int() }),
});

/** An environment; of its rules those that a change of the branches must not lose. */
export const WireEnvironment = z.object({
  protection_rules: z
    .array(
      z.object({
        type: z.string(),
        wait_timer: z.int().optional(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(Reviewer).optional(),
      }),
    )
    .catch([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});
export type WireEnvironment = z.infer<typeof WireEnvironment>;

export const WireBranchPolicies = z.object({
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().catch('branch') })),
});

export const WireSubject = z.object({
  use_default: z.boolean(),
  sub_claim_prefix: z.string().optional(),
});

export const WireRef = z.object({ object: z.object({ sha: z.string() }) });

/** Whatever has an id in git. */
export const WireObject = z.object({ sha: z.string() });

export const WireRuns = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.int(),
      html_url: z.string(),
      created_at: z.string(),
      status: z.string().nullable(),
      conclusion: z.string().nullable(),
    }),
  ),
});

export const WireTree = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ type: z.string(), size: z.int().optional() })),
});

export const WireVariables = z.object({
  total_count: z.int(),
  variables: z.array(z.object({ name: z.string(), value: z.string() })),
});
