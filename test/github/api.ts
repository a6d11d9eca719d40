import { refusalOfAccess } from './access.ts';
import { ACTIONS_SETTINGS } from './actions-settings.ts';
import { ARTIFACTS } from './artifacts.ts';
import { BRANCHES } from './branches.ts';
import type { Answer, ApiRequest, Call, Service, Services } from './call.ts';
import { COMMENTS } from './comments.ts';
import { ENVIRONMENTS } from './environments.ts';
import { GIT_DATA } from './git-data.ts';
import { GIT_REFS } from './git-refs.ts';
import { acceptedPermissions, type Grant } from './grant.ts';
import { checkHeaders } from './headers.ts';
import { ISSUES } from './issues.ts';
import { LABELS } from './labels.ts';
import { LOCKS } from './locks.ts';
import { PAGES } from './pages.ts';
import { PEOPLE } from './people.ts';
import { NotServed, notAccessible, notFound, Refusal } from './refusal.ts';
import { REPOS } from './repos.ts';
import { sameName } from './repository.ts';
import { findRoute, type Route } from './router.ts';
import { RULESETS } from './rulesets.ts';
import { faultOfAnswer, readRequest } from './validation.ts';
import { VARIABLES } from './variables.ts';
import type { Wire } from './wire.ts';
import { WORKFLOW_RUNS } from './workflow-runs.ts';
import { WORKFLOWS } from './workflows.ts';

const SERVICES: Services = {
  ...REPOS,
  ...ISSUES,
  ...COMMENTS,
  ...LABELS,
  ...PEOPLE,
  ...LOCKS,
  ...VARIABLES,
  ...PAGES,
  ...ENVIRONMENTS,
  ...GIT_REFS,
  ...GIT_DATA,
  ...BRANCHES,
  ...RULESETS,
  ...ACTIONS_SETTINGS,
  ...WORKFLOWS,
  ...WORKFLOW_RUNS,
  ...ARTIFACTS,
};

const DOCUMENTATION = 'https://docs.github.com/rest';

/** The API over a repository: answers requests, and notes what is wrong with them or with its answers. */
export class Api {
  readonly #wire: Wire;
  readonly #grants: ReadonlyMap<string, Grant>;
  readonly #faults: string[];

  /** `faults`: where they are noted. */
  constructor(wire: Wire, grants: ReadonlyMap<string, Grant>, faults: string[]) {
    this.#wire = wire;
    this.#grants = grants;
    this.#faults = faults;
  }

  /** Answers a request. `alter` may break the body on its way out. */
  answer(request: ApiRequest, alter: (body: unknown) => unknown = (body) => body): Answer {
    const route = findRoute(request.method, request.path);
    if (!route) {
      this.#faults.push(`${request.method} ${request.path}: not in GitHub's description`);
      return notFound().answer(DOCUMENTATION);
    }
    const { operation } = route;
    const answer = this.#perform(route, request);
    const altered = 'body' in answer ? { ...answer, body: alter(answer.body) } : answer;
    const fault = faultOfAnswer(operation, altered);
    if (fault === null) return altered;
    this.#faults.push(fault);
    return new Refusal(500, `The stand-in's answer is wrong: ${fault}`).answer(operation.documentation);
  }

  #perform(route: Route, request: ApiRequest): Answer {
    const { id, documentation } = route.operation;
    const service = SERVICES[id];
    if (!service) return this.#notServed(route, 'the stand-in does not serve it');
    let answer: Answer;
    try {
      answer = this.#served(route, request, service);
    } catch (error) {
      if (error instanceof NotServed) return this.#notServed(route, error.message);
      if (!(error instanceof Refusal)) throw error;
      answer = error.answer(documentation);
    }
    return {
      ...answer,
      headers: {
        'x-accepted-github-permissions': acceptedPermissions(service.needs),
        ...answer.headers,
      },
    };
  }

  #notServed({ operation: { method, template, documentation } }: Route, why: string): Answer {
    this.#faults.push(`${method} ${template}: ${why}`);
    return new Refusal(501, why).answer(documentation);
  }

  #served(route: Route, request: ApiRequest, service: Service<never>): Answer {
    const grant = checkHeaders(request, this.#grants, (what) =>
      this.#faults.push(`${route.operation.method} ${route.operation.template}: ${what}`),
    );
    const reading = readRequest(route, request);
    this.#faults.push(...reading.faults);
    if ('refusal' in reading) throw reading.refusal;
    const wire = this.#wire;
    const { repository, apiUrl } = wire;
    const query = request.query.size > 0 ? `?${request.query}` : '';
    const url = new URL(`${apiUrl}${request.path}${query}`);
    const { owner, repo } = route.path;
    const elsewhere = owner !== undefined && !sameName(`${owner}/${repo}`, repository.settings.fullName);
    if (!grant.sees) throw notFound();
    if (elsewhere) return this.#elsewhere(`${owner}/${repo}`, route);
    const refused = refusalOfAccess(repository, grant, service.needs);
    if (refused) throw refused;
    // The input was held against the description that the service's type was made from.
    const call: Call<never> = { input: reading.input as never, repository, grant, wire, url };
    return service.perform(call);
  }

  /** Of other repositories there are only the issues that were transferred to them, for anyone to read. */
  #elsewhere(fullName: string, { operation, path }: Route): Answer {
    const moved = this.#wire.repository.everyIssue.find(
      ({ gone }) =>
        gone?.to === 'repository' &&
        sameName(gone.repository, fullName) &&
        String(gone.number) === path.issue_number,
    );
    if (!moved) throw notFound();
    if (operation.id !== 'issues/get') throw notAccessible();
    return { status: 200, body: this.#wire.issue(moved) };
  }
}
