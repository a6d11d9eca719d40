import type { Grant, Need } from './grant.ts';
import type { Repository } from './repository.ts';
import type { Wire } from './wire.ts';

/** A request to the API as it came in. */
export interface ApiRequest {
  method: string;
  /** Below the API's root, undecoded, without the query. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As sent; empty when there was none. */
  body: string;
}

/** An answer of the API. No `body`: nothing is sent. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** A request that GitHub's description allows, by someone who may make it. `Input`: its path, query and body in one. */
export interface Call<Input> {
  input: Input;
  repository: Repository;
  grant: Grant;
  wire: Wire;
  /** The request's own address, for links to other pages of its answer. */
  url: URL;
}

/** How the stand-in serves an operation. */
export interface Service<Input> {
  /** What a token must be allowed, such as `issues=write`; `metadata=read` comes with every token. */
  needs: Need;
  /** Answers; throws `Refusal`. */
  perform: (call: Call<Input>) => Answer;
}

/** Operations by their id in the description, such as `issues/create`. */
export type Services = Readonly<Record<string, Service<never>>>;

/** Names the input of a service, so that a table of services can hold it. */
export function service<Input>(
  needs: Service<Input>['needs'],
  perform: Service<Input>['perform'],
): Service<Input> {
  return { needs, perform };
}
