import { plainText } from '../domain/plain-text.ts';
import { PuptimeError } from '../domain/puptime-error.ts';
import { Failure, header } from './github-failure.ts';

/**
 * What a request that was not fulfilled means. `unanswered`: no answer, or 5xx, also after several tries: it may have been done.
 * `limited`: a limit of GitHub's that lasts longer than a run waits. `token`, `permission`, `disabled`: a person must mend it.
 * `missing`: 404. `moved`: now in another place. `deleted`: an issue that was. `locked`: a comment on a locked issue. `refused`: any
 * other 403, such as that of an issue with too many comments. `invalid`: the request itself is wrong.
 */
export type GithubProblemKind =
  | 'unanswered'
  | 'limited'
  | 'token'
  | 'permission'
  | 'disabled'
  | 'missing'
  | 'moved'
  | 'deleted'
  | 'locked'
  | 'refused'
  | 'invalid';

/** A request that was not fulfilled, with what to do where a person can do something. */
export class GithubProblem extends PuptimeError {
  readonly kind: GithubProblemKind;
  /** Of an `invalid` request what was wrong in it: `assignees invalid`. */
  readonly faults: readonly string[];
  constructor(kind: GithubProblemKind, message: string, faults: readonly string[] = [], cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.faults = faults;
  }
}

/** Of a token that lacks a right, or a repository that nobody may write to. */
const PERMISSION = /not accessible|permission|must have|archived|read.only|SAML|write access/i;

/** The typed error of what Octokit threw; anything else as it is. `what`: the operation and its object, in words. */
export function githubProblem(what: string, error: unknown): unknown {
  const failure = Failure.safeParse(error).data;
  if (!failure) return error;
  const kind = kindOf(failure);
  const faults = failure.response?.data?.errors ?? [];
  const remedy = remedyOf(kind, failure);
  return new GithubProblem(
    kind,
    `GitHub: ${what}: ${saidIn(failure)}${remedy === null ? '' : `; ${remedy}`}`,
    faults.map(({ field, code }) => `${field} ${code}`),
    error,
  );
}

function kindOf(failure: Failure): GithubProblemKind {
  const { status, message } = failure;
  if (status >= 500) return 'unanswered';
  if (status >= 300 && status < 400) return 'moved';
  switch (status) {
    case 401:
      return 'token';
    case 404:
      return 'missing';
    case 410:
      return /disabled/i.test(message) ? 'disabled' : 'deleted';
    case 429:
      return 'limited';
    case 403:
      if (/rate limit|abuse/i.test(message) || header(failure, 'x-ratelimit-remaining') === '0')
        return 'limited';
      if (header(failure, 'retry-after') !== null) return 'limited';
      if (/\blocked\b/i.test(message)) return 'locked';
      return PERMISSION.test(message) ? 'permission' : 'refused';
    default:
      return 'invalid';
  }
}

function remedyOf(kind: GithubProblemKind, failure: Failure): string | null {
  switch (kind) {
    case 'unanswered':
    case 'limited':
      return 'the next run tries again';
    case 'token':
      return 'give a valid token as GITHUB_TOKEN; in a workflow it is github.token';
    case 'permission':
      if (/archived/i.test(failure.message)) return 'take the repository out of the archive';
      return permissionRemedy(failure);
    case 'disabled':
      return 'turn them on: Settings → General → Features → Issues';
    case 'missing':
      return 'there is none, or the token may not see it: check GITHUB_REPOSITORY and GITHUB_TOKEN';
    case 'moved':
      return 'it has a new name or place: check GITHUB_REPOSITORY';
    case 'deleted':
    case 'locked':
    case 'refused':
    case 'invalid':
      return null;
  }
}

/** From `issues=write; pull_requests=write`: any of them would do, of which the first is taken; what is joined by commas is all needed. */
function permissionRemedy(failure: Failure): string {
  const [first = ''] = (header(failure, 'x-accepted-github-permissions') ?? '').split(';');
  const needed = [...first.matchAll(/\b([a-z_]{1,40})=(read|write|admin)\b/g)].map(
    ([, name = '', right]) => `  ${name.replaceAll('_', '-')}: ${right}`,
  );
  if (needed.length === 0) return 'give a token that may do this, of somebody who may';
  return [
    'give the job in the workflow these lines, or the token this permission:',
    'permissions:',
    ...needed,
  ].join('\n');
}

/** What came back, in GitHub's words as far as they are for people. */
function saidIn({ status, message, response }: Failure): string {
  // undici's own words for a request that was cut off by its time limit.
  if (!response) return /due to timeout/.test(message) ? 'no answer in time' : plainText(message, 300);
  const { data } = response;
  if (data === null) return `answered ${status}`;
  const faults = data.errors.map(
    (fault) => fault.message || [fault.field, fault.code, textOf(fault.value)].filter(Boolean).join(' '),
  );
  return plainText(`${data.message} (${[status, ...faults].join('; ')})`, 500);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
