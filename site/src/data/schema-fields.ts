import { z } from 'zod';
import { DATA } from '../words/data.ts';

/** A field of a JSON Schema for people. */
export interface SchemaField {
  name: string;
  type: string;
  meaning: string;
}

/** What of a JSON Schema is told to people. */
const Told = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  $ref: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  get items() {
    return Told.optional();
  },
  get anyOf() {
    return z.array(Told).optional();
  },
  get properties() {
    return z.record(z.string(), Told).optional();
  },
});
type Told = z.infer<typeof Told>;

/** The fields of an object's schema, or the values that a schema allows; none of any other. */
export function fieldsOf(schema: object): SchemaField[] {
  const { properties = {}, enum: values = [] } = Told.parse(schema);
  if (values.length > 0) return values.map((value) => ({ name: String(value), type: '', meaning: '' }));
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeText(field),
    meaning: field.description ?? '',
  }));
}

function typeText(schema: Told): string {
  const { type, items, anyOf = [] } = schema;
  if (schema.$ref) return schema.$ref.replace(/^.*\//, '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const some = anyOf.filter((one) => one.type !== 'null').map(typeText);
  if (some.length > 0) return some.length < anyOf.length ? DATA.orNull(some.join(' | ')) : some.join(' | ');
  if (type === 'array' && items) return DATA.listOf(typeText(items));
  if (!Array.isArray(type)) return type ?? '';
  const kinds = type.filter((one) => one !== 'null').join(' | ');
  return type.includes('null') ? DATA.orNull(kinds) : kinds;
}
