import { z } from 'zod';
import type { Place } from '../place.ts';
import { API_WORDS } from '../src/words/api.ts';
import { addressOf, PATHS } from './addresses.ts';
import { apiSchemas } from './api-files.ts';
import { API_VERSION } from './api-schemas.ts';
import { ENDPOINTS, type Endpoint, PARAMETERS, parametersOf } from './endpoints.ts';

/** One kind of file in the document. */
export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters: { name: string; in: 'path'; required: true; description: string; schema: object }[];
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}

/** An OpenAPI 3.1 document: https://spec.openapis.org/oas/v3.1.0. */
export interface OpenApi {
  openapi: '3.1.0';
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  paths: Record<string, { get: Operation }>;
  components: { schemas: Record<string, object> };
}

/** Describes the API, from the schemas through which its files are made. */
export function openApi(place: Place): OpenApi {
  return {
    openapi: '3.1.0',
    info: {
      title: API_WORDS.title,
      version: `${API_VERSION}.0.0`,
      description: API_WORDS.description,
      license: API_WORDS.licence,
    },
    servers: [{ url: addressOf(place, PATHS.api('')) }],
    paths: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint.path, { get: operation(endpoint) }])),
    components: { schemas: components() },
  };
}

function operation({ path, name, content }: Endpoint): Operation {
  const { title, text } = API_WORDS.endpoints[name];
  const [type, schema] =
    content === 'csv'
      ? ['text/csv', { type: 'string' }]
      : ['application/json', { $ref: referenceTo(content) }];
  return {
    operationId: name,
    summary: title,
    description: text,
    parameters: parametersOf(path).map((parameter) => {
      const { pattern, description } = PARAMETERS[parameter];
      return {
        name: parameter,
        in: 'path',
        required: true,
        description,
        schema: { type: 'string', pattern },
      };
    }),
    responses: { '200': { description: API_WORDS.ok, content: { [type]: { schema } } } },
  };
}

function components(): Record<string, object> {
  const { schemas } = z.toJSONSchema(apiSchemas(), { uri: referenceTo });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}

function referenceTo(id: string): string {
  return `#/components/schemas/${id}`;
}
