import { PuptimeError } from '../domain/puptime-error.ts';
import type { TokenPermission } from '../domain/setup/step.ts';
import { GithubProblem } from '../github/github-problem.ts';

/** Permissions that a token needs in whatever `setup` does. */
export const SETUP_PERMISSIONS: readonly TokenPermission[] = [
  'Actions',
  'Administration',
  'Contents',
  'Issues',
  'Pages',
  'Variables',
];

/** A failure of GitHub in words for somebody at a terminal, who has no workflow to mend; anything else as it is. */
export function forPerson(error: unknown, needed: readonly TokenPermission[] = SETUP_PERMISSIONS): unknown {
  if (!(error instanceof GithubProblem)) return error;
  const words = (message: string, exitCode: 1 | 2) => new PuptimeError(message, { exitCode, cause: error });
  switch (error.kind) {
    case 'token':
      return words(
        'GitHub does not take the token, or no longer: sign in again with gh auth login, or give another one as GITHUB_TOKEN.',
        2,
      );
    case 'permission':
      return words(
        `GitHub refuses it: the token lacks a permission. Signed in with gh? gh auth refresh --scopes repo gives it. A fine-grained token needs read and write access to: ${needed.join(', ')}.`,
        2,
      );
    case 'unanswered':
      return words('GitHub does not answer. What is done stays done: run this again in some minutes.', 1);
    case 'limited':
      return words(
        'GitHub takes no more requests for now. What is done stays done: run this again in an hour.',
        1,
      );
    default:
      return error;
  }
}

/** Whether the next request would fail for the same reason. */
export function endsAll(error: unknown): boolean {
  return error instanceof GithubProblem && ['token', 'unanswered', 'limited'].includes(error.kind);
}
