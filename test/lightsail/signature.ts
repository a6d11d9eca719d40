import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from './service-error.ts';

/** Who asks, and in which region: both stand in the scope of the signature. */
export interface Caller {
  accessKeyId: string;
  region: string;
}

/** A request may be as old, or as far in the future, as this. */
export const MAX_SKEW_MS = 5 * 60_000;

/**
 * Reads a Signature Version 4 `Authorization` header and refuses what AWS refuses by its form: parts missing, another service,
 * another day than the request's, headers left unsigned, a clock that is more than five minutes off. The signature's value is
 * not computed, since the stand-in knows no secret. `now`: milliseconds. Throws `ServiceError`.
 */
export function readSignature(headers: IncomingHttpHeaders, now: number): Caller {
  const { authorization } = headers;
  if (!authorization) throw new ServiceError('MissingAuthenticationTokenException');
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) {
    throw incomplete(
      `Authorization header requires the algorithm AWS4-HMAC-SHA256. Authorization=${authorization}`,
    );
  }
  const parts = partsOf(authorization.slice('AWS4-HMAC-SHA256 '.length));
  for (const name of ['Credential', 'SignedHeaders', 'Signature'] as const) {
    if (!parts.get(name)) throw incomplete(`Authorization header requires '${name}' parameter.`);
  }
  const scope = (parts.get('Credential') ?? '').split('/');
  const [accessKeyId = '', day, region = '', service, terminator] = scope;
  if (scope.length !== 5 || !/^[A-Z0-9]{16,128}$/.test(accessKeyId)) {
    throw incomplete(
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term',
    );
  }
  if (service !== 'lightsail') throw invalid("Credential should be scoped to correct service: 'lightsail'.");
  if (terminator !== 'aws4_request')
    throw invalid("Credential should be scoped with a valid terminator: 'aws4_request'.");
  if (!/^[0-9a-f]{64}$/.test(parts.get('Signature') ?? ''))
    throw new ServiceError('InvalidSignatureException');
  const signed = new Set((parts.get('SignedHeaders') ?? '').split(';'));
  const needed = ['host', 'x-amz-date', ...(headers['x-amz-security-token'] ? ['x-amz-security-token'] : [])];
  const unsigned = needed.filter((name) => !signed.has(name) || headers[name] === undefined);
  if (unsigned.length > 0) throw invalid(`'${unsigned.join("', '")}' must be a signed header.`);
  checkDate(String(headers['x-amz-date']), day ?? '', now);
  return { accessKeyId, region };
}

function partsOf(text: string): Map<string, string> {
  return new Map(
    text.split(',').map((part): [string, string] => {
      const [name = '', ...value] = part.trim().split('=');
      return [name, value.join('=')];
    }),
  );
}

function checkDate(stamp: string, day: string, now: number): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (!match) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${stamp}'.`);
  const [, year, month, date, hour, minute, second] = match;
  if (day !== `${year}${month}${date}`) {
    throw invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${stamp}'.`,
    );
  }
  const at = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at)) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${stamp}'.`);
  if (at < now - MAX_SKEW_MS) {
    throw invalid(
      `Signature expired: ${stamp} is now earlier than ${basic(now - MAX_SKEW_MS)} (${basic(now)} - 5 min.)`,
    );
  }
  if (at > now + MAX_SKEW_MS) {
    throw invalid(
      `Signature not yet current: ${stamp} is still later than ${basic(now + MAX_SKEW_MS)} (${basic(now)} + 5 min.)`,
    );
  }
}

function basic(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

function incomplete(message: string): ServiceError {
  return new ServiceError('IncompleteSignatureException', message);
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidSignatureException', message);
}
