import type { ApiRequest } from './call.ts';
import type { Grant } from './grant.ts';
import { Refusal } from './refusal.ts';

/** The version of the API whose shapes the description has; later ones are patches to it. */
const VERSION = '2022-11-28';

/** Media types that ask for the JSON which the stand-in gives. */
const ACCEPTED = ['application/vnd.github+json', 'application/vnd.github.v3+json', 'application/json', '*/*'];

/** Who a request speaks for. Throws the refusal of headers that GitHub does not take; `fault` hears of those that are mistakes. */
export function checkHeaders(
  { headers, body }: ApiRequest,
  grants: ReadonlyMap<string, Grant>,
  fault: (what: string) => void,
): Grant {
  const header = (name: string) => String(headers[name] ?? '');
  if (header('user-agent') === '') {
    fault('no User-Agent');
    throw new Refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    );
  }
  const token = /^(?:bearer|token) (\S+)$/i.exec(header('authorization'))?.[1];
  if (token === undefined) {
    fault('no Authorization with a token');
    throw new Refusal(401, 'Requires authentication');
  }
  const grant = grants.get(token);
  if (!grant) throw new Refusal(401, 'Bad credentials');
  const accepts = header('accept')
    .split(',')
    .map((part) => part.split(';', 1)[0]?.trim() ?? '');
  if (!accepts.some((type) => ACCEPTED.includes(type))) {
    fault(`accepts ${header('accept') || 'nothing'}, which the stand-in does not give`);
    throw new Refusal(415, "Unsupported 'Accept' header. Must accept 'application/json'.");
  }
  const version = headers['x-github-api-version'];
  if (version !== undefined && version !== VERSION) {
    fault(`version ${String(version)} of the API, of which the stand-in speaks ${VERSION}`);
    throw new Refusal(400, `"${String(version)}" is not a supported version. Try "${VERSION}" instead.`);
  }
  if (body !== '' && !/^application\/json(;|$)/.test(header('content-type'))) {
    fault(`a body of type ${header('content-type') || 'unknown'}`);
    throw new Refusal(415, 'Unsupported Media Type');
  }
  return grant;
}
