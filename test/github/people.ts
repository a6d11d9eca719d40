import type { RestEndpointMethodTypes as Rest } from '@octokit/rest';
import { type Call, type Services, service } from './call.ts';
import { IssueChanges } from './issue-changes.ts';
import { here, loginOf, mayTriage } from './issues.ts';
import { notAccessible, notFound, Refusal } from './refusal.ts';
import { mayAs } from './user.ts';

/** Who may be assigned, and who may do what. */
export const PEOPLE: Services = {
  'issues/check-user-can-be-assigned': service(
    'issues=read',
    ({ repository, input }: Call<Rest['issues']['checkUserCanBeAssigned']['parameters']>) => {
      if (!repository.findUser(input.assignee)?.assignable) throw notFound();
      return { status: 204 };
    },
  ),

  // Unlike an issue's `assignees`, this passes over in silence who cannot be assigned.
  'issues/add-assignees': service(
    'issues=write',
    (call: Call<Rest['issues']['addAssignees']['parameters']>) => {
      const { repository, grant, input, wire } = call;
      const issue = here(repository, wire, input.issue_number);
      if (!mayTriage(call)) throw notAccessible();
      const wanted = (input.assignees ?? []).map(loginOf);
      const taken = wanted.filter((login) => repository.findUser(login)?.assignable);
      new IssueChanges(repository, grant.login).setAssignees(issue, [...issue.assignees, ...taken]);
      return { status: 201, body: wire.issue(issue) };
    },
  ),

  'repos/get-collaborator-permission-level': service(
    'metadata=read',
    (call: Call<Rest['repos']['getCollaboratorPermissionLevel']['parameters']>) => {
      const user = call.repository.findUser(call.input.username);
      if (user?.type !== 'User') throw new Refusal(404, `${call.input.username} is not a user`);
      const { permission } = user;
      // `permission` knows the old roles alone: triage is read there.
      const old = permission === 'triage' ? 'read' : permission;
      const wire = {
        ...call.wire.user(user),
        permissions: {
          admin: mayAs(user, 'admin'),
          maintain: mayAs(user, 'admin'),
          push: mayAs(user, 'write'),
          triage: mayAs(user, 'triage'),
          pull: mayAs(user, 'read'),
        },
        role_name: permission,
      };
      return { status: 200, body: { permission: old, role_name: permission, user: wire } };
    },
  ),
};
