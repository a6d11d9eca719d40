import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import type { Repository } from './repository.ts';

type Rested = Rest['actions'];

/** From then on new repositories have ids in the subject of their OIDC tokens. */
const IDS_SINCE = '2026-07-15T00:00:00Z';

/** What the repository lets Actions do. */
export const ACTIONS_SETTINGS: Services = {
  'actions/get-github-actions-permissions-repository': service(
    'administration=read',
    ({ repository, wire }: Call<Rested['getGithubActionsPermissionsRepository']['parameters']>) => {
      const { enabled, allowed } = repository.actions.settings;
      if (!enabled) return { status: 200, body: { enabled } };
      const selected = `${wire.repositoryUrl()}/actions/permissions/selected-actions`;
      return {
        status: 200,
        body: {
          enabled,
          allowed_actions: allowed,
          ...(allowed === 'selected' ? { selected_actions_url: selected } : {}),
          sha_pinning_required: false,
        },
      };
    },
  ),

  'actions/set-github-actions-permissions-repository': service(
    'administration=write',
    ({ repository, input }: Call<Rested['setGithubActionsPermissionsRepository']['parameters']>) => {
      const { settings } = repository.actions;
      Object.assign(settings, { enabled: input.enabled, allowed: input.allowed_actions ?? settings.allowed });
      return { status: 204 };
    },
  ),

  'actions/get-github-actions-default-workflow-permissions-repository': service(
    'administration=read',
    ({ repository }: Call<Rested['getGithubActionsDefaultWorkflowPermissionsRepository']['parameters']>) => {
      const { defaultRights, mayApprove } = repository.actions.settings;
      return {
        status: 200,
        body: { default_workflow_permissions: defaultRights, can_approve_pull_request_reviews: mayApprove },
      };
    },
  ),

  'actions/set-github-actions-default-workflow-permissions-repository': service(
    'administration=write',
    ({
      repository,
      input,
    }: Call<Rested['setGithubActionsDefaultWorkflowPermissionsRepository']['parameters']>) => {
      const { settings } = repository.actions;
      Object.assign(settings, {
        defaultRights: input.default_workflow_permissions ?? settings.defaultRights,
        mayApprove: input.can_approve_pull_request_reviews ?? settings.mayApprove,
      });
      return { status: 204 };
    },
  ),

  'actions/get-custom-oidc-sub-claim-for-repo': service(
    'actions=read',
    ({ repository }: Call<Rested['getCustomOidcSubClaimForRepo']['parameters']>) => {
      const { subjectClaims } = repository.actions.settings;
      return {
        status: 200,
        body: {
          use_default: subjectClaims === null,
          ...(subjectClaims ? { include_claim_keys: subjectClaims } : {}),
          use_immutable_subject: hasIds(repository),
          sub_claim_prefix: subjectPrefix(repository),
        },
      };
    },
  ),
};

function hasIds({ createdAt }: Repository): boolean {
  return createdAt >= IDS_SINCE;
}

/** How the subject of an OIDC token begins, up to what names the branch or the environment. */
function subjectPrefix(repository: Repository): string {
  const { owner, name, id } = repository;
  if (!hasIds(repository)) return `repo:${owner}/${name}`;
  return `repo:${owner}@${repository.user(owner).id}/${name}@${id}`;
}
