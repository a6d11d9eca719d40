import { PuptimeError } from '../domain/puptime-error.ts';
import type { GitFailure } from './git.ts';

/** What a failure of git means for the person who has to mend it. */
export interface GitTrouble {
  /** Trying again will not help. */
  final: boolean;
  /** What to do; null: there is nothing to say beyond what git said. */
  remedy: string | null;
}

const TROUBLES: readonly [pattern: RegExp, trouble: GitTrouble][] = [
  [
    /no space left|disk quota exceeded|unable to write file|write error/i,
    { final: true, remedy: 'make room on the disk' },
  ],
  [
    /returned error: 40[13]|permission (to .* )?denied|write access to repository not granted|authentication failed|could not read username/i,
    {
      final: true,
      remedy: 'give a token that may write: GITHUB_TOKEN, with "permissions: contents: write" in a workflow',
    },
  ],
  [
    /does not appear to be a git repository|repository .*not found|repository '.*' does not exist/i,
    { final: true, remedy: 'check the address that --remote gives' },
  ],
  [
    /protected branch|GH006|GH013/,
    { final: true, remedy: 'let the Actions bot push to this branch: see the rules of the repository' },
  ],
  [/hook declined/, { final: true, remedy: 'the remote refuses it: see the rules of the repository' }],
  [
    /could not resolve host|could not connect|connection (refused|reset|timed out)|timed out|block timeout/i,
    { final: false, remedy: 'check the network' },
  ],
];

/** What a message of git means. Messages differ between versions: what is not known may pass by itself. */
export function gitTrouble(message: string): GitTrouble {
  return TROUBLES.find(([pattern]) => pattern.test(message))?.[1] ?? { final: false, remedy: null };
}

/** `what` could not be done, what git said, and what to do about it: for the person who has to mend it. */
export function gitProblem(what: string, failure: GitFailure): PuptimeError {
  const { remedy } = gitTrouble(failure.message);
  const said = `${what}: ${failure.message}`;
  return new PuptimeError(remedy === null ? said : `${said}; ${remedy}`, { cause: failure });
}
