import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { IssueChanges } from './issue-changes.ts';

type Rested = Rest['issues'];

/** Locking and unlocking the conversation of an issue. */
export const LOCKS: Services = {
  'issues/lock': service(
    'issues=write',
    ({ repository, grant, input }: Call<Rested['lock']['parameters']>) => {
      const issue = repository.issue(input.issue_number);
      new IssueChanges(repository, grant.login).lock(issue, input.lock_reason ?? null);
      return { status: 204 };
    },
  ),

  'issues/unlock': service(
    'issues=write',
    ({ repository, grant, input }: Call<Rested['unlock']['parameters']>) => {
      new IssueChanges(repository, grant.login).unlock(repository.issue(input.issue_number));
      return { status: 204 };
    },
  ),
};
