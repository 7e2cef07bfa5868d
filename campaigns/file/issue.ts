import type { z } from 'zod';
import { nearest } from '../../content/nearest.ts';
import { wrong } from './model.ts';
import { problem, type FileProblem, type FileProblemKind } from './problem.ts';

const codes: readonly FileProblemKind[] = Object.values(wrong);

/**
 * A finding of the schema as problems of a file.
 *
 * @param root the whole value that was read
 * @param lineOf the line of the value at a path
 */
export function problemsOfIssue(
  issue: z.core.$ZodIssue,
  root: unknown,
  lineOf: (path: readonly PropertyKey[]) => number,
): readonly FileProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return problem('unknown-key', { line: lineOf(path), where: whereOf(issue.path), found: key });
    });
  }
  return [problemOf(issue, root, lineOf)];
}

function problemOf(
  issue: Exclude<z.core.$ZodIssue, { code: 'unrecognized_keys' }>,
  root: unknown,
  lineOf: (path: readonly PropertyKey[]) => number,
): FileProblem {
  const { path } = issue;
  const value = valueAt(root, path);
  const more = { line: lineOf(path), where: whereOf(path), found: shown(value) };
  const own = codes.find((code) => code === issue.message);
  if (own !== undefined && value !== undefined) {
    return problem(own === 'id' && typeof value !== 'string' ? 'quotes' : own, more);
  }
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return problem('missing', { ...more, where: whereOf(path) });
      if (issue.expected === 'string' && isPlain(value)) return problem('quotes', more);
      return problem('type', { ...more, allowed: issue.expected });
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (value === undefined) return problem('missing', { ...more, allowed: values.join(', ') });
      if (path.length === 1 && path[0] === 'format') return problem('format', more);
      const meant = nearest(shown(value), values);
      return problem('choice', { ...more, allowed: meant ?? values.join(', ') });
    }
    case 'invalid_union':
      return value === undefined
        ? problem('missing', more)
        : problem('choice', { ...more, allowed: 'options' in issue ? String(issue.options ?? '') : '' });
    case 'too_big':
      if (issue.origin === 'string')
        return problem('long', { ...more, found: '', allowed: String(issue.maximum) });
      return problem(issue.origin === 'array' ? 'many' : 'big', { ...more, allowed: String(issue.maximum) });
    case 'too_small':
      return problem(issue.origin === 'array' ? 'few' : 'small', { ...more, allowed: String(issue.minimum) });
    case 'invalid_key':
      return problem('language', { ...more, found: String(path.at(-1) ?? '') });
    case 'custom':
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
      return problem('type', { ...more, allowed: '' });
  }
}

/** `actions › 2 › when`: entries are counted from 1. */
export function whereOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? String(part + 1) : String(part))).join(' › ');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, name) => {
    if (Array.isArray(value) && typeof name === 'number') return (value as readonly unknown[])[name];
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.getOwnPropertyDescriptor(value, name)?.value;
  }, root);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 100);
  return isPlain(value) ? String(value).slice(0, 100) : '';
}
