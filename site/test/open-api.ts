import { z } from 'zod';

const Schema = z.union([
  z.strictObject({ $ref: z.string().regex(/^#\/components\/schemas\/[\w.-]+$/) }),
  z.looseObject({ type: z.string() }),
]);

/** The parts of OpenAPI 3.1 that a read-only API of files needs; every other field is refused. */
const Document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string().min(1),
    version: z.string().min(1),
    description: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string().regex(/^(https?:\/\/|\/)[^?#]*[^/]$/) })).min(1),
  paths: z.record(
    z.string().startsWith('/'),
    z.strictObject({
      get: z.strictObject({
        operationId: z.string(),
        summary: z.string().min(1),
        description: z.string().min(1),
        parameters: z.array(
          z.strictObject({
            name: z.string(),
            in: z.literal('path'),
            required: z.literal(true),
            description: z.string().min(1),
            schema: Schema,
          }),
        ),
        responses: z.record(
          z.string().regex(/^[1-5]\d\d$/),
          z.strictObject({
            description: z.string().min(1),
            content: z.record(z.string().regex(/^\w+\/\w+$/), z.strictObject({ schema: Schema })),
          }),
        ),
      }),
    }),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[a-zA-Z0-9._-]+$/), z.looseObject({})),
  }),
});

/** What in a document breaks OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0); [] when it is valid. Schemas are not looked into. */
export function faultsOfOpenApi(value: unknown): string[] {
  const parsed = Document.safeParse(value);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const { paths, components } = parsed.data;
  const faults: string[] = [];
  const ids = Object.values(paths).map(({ get }) => get.operationId);
  if (new Set(ids).size < ids.length) faults.push('two operations of one id');
  for (const [path, { get }] of Object.entries(paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = get.parameters.map(({ name }) => name);
    if (named.join() !== declared.join()) faults.push(`${path}: parameters ${declared.join()}`);
  }
  const references = [...JSON.stringify(value).matchAll(/"\$ref":"([^"]*)"/g)].map(([, to]) => to ?? '');
  for (const to of references) {
    if (!((to.split('/').at(-1) ?? '') in components.schemas)) faults.push(`nothing at ${to}`);
  }
  return faults;
}
