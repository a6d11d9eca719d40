import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../simulated-web/server.ts';
import { Api } from './api.ts';
import { Door } from './door.ts';
import { GitDir } from './git-dir.ts';
import { GitHttp } from './git-http.ts';
import { ACTIONS_BOT, type Grant, type Rights, WORKFLOW_GRANT } from './grant.ts';
import type { Issue, Notification } from './issue.ts';
import { Person } from './person.ts';
import { RateLimit } from './rate-limit.ts';
import { Repository } from './repository.ts';
import { type SeenRequest, type TroubleOrder, Weather } from './weather.ts';
import { pageAt } from './web.ts';
import { Wire } from './wire.ts';

const API_ROOT = '/api/v3';

/** Every setting may be left out. */
export interface GitHubOptions {
  /** `owner/name`. Default `octo-org/monitor`. */
  repository?: string;
  /** Default: issues are enabled. */
  hasIssues?: boolean;
  /** Default: public. Reading a private one takes the right to, such as `issues: read`. */
  private?: boolean;
  /** Default: the owner does not. */
  paid?: boolean;
  repositoryId?: number;
  /** Of the account that owns the repository. */
  ownerId?: number;
  /** Default: when the stand-in starts. */
  createdAt?: Date;
  /** Default `main`. */
  defaultBranch?: string;
  /** A bare repository: what the API says of git is about it, and it can be cloned from and pushed to under `webUrl`. */
  gitDir?: string;
  /** Rights of the token, as in `permissions:` of a workflow. Default `issues: write`. */
  rights?: Rights;
  /** Requests an hour. Default 1,000, none used. */
  rateLimit?: { limit?: number; used?: number };
  /** Default: this machine's clock. */
  now?: () => Date;
  /** Root of `html_url`s, for snapshots that do not change with the port. Default: the stand-in's own pages. */
  webUrl?: string;
}

/** GitHub on loopback: its REST API for one repository, held against GitHub's own description, pages of its issues, and git. */
export interface GitHubStandIn extends AsyncDisposable {
  /** For Octokit's `baseUrl`, or `GITHUB_API_URL`. */
  apiUrl: string;
  /** For `GITHUB_SERVER_URL`; pages of the issues are under `/owner/name/issues`, git is at `/owner/name`. */
  webUrl: string;
  /** `owner/name`. */
  repository: string;
  /** A token of `github-actions[bot]` with the rights that were given. */
  token: string;
  /** Variables that lead a program here. */
  env: Readonly<
    Record<'GITHUB_API_URL' | 'GITHUB_SERVER_URL' | 'GITHUB_REPOSITORY' | 'GITHUB_TOKEN', string>
  >;
  /** Token → whom it speaks for. Others may be added, rights changed; any other token is 401. */
  grants: Map<string, Grant>;
  /** Makes a token with these rights: by default of a workflow, or else of a person who was added. */
  issueToken(rights: Rights, login?: string): string;
  /** What in requests, and in the stand-in's own answers, is not as GitHub's description says. */
  faults: string[];
  /** Every request to the API, the oldest first. */
  requests: readonly SeenRequest[];
  /** The issues that are in the repository, by number: a live view. */
  readonly issues: readonly Issue[];
  /** Mails that people would get, the oldest first. */
  notifications: readonly Notification[];
  /** What lies below the API: settings, labels, people, variables, Pages, environments, rulesets, Actions. */
  state: Repository;
  rateLimit: RateLimit;
  /** Makes requests to come go wrong. */
  failNext(order: TroubleOrder): void;
  /** Takes back everything that `failNext` still has in store. */
  heal(): void;
  /** Adds someone, or changes what they may do. `assignable`: by default those with at least triage. */
  addUser: Repository['addUser'];
  /** The hands of someone who was added. */
  as(login: string): Person;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** Starts the stand-in on a free port. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubStandIn> {
  const { repository = 'octo-org/monitor', rateLimit = {}, now = () => new Date() } = options;
  const { repositoryId = 1_296_269, ownerId, createdAt, gitDir } = options;
  const git = gitDir === undefined ? null : new GitDir(gitDir);
  const settings = {
    fullName: repository,
    hasIssues: options.hasIssues ?? true,
    private: options.private ?? false,
    paid: options.paid ?? false,
    defaultBranch: options.defaultBranch ?? 'main',
    size: 108,
    now,
  };
  const state = new Repository(settings, { id: repositoryId, ownerId, createdAt }, git);
  const token = 'ghs_standin';
  const grants = new Map([[token, { ...WORKFLOW_GRANT, ...(options.rights && { rights: options.rights }) }]]);
  const limit = new RateLimit({ limit: rateLimit.limit ?? 1000, used: rateLimit.used ?? 0 }, now);
  const weather = new Weather();
  const faults: string[] = [];
  const server = createServer();
  const held = await listen(server);
  const origin = `http://127.0.0.1:${held.port}`;
  const apiUrl = `${origin}${API_ROOT}`;
  const wire = new Wire(state, apiUrl, options.webUrl ?? origin);
  const door = new Door({ api: new Api(wire, grants, faults), limit, weather, now });
  const gitHttp = new GitHttp(state, grants);
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (pathname.startsWith(`${API_ROOT}/`)) {
      return door.handle(request, response, pathname.slice(API_ROOT.length), searchParams);
    }
    const below = gitHttp.pathOf(pathname);
    if (below !== null) return gitHttp.handle(request, response, below, searchParams);
    showPage(pageAt(state, pathname), response);
  };
  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      faults.push(`the stand-in failed at ${request.method} ${request.url}: ${String(error)}`);
      response.destroy();
    });
  });
  return {
    apiUrl,
    webUrl: origin,
    repository,
    token,
    env: {
      GITHUB_API_URL: apiUrl,
      GITHUB_SERVER_URL: origin,
      GITHUB_REPOSITORY: repository,
      GITHUB_TOKEN: token,
    },
    grants,
    issueToken: (rights, login = ACTIONS_BOT) => {
      const person = state.user(login).type === 'User';
      const made = `${person ? 'github_pat' : 'ghs'}_standin${grants.size}`;
      grants.set(made, { login, rights, sees: true });
      return made;
    },
    faults,
    requests: door.requests,
    get issues() {
      return state.issues;
    },
    notifications: state.notifications,
    state,
    rateLimit: limit,
    failNext: (order) => weather.add(order),
    heal: () => weather.clear(),
    addUser: (...user) => state.addUser(...user),
    as: (login) => new Person(state, login),
    close: held.close,
    [Symbol.asyncDispose]: held.close,
  };
}

function showPage(page: string | null, response: ServerResponse): void {
  response.writeHead(page === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(page ?? 'Not Found');
}
