import type { Answer, ApiRequest } from './call.ts';
import type { Operation, Parameter, Schema } from './description.ts';
import { LARGEST_PAGE } from './paging.ts';
import { notFound, Refusal, validationFailed } from './refusal.ts';
import type { Route } from './router.ts';
import { violation } from './schema.ts';

/** Statuses that any operation may answer with, whether its description lists them or not. */
const EVERYWHERE = new Set([400, 401, 403, 404, 409, 410, 415, 422, 429, 500, 501, 502, 503]);

/** A request as the description understands it, or why it does not. */
export type Reading =
  | { input: Readonly<Record<string, unknown>>; faults: readonly string[] }
  | { refusal: Refusal; faults: readonly string[] };

/** Holds a request against the description of its operation: path, query and body, closed to what it does not name. */
export function readRequest({ operation, path }: Route, request: ApiRequest): Reading {
  const input: Record<string, unknown> = {};
  const faults: string[] = [];
  const where = `${operation.method} ${operation.template}`;
  const fault = (what: string) => faults.push(`${where}: ${what}`);
  for (const parameter of operation.parameters.filter((one) => one.in === 'path')) {
    const value = readParameter(parameter, path[parameter.name] ?? '');
    const wrong = violation(parameter.schema, 'closed', value);
    if (wrong !== null) {
      fault(`path parameter ${parameter.name}: ${wrong}`);
      return { refusal: notFound(), faults };
    }
    input[parameter.name] = value;
  }
  const wrongQuery = readQuery(operation, request.query, input, fault);
  if (wrongQuery !== null) return { refusal: wrongQuery, faults };
  const body = readBody(operation, request.body);
  if ('refusal' in body) {
    fault(body.fault);
    return { refusal: body.refusal, faults };
  }
  return { input: { ...body.members, ...input }, faults };
}

/** What an answer has that its operation may not answer with; null when all is right. */
export function faultOfAnswer(operation: Operation, { status, body }: Answer): string | null {
  const described = operation.answers.get(status);
  const where = `${operation.method} ${operation.template} answers ${status}`;
  if (!described) {
    if (!EVERYWHERE.has(status)) return `${where}: not described`;
    return faultOfRefusal(where, body);
  }
  const schema = described.content?.['application/json']?.schema;
  if (!schema && status < 400) return body === undefined ? null : `${where}: described without a body`;
  // Where the description shows no body for a refusal, one comes all the same.
  if (!schema) return faultOfRefusal(where, body);
  if (body === undefined) return `${where}: described with a body`;
  // Refusals have members (`status`) that the description leaves out.
  const wrong = violation(schema, status < 300 ? 'closed' : 'open', body);
  return wrong === null ? null : `${where}: ${wrong}`;
}

function faultOfRefusal(where: string, body: unknown): string | null {
  const wrong = violation({ $ref: '#/components/schemas/basic-error' }, 'open', body);
  return wrong === null ? null : `${where}: ${wrong}`;
}

function readQuery(
  operation: Operation,
  query: URLSearchParams,
  input: Record<string, unknown>,
  fault: (what: string) => void,
): Refusal | null {
  for (const name of new Set(query.keys())) {
    const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
    const refusal = validationFailed({ resource: 'Request', code: 'invalid', field: name });
    if (!parameter) {
      fault(`unknown query parameter ${name}`);
      return refusal;
    }
    const value = readParameter(parameter, query.get(name) ?? '');
    const wrong = violation(parameter.schema, 'closed', value);
    if (wrong !== null) {
      fault(`query parameter ${name}: ${wrong}`);
      return refusal;
    }
    // GitHub answers with pages of 100, and the client would take the first short page for the last.
    if (name === 'per_page' && Number(value) > LARGEST_PAGE) fault(`per_page is over ${LARGEST_PAGE}`);
    input[name] = value;
  }
  const missing = operation.parameters.find(
    (one) => one.in === 'query' && one.required && !(one.name in input),
  );
  if (!missing) return null;
  fault(`query parameter ${missing.name} is missing`);
  return validationFailed({ resource: 'Request', code: 'missing_field', field: missing.name });
}

type ReadBody = { members: Readonly<Record<string, unknown>> } | { refusal: Refusal; fault: string };

function readBody({ body: described }: Operation, text: string): ReadBody {
  if (text === '') {
    if (!described?.required) return { members: {} };
    return { refusal: invalidRequest('nil is not an object.'), fault: 'the body is missing' };
  }
  if (!described)
    return { refusal: invalidRequest('a body is not taken.'), fault: 'a body is not described' };
  const value = parsed(text);
  if (value === undefined) {
    return { refusal: new Refusal(400, 'Problems parsing JSON'), fault: 'the body is not JSON' };
  }
  const wrong = violation(described.schema, 'closed', value);
  if (wrong !== null) return { refusal: invalidRequest(wrong), fault: `body: ${wrong}` };
  return { members: isObject(value) ? value : {} };
}

function invalidRequest(why: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${why}`);
}

/** JSON has no undefined, so that stands for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The value of a parameter in the type that its schema wants, where the text is of that type. */
function readParameter({ schema }: Parameter, text: string): unknown {
  const type: Schema[string] = schema.type;
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
