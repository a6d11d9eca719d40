import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { plainText } from '../domain/plain-text.ts';
import type { GithubAccess } from './github-access.ts';
import { isUnanswered, retryAfterOf } from './github-failure.ts';
import { Patience } from './patience.ts';
import { Spacing } from './spacing.ts';

const WRITE_MS = 1_000;
/** https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests */
const NOTIFYING_MS = 3_000;
const REQUEST_MS = 30_000;
const RETRIES = 3;
/** Whatever the client did wrong is wrong the next time as well; limits (403, 429) are obeyed elsewhere, and once. */
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, at) => 400 + at);

/** Octokit as adapters use it. */
export type Github = Octokit;

/** What is told of the requests that were made. */
export interface Count {
  requests: number;
  /** Of these the ones that write. */
  writes: number;
}

/**
 * A client of GitHub whose retries do not multiply. Around each request stand, from the inside to the outside: the throttling
 * plugin (spaces writes, knows GitHub's limits), `pauses` (limits it does not know; the waits before a retry), and the retry
 * plugin (asks again, three times at most, after 5xx and where no answer came). The waits of both plugins are set to nothing: all
 * waiting is done by one `Patience`, which has an end and obeys the signal. Requests with `retries: 0` are sent once. (More than 0
 * must not be given with a request: the plugin would then repeat whatever failed, github.com/octokit/plugin-retry.js/issues/576.)
 */
export function openGithub(access: GithubAccess, count: Count): { github: Github; patience: Patience } {
  const patience = new Patience(access);
  const spaced = (ms: number) => new Spacing(access.spacingMs ?? ms, access).turns;
  const Client = Octokit.plugin(throttling, (octokit) => pauses(octokit, patience), retry);
  const github = new Client({
    auth: access.token,
    baseUrl: (access.apiUrl ?? 'https://api.github.com').replace(/\/+$/, ''),
    userAgent: access.userAgent,
    request: { fetch: countedFetch(access, count), redirect: 'manual' },
    log: {
      debug() {},
      info() {},
      // Each failed request: it is told where it is known what it was for.
      error() {},
      warn: (line: string) => access.log(`GitHub: ${plainText(line, 300)}`),
    },
    throttle: {
      id: access.repository,
      write: spaced(WRITE_MS),
      notifications: spaced(NOTIFYING_MS),
      retryAfterBaseValue: 0,
      onRateLimit: (seconds) => patience.wait(seconds, 'the requests of this hour are used up'),
      onSecondaryRateLimit: (seconds) => patience.wait(seconds, 'too many writes in a short time'),
    },
    retry: { retries: RETRIES, retryAfterBaseValue: 0, doNotRetry: CLIENT_ERRORS },
  });
  github.hook.before('request', (options) => {
    // The plugins count in this object, which is otherwise shared by all requests.
    options.request = { ...options.request };
    options.headers['x-github-api-version'] = '2022-11-28';
  });
  github.hook.after('request', ({ status, data, headers }, options) => {
    const fault = { request: options, response: { status, data, headers } };
    // Followed, it would be read or edited in another repository; and a POST would turn into a GET.
    if (status >= 300) throw Object.assign(new Error('moved to another place'), { ...fault, status });
    // The page of a network that wants a sign-in, say; Octokit gives it as a string.
    if (status !== 204 && typeof data !== 'object')
      throw Object.assign(new Error('what came back is not as GitHub answers'), { status: 502 });
  });
  return { github, patience };
}

function pauses(octokit: { hook: Octokit['hook'] }, patience: Patience): Record<string, never> {
  octokit.hook.wrap('request', async (request, options) => {
    for (;;) {
      try {
        return await request(options);
      } catch (error) {
        if (isUnanswered(error)) {
          const { retries = RETRIES, retryCount = 0 } = options.request ?? {};
          const again =
            retryCount < retries &&
            (await patience.wait((retryCount + 1) ** 2, 'no answer, or a broken one'));
          if (!again && options.request) options.request.retries = 0;
          throw error;
        }
        const seconds = retryAfterOf(error);
        if (seconds === null || !(await patience.wait(seconds, 'it asks to wait'))) throw error;
      }
    }
  });
  return {};
}

function countedFetch({ signal, requestMs = REQUEST_MS }: GithubAccess, count: Count): typeof fetch {
  return async (input, init) => {
    signal.throwIfAborted();
    count.requests++;
    if (init?.method !== 'GET') count.writes++;
    const answer = await fetch(input, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
    });
    // Octokit takes a body that breaks off for an empty one: here it is still a request without an answer.
    const body = await answer.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, {
      status: answer.status,
      headers: answer.headers,
    });
  };
}
