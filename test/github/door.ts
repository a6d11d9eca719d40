import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Api } from './api.ts';
import type { Answer, ApiRequest } from './call.ts';
import type { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { SeenRequest, Trouble, Weather } from './weather.ts';

const LIMITS = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

/** Takes requests to the API off the wire, through the limits and the weather, and notes each. */
export class Door {
  readonly requests: SeenRequest[] = [];
  readonly #api: Api;
  readonly #limit: RateLimit;
  readonly #weather: Weather;
  readonly #now: () => Date;

  constructor(parts: { api: Api; limit: RateLimit; weather: Weather; now: () => Date }) {
    this.#api = parts.api;
    this.#limit = parts.limit;
    this.#weather = parts.weather;
    this.#now = parts.now;
  }

  /** `path`: below the API's root. */
  async handle(incoming: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams) {
    const { method = '', headers } = incoming;
    const request: ApiRequest = { method, path, query, headers, body: await text(incoming) };
    const seen: SeenRequest = {
      at: this.#now(),
      method,
      path,
      query: Object.fromEntries(query),
      body: jsonOf(request.body),
      status: 0,
    };
    this.requests.push(seen);
    const trouble = this.#weather.take(seen);
    if (trouble === 'time-out') return;
    if (trouble === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    const answer = this.#answer(request, trouble);
    if (trouble === 'lost-answer') {
      incoming.socket.resetAndDestroy();
      return;
    }
    seen.status = answer.status;
    response.writeHead(answer.status, {
      ...('body' in answer ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      date: this.#now().toUTCString(),
      'x-github-media-type': 'github.v3; format=json',
      'x-github-request-id': `STAND:${this.requests.length}`,
      ...this.#limit.headers(),
      ...answer.headers,
    });
    response.end('body' in answer ? JSON.stringify(answer.body) : undefined);
  }

  #answer(request: ApiRequest, trouble: Trouble | null): Answer {
    if (isObject(trouble) && 'status' in trouble) return trouble;
    const { kind, seconds } = isObject(trouble) && 'kind' in trouble ? trouble : { kind: trouble };
    if (kind === 'server-error') return { status: 502, body: { message: 'Server Error' } };
    if (kind === 'secondary-limit') return secondaryLimit(seconds ?? 60);
    if (kind === 'rate-limit') this.#limit.exhaust(seconds);
    if (!this.#limit.take()) {
      return new Refusal(403, 'API rate limit exceeded for installation ID 1.').answer(LIMITS);
    }
    return this.#api.answer(request, isObject(trouble) && 'alter' in trouble ? trouble.alter : undefined);
  }
}

function isObject<T>(value: T): value is T & object {
  return typeof value === 'object' && value !== null;
}

function secondaryLimit(seconds: number): Answer {
  const message =
    'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. ' +
    'Please retry your request again later.';
  return new Refusal(403, message, {}, { 'retry-after': String(seconds) }).answer(
    `${LIMITS}#about-secondary-rate-limits`,
  );
}

/** What was sent, for those who look; what is not JSON stays text. */
function jsonOf(body: string): unknown {
  if (body === '') return null;
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
