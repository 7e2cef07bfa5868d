import type { $ZodIssue } from 'zod/v4/core';
import type { FieldError } from '../discord-error.ts';

const wrongType: Readonly<Record<string, readonly [code: string, message: string]>> = {
  string: ['STRING_TYPE_CONVERT', 'Could not interpret the value as string.'],
  number: ['NUMBER_TYPE_COERCE', 'The value is not a number.'],
  int: ['NUMBER_TYPE_COERCE', 'The value is not int.'],
  boolean: ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  array: ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType'],
  object: ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType'],
};

/** Says what is wrong with a field in Discord's words. */
export function fieldError(issue: $ZodIssue, value: unknown): FieldError {
  const missing = { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  if (value === undefined || value === null) return missing;
  if (issue.code === 'too_big') {
    return isNumber(issue.origin)
      ? { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` }
      : { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` };
  }
  if (issue.code === 'too_small') {
    if (value === '') return missing;
    return isNumber(issue.origin)
      ? { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` }
      : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
  }
  if (issue.code === 'invalid_value') {
    return {
      code: 'BASE_TYPE_CHOICES',
      message: `Value must be one of {${issue.values.map(String).join(', ')}}.`,
    };
  }
  if (issue.code === 'invalid_format') return wrongFormat(issue.format, JSON.stringify(value));
  if (issue.code === 'invalid_union') {
    return {
      code: 'UNION_TYPE_CHOICES',
      message: 'Value of field could not be matched to any of its types.',
    };
  }
  const expected = issue.code === 'invalid_type' ? wrongType[issue.expected] : undefined;
  const [code, message] = expected ?? ['BASE_TYPE_INVALID', 'Invalid value.'];
  return { code, message };
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

function wrongFormat(format: string, value: string): FieldError {
  if (format === 'url') return { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };
  if (format === 'datetime') {
    return { code: 'DATE_TIME_TYPE_PARSE', message: `Could not parse ${value}. Should be ISO8601.` };
  }
  return { code: 'NUMBER_TYPE_COERCE', message: `Value ${value} is not snowflake.` };
}
