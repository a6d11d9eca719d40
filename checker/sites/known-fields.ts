import { z } from 'zod';

/** Names of the fields that a schema knows at a path of its value: what an unknown field may have been meant to be. */
export function knownFields(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return knownFields(schema.def.innerType, path);
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => knownFields(option, path));
  const [next, ...rest] = path;
  if (schema instanceof z.ZodObject) {
    if (next === undefined) return Object.keys(schema.shape);
    const field: z.core.$ZodType | undefined = Object.hasOwn(schema.shape, next)
      ? schema.shape[String(next)]
      : undefined;
    return field ? knownFields(field, rest) : [];
  }
  if (next === undefined) return [];
  if (schema instanceof z.ZodArray) return knownFields(schema.element, rest);
  if (schema instanceof z.ZodRecord) return knownFields(schema.valueType, rest);
  return [];
}
