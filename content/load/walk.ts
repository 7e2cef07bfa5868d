import { z } from 'zod';

/** The way to a value in a file: names of keys and numbers of entries, counted from 0. */
export type Path = readonly (string | number)[];

/** A value of a file with the schema that it has to follow. */
export interface Visit {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  readonly path: Path;
}

/** Whether a value of a YAML file is a mapping. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys that a mapping may have under this schema; undefined when it may have any. */
export function keysOf(schema: z.core.$ZodType): readonly string[] | undefined {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return schema.keyType.options.map(String);
  }
  return undefined;
}

/**
 * Goes through a value and its schema together, from the outside in. The value need not be valid: what does
 * not fit the schema is named once and not entered.
 */
export function* walk(schema: z.core.$ZodType, value: unknown, path: Path = []): Generator<Visit> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    if (value !== undefined) yield* walk(schema.unwrap(), value, path);
    return;
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    yield* walk(optionFor(schema, value), value, path);
    return;
  }
  yield { schema, value, path };
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* walk(schema.element, entry, [...path, index]);
  } else if (schema instanceof z.ZodObject && isMapping(value)) {
    for (const [key, inner] of Object.entries(schema.shape)) {
      if (Object.hasOwn(value, key)) yield* walk(inner, value[key], [...path, key]);
    }
  } else if (schema instanceof z.ZodRecord && isMapping(value)) {
    for (const [key, inner] of Object.entries(value)) yield* walk(schema.valueType, inner, [...path, key]);
  }
}

/** The option that the value chose; for a choice that does not exist, one with the keys of all of them. */
function optionFor(union: z.ZodDiscriminatedUnion, value: unknown): z.core.$ZodType {
  const { discriminator } = union.def;
  const objects = union.options.filter((option) => option instanceof z.ZodObject);
  const chosen = isMapping(value)
    ? objects.find((option) => z.safeParse(option.shape[discriminator], value[discriminator]).success)
    : undefined;
  return chosen ?? z.object(Object.assign({}, ...objects.map((option) => option.shape)));
}
