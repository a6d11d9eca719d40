import { Ajv, type ErrorObject, type SchemaValidateFunction, type ValidateFunction } from 'ajv';
import { namedSchema, type Schema } from './description.ts';

/** `open`: more properties than the schema names are right. `closed`: they are faults. */
export type Strictness = 'open' | 'closed';

/** Keywords that mean the same in OpenAPI 3.0 and in JSON Schema. The rest describes, or is converted. */
const KEPT = new Set(
  (
    'type enum required format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minLength maxLength pattern minItems maxItems uniqueItems minProperties maxProperties'
  ).split(' '),
);

const ajv = new Ajv({
  strict: false,
  validateSchema: false,
  meta: false,
  addUsedSchema: false,
  unicodeRegExp: false,
  formats: {
    'date-time': (text: string) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    date: /^\d{4}-\d\d-\d\d$/,
    uri: (text: string) => URL.canParse(text),
    email: /^[^@\s]+@[^@\s]+$/,
    'uri-template': true,
    'repo.nwo': /^[^/\s]+\/[^/\s]+$/,
    timestamp: true,
    binary: true,
    int32: true,
    int64: true,
    double: true,
  },
});

/** A reference to a named schema, followed when a value comes to it: an issue alone could lead to hundreds that nobody sends. */
const REFERENCE = 'named';

const follow: SchemaValidateFunction = (
  target: { name: string; strictness: Strictness },
  value: unknown,
  _schema,
  place,
) => {
  const validate = compiled(namedSchema(target.name), target.strictness);
  const right = validate(value) === true;
  const above = place?.instancePath ?? '';
  follow.errors = (validate.errors ?? []).map((error) => ({
    ...error,
    instancePath: `${above}${error.instancePath}`,
  }));
  return right;
};
ajv.addKeyword({ keyword: REFERENCE, errors: true, validate: follow });

const validators: Record<Strictness, WeakMap<Schema, ValidateFunction>> = {
  open: new WeakMap(),
  closed: new WeakMap(),
};

/**
 * What a value violates in a schema of the description, in words; null when it is right.
 * Compiles each schema when a value first comes to it.
 */
export function violation(schema: Schema, strictness: Strictness, value: unknown): string | null {
  const validate = compiled(schema, strictness);
  return validate(value) ? null : (validate.errors ?? []).map(inWords).join('; ');
}

function compiled(schema: Schema, strictness: Strictness): ValidateFunction {
  let validate = validators[strictness].get(schema);
  if (!validate) {
    validate = ajv.compile(converted(schema, strictness));
    validators[strictness].set(schema, validate);
  }
  return validate;
}

function inWords(error: ErrorObject): string {
  const which = Object.values(error.params).filter(
    (param) => typeof param === 'string' || Array.isArray(param),
  );
  return `${error.instancePath || 'the whole'} ${error.message ?? error.keyword} (${which.join(', ')})`;
}

/** A schema of OpenAPI 3.0 as one of JSON Schema: references named for ajv, `nullable` as a union. */
function converted(schema: Schema, strictness: Strictness): Schema {
  // Beside a reference OpenAPI 3.0 ignores all else.
  if (typeof schema.$ref === 'string') {
    return { [REFERENCE]: { name: schema.$ref.slice('#/components/schemas/'.length), strictness } };
  }
  const out: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) if (KEPT.has(keyword)) out[keyword] = value;
  if (isSchema(schema.properties)) {
    out.properties = mapValues(schema.properties, (one) => converted(one, strictness));
    if (strictness === 'closed') out.additionalProperties = false;
  }
  if (isSchema(schema.items)) out.items = converted(schema.items, strictness);
  if (isSchema(schema.not)) out.not = converted(schema.not, 'open');
  if (typeof schema.additionalProperties === 'boolean')
    out.additionalProperties = schema.additionalProperties;
  if (isSchema(schema.additionalProperties)) {
    out.additionalProperties = converted(schema.additionalProperties, strictness);
  }
  for (const union of ['oneOf', 'anyOf'] as const) {
    const parts = schema[union];
    if (Array.isArray(parts)) out[union] = parts.filter(isSchema).map((one) => converted(one, strictness));
  }
  // Each part of an intersection sees the properties of the others, so none can be closed.
  if (Array.isArray(schema.allOf)) {
    out.allOf = schema.allOf.filter(isSchema).map((one) => converted(one, 'open'));
    if (typeof schema.additionalProperties !== 'boolean') delete out.additionalProperties;
  }
  return schema.nullable === true ? orNull(out) : out;
}

function orNull(schema: Schema): Schema {
  const constrains = Object.keys(schema);
  if (constrains.length === 0) return schema;
  const plain = typeof schema.type === 'string' && !constrains.some((keyword) => keyword.endsWith('Of'));
  if (!plain) return { anyOf: [{ type: 'null' }, schema] };
  const out: Record<string, unknown> = { ...schema, type: [schema.type, 'null'] };
  if (Array.isArray(schema.enum)) out.enum = [...new Set([...schema.enum, null])];
  return out;
}

function mapValues(schemas: Schema, map: (one: Schema) => Schema): Schema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, one]) => [name, isSchema(one) ? map(one) : one]),
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
