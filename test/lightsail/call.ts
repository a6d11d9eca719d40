import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { OPERATIONS, type Perform } from './operations.ts';
import { ServiceError } from './service-error.ts';
import { type Caller, readSignature } from './signature.ts';

const TARGET = 'Lightsail_20161128.';

/** A call as it came in, read as far as it makes sense. */
export interface Call extends Caller {
  operation: string;
  /** As sent; null members are as good as none. */
  params: Readonly<Record<string, unknown>>;
  perform: Perform;
}

/** A call that was noted, for tests. */
export interface LoggedCall {
  at: Date;
  /** Empty when the request named none. */
  operation: string;
  region: string;
  params: Readonly<Record<string, unknown>>;
  /** `answered`, the type of the error, or the kind of the fault that spoilt it. */
  outcome: string;
}

/** Reads a request of awsJson1.1. `noted` hears what is known, step by step, even of a call that is refused. Throws `ServiceError`. */
export async function readCall(
  request: IncomingMessage,
  now: number,
  noted: (part: Partial<LoggedCall>) => void,
): Promise<Call> {
  const body = await text(request);
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = target.startsWith(TARGET) ? target.slice(TARGET.length) : '';
  noted({ operation });
  const read = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (request.method !== 'POST' || !read) throw new ServiceError('UnknownOperationException');
  if (!/^application\/x-amz-json-1\.1(;|$)/.test(request.headers['content-type'] ?? '')) {
    throw new ServiceError('SerializationException', 'The content type must be application/x-amz-json-1.1');
  }
  const caller = readSignature(request.headers, now);
  noted({ region: caller.region });
  const params = paramsOf(body);
  noted({ params });
  return { ...caller, operation, params, perform: read(params) };
}

function paramsOf(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body, (_key, inner: unknown) => inner ?? undefined);
  } catch (error) {
    throw new ServiceError('SerializationException', `The body is not JSON: ${String(error)}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ServiceError('SerializationException', 'The body must be a JSON object');
}
