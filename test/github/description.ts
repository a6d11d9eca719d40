import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A schema object of OpenAPI 3.0, as the description has it. */
export type Schema = Readonly<Record<string, unknown>>;

/** A path or query parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

/** What an operation may answer with one status: media type → schema; no content means an empty body. */
export interface DescribedAnswer {
  content?: Readonly<Record<string, { schema: Schema }>>;
}

/** One operation of GitHub's REST API with its references followed, but for those inside schemas. */
export interface Operation {
  /** Such as `issues/create`. */
  id: string;
  /** Upper case. */
  method: string;
  /** Such as `/repos/{owner}/{repo}/issues`. */
  template: string;
  /** Page of the operation on docs.github.com, as errors name it. */
  documentation: string;
  parameters: readonly Parameter[];
  body: { required: boolean; schema: Schema } | null;
  answers: ReadonlyMap<number, DescribedAnswer>;
}

interface Reference {
  $ref: string;
}

interface RawOperation {
  operationId: string;
  externalDocs: { url: string };
  parameters?: readonly (Parameter | Reference)[];
  requestBody?: { required?: boolean; content: Readonly<Record<string, { schema: Schema }>> };
  responses: Readonly<Record<string, DescribedAnswer | Reference>>;
}

type Section = 'parameters' | 'responses' | 'schemas';

interface Description {
  paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  components: Readonly<Record<Section, Readonly<Record<string, unknown>>>>;
}

/** The file with references: 13 MB, a fifth of the one without them in size and in time. */
const FILE = '@octokit/openapi/generated/api.github.com.json';

let loaded: Description | undefined;
const operations = new Map<string, Operation | null>();

/** GitHub's own description of its API, read once a process. Latin-1 halves the time; the few characters it spoils are in prose. */
function description(): Description {
  loaded ??= JSON.parse(readFileSync(createRequire(import.meta.url).resolve(FILE), 'latin1')) as Description;
  return loaded;
}

/** Every path template of the API. */
export function pathTemplates(): readonly string[] {
  return Object.keys(description().paths);
}

/** The operation of a method at a template; null when there is none. */
export function operationAt(method: string, template: string): Operation | null {
  const key = `${method} ${template}`;
  const known = operations.get(key);
  if (known !== undefined) return known;
  const raw = description().paths[template]?.[method.toLowerCase()];
  const operation = raw ? followed(method, template, raw) : null;
  operations.set(key, operation);
  return operation;
}

/** A schema by its name in the description. Throws when there is none. */
export function namedSchema(name: string): Schema {
  return component<Schema>('schemas', name);
}

function followed(method: string, template: string, raw: RawOperation): Operation {
  const body = raw.requestBody?.content['application/json'];
  return {
    id: raw.operationId,
    method,
    template,
    documentation: raw.externalDocs.url,
    parameters: (raw.parameters ?? []).map((one) => follow<Parameter>('parameters', one)),
    body: body ? { required: raw.requestBody?.required ?? false, schema: body.schema } : null,
    answers: new Map(
      Object.entries(raw.responses).map(([status, answer]) => [
        Number(status),
        follow<DescribedAnswer>('responses', answer),
      ]),
    ),
  };
}

function follow<T extends object>(section: Section, value: T | Reference): T {
  if (!('$ref' in value)) return value;
  return component<T>(section, value.$ref.slice(`#/components/${section}/`.length));
}

function component<T>(section: Section, name: string): T {
  const found = description().components[section][name];
  if (found === undefined) throw new Error(`GitHub's description has no ${section}/${name}`);
  return found as T;
}
