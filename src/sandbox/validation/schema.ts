import type { $ZodIssue } from 'zod/v4/core';
import { type FormBody, type Path } from './form-body.ts';
import type * as schemas from 'discord-api-spec/zod';
import { fieldError } from './field-error.ts';

type Schema = keyof typeof schemas;

/**
 * Checks a body with the schemas that are generated from Discord's own OpenAPI document, and reports what is
 * wrong with it to `form`. They take 130 ms to load, so they are loaded with the first body.
 *
 * @returns the body without the fields that Discord does not know; what it is when something was reported
 *   must not be relied on
 */
export async function conform(
  schema: Schema,
  body: unknown,
  form: FormBody,
  path: Path = [],
): Promise<unknown> {
  const spec = await import('discord-api-spec/zod');
  const prepared = accepted(body);
  const result = spec[schema].safeParse(prepared);
  if (result.success) return result.data;
  for (const issue of flat(result.error.issues, prepared)) {
    const { code, message } = fieldError(issue, valueAt(prepared, issue.path));
    form.add([...path, ...issue.path.map(plain)], code, message);
  }
  return prepared;
}

/** Rewrites what Discord accepts and the schemas wrongly refuse. */
function accepted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => accepted(item, key));
  if (isRecord(value)) {
    const fields = Object.entries(value).map(([name, inner]): [string, unknown] => [
      name,
      accepted(inner, name),
    ]);
    const { id } = value;
    // The ids of new files count from 0, and clients send them as numbers too.
    const fileId = key === 'attachments' && typeof id === 'number' ? { id: String(id) } : {};
    return { ...Object.fromEntries(fields), ...fileId };
  }
  if (key === 'default_member_permissions' && typeof value === 'string' && /^\d+$/.test(value)) {
    return Number(value);
  }
  if (key === 'timestamp' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    return new Date(value).toISOString();
  }
  return value;
}

/** One issue for each field: of a union, those of the branch that was meant. */
function flat(issues: readonly $ZodIssue[], body: unknown): $ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const meant = issue.errors
      .filter((branch) => !branch.some((inner) => isOfAnotherKind(inner)))
      .toSorted((a, b) => a.length - b.length)[0];
    if (meant !== undefined) {
      return flat(
        meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
        body,
      );
    }
    return [noBranch(issue, valueAt(body, issue.path))];
  });
}

function isOfAnotherKind(issue: $ZodIssue): boolean {
  if (issue.path.length === 0) return issue.code === 'invalid_type' || issue.code === 'invalid_value';
  return issue.code === 'invalid_value' && issue.path.length === 1 && issue.path[0] === 'type';
}

/** No kind of component or option fits: it is the type that is wrong. */
function noBranch(issue: $ZodIssue & { code: 'invalid_union' }, value: unknown): $ZodIssue {
  const types = issue.errors.flat().flatMap((inner) => {
    return inner.code === 'invalid_value' && inner.path[0] === 'type' ? inner.values : [];
  });
  if (!isRecord(value) || types.length === 0) return issue;
  return { code: 'invalid_value', values: types, path: [...issue.path, 'type'], message: '' };
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? key.toString() : key;
}
