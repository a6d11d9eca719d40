import type { Answer } from './call.ts';

/** One entry of `errors` in a 422. */
export interface FieldError {
  resource: string;
  field: string;
  code: 'missing_field' | 'invalid' | 'already_exists' | 'custom' | 'unprocessable';
  message?: string;
  value?: string;
}

/** The service says no. `documentation_url` and `status` are added to the body when it is sent. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.details = details;
    this.headers = headers;
  }

  /** The answer as GitHub words it. */
  answer(documentation: string): Answer {
    return {
      status: this.status,
      body: {
        message: this.message,
        ...this.details,
        documentation_url: documentation,
        status: String(this.status),
      },
      headers: this.headers,
    };
  }
}

/** A request that the description allows and the stand-in does not serve: a gap to fill, never the client's fault. */
export class NotServed extends Error {}

/** 404, which also stands for "you may not see it". */
export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** 422 with its list of fields. */
export function validationFailed(...errors: readonly FieldError[]): Refusal {
  return new Refusal(422, 'Validation Failed', { errors });
}

/** 410 of a repository without issues. */
export function issuesDisabled(): Refusal {
  return new Refusal(410, 'Issues are disabled for this repo');
}

/** 410 of an issue that an admin removed. */
export function issueDeleted(): Refusal {
  return new Refusal(410, 'This issue was deleted');
}

/** 403 of a comment on a locked issue by someone who is no collaborator, which the bot of a workflow is not. */
export function issueLocked(): Refusal {
  return new Refusal(403, 'Unable to create comment because issue is locked.');
}

/** 403 of a token that lacks the right: by default that of a workflow, which did not ask for it. */
export function notAccessible(by: 'integration' | 'personal access token' = 'integration'): Refusal {
  return new Refusal(403, `Resource not accessible by ${by}`);
}

/** 403 of someone whose role does not reach, whatever their token may do. */
export function mustBeAdmin(): Refusal {
  return new Refusal(403, 'Must have admin rights to Repository.');
}
