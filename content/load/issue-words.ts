import type { z } from 'zod';
import { nearest } from '../nearest.ts';
import { plainNumber } from '../numerals.ts';
import { isMapping, keysOf } from './walk.ts';
import type { Path } from './walk.ts';

/** What is known about the place of an issue. */
export interface Spot {
  readonly path: Path;
  /** The schema there, when the value got that far. */
  readonly schema: z.core.$ZodType | undefined;
  /** Whether a text in several languages belongs there. */
  readonly localized: boolean;
  readonly value: unknown;
  /** Whether nothing stands there. */
  readonly missing: boolean;
  /** The value as it stands in the file. */
  readonly written: string | undefined;
}

export interface Words {
  readonly message: string;
  readonly fix: string;
  /** Set when not the value but the key leading to this path is at fault. */
  readonly atKey?: Path;
}

/** Says in plain words what is wrong with a value that does not follow the schema, and what to do. */
export function issueWords(issue: z.core.$ZodIssue, spot: Spot): Words {
  const name = nameOf(spot.path);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, spot);
    case 'unrecognized_keys':
      return unknownKey(issue.keys[0] ?? '', spot);
    case 'invalid_union':
      return unionWords(issue, spot);
    case 'invalid_value':
      if (spot.missing) return missing(spot);
      return notAllowed(spot, issue.values.map(String));
    case 'invalid_key': {
      const inner = issue.issues[0]?.message ?? issue.message;
      return {
        message: `the key ${name} does not fit here: ${inner}`,
        fix: 'write "en", "es" …',
        atKey: spot.path,
      };
    }
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int') {
        return {
          message: `${name} must be at least ${issue.minimum}`,
          fix: `write a number from ${issue.minimum} up`,
        };
      }
      if (issue.origin === 'string')
        return { message: `${name} is empty`, fix: 'write the text, or delete the key' };
      return {
        message: `${name} is too short: ${own(issue.message)}`,
        fix: 'add what is missing, or delete the entry',
      };
    case 'too_big':
      if (issue.origin === 'string') return { message: `${name}: ${issue.message}`, fix: 'make it shorter' };
      return { message: `${name} must be at most ${issue.maximum}`, fix: 'write a smaller number' };
    case 'invalid_format':
      if (issue.format === 'url') {
        return { message: `${name} is not a web address`, fix: 'write it whole, with https:// in front' };
      }
      return { message: `${name}: ${issue.message}`, fix: formatFix(issue.pattern, spot) };
    case 'custom': {
      const fix: unknown = issue.params?.['fix'];
      return {
        message: `${name}: ${issue.message}`,
        fix: typeof fix === 'string' ? fix : 'change the value',
      };
    }
    case 'invalid_element':
    case 'not_multiple_of':
      break;
  }
  return { message: `${name}: ${own(issue.message)}`, fix: 'change the value' };
}

function unionWords(issue: z.core.$ZodIssueInvalidUnion, spot: Spot): Words {
  if (spot.missing) return missing(spot);
  if ('options' in issue && Array.isArray(issue.options)) return notAllowed(spot, issue.options.map(String));
  if (spot.value === null) return empty(nameOf(spot.path));
  return { message: `${nameOf(spot.path)}: ${issue.message}`, fix: 'change the value' };
}

/** The key in question as a person would name it. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `'${last}'`;
  return `entry ${last + 1} of ${nameOf(path.slice(0, -1))}`;
}

/** Messages of the schema's own are words already; the library's are not. */
function own(message: string): string {
  return message.replace(/^Too (?:small|big): /, '').replace(/^Invalid input: /, '');
}

function missing(spot: Spot): Words {
  const key = String(spot.path.at(-1) ?? '');
  return { message: `${nameOf(spot.path)} is missing`, fix: `add a line "${key}: …" to this entry` };
}

function empty(name: string): Words {
  return { message: `${name} has no value`, fix: 'write one behind the colon, or delete the line' };
}

function unknownKey(key: string, spot: Spot): Words {
  const known = spot.schema ? (keysOf(spot.schema) ?? []) : [];
  const free = known.filter((name) => !isMapping(spot.value) || !Object.hasOwn(spot.value, name));
  const meant = nearest(key, free) ?? nearest(key, known);
  return {
    message: `'${key}' is not a key that can stand here`,
    fix:
      meant === undefined
        ? `take it out; what can stand here: ${known.join(', ')}`
        : `did you mean '${meant}'?`,
    atKey: [...spot.path, key],
  };
}

function notAllowed(spot: Spot, allowed: readonly string[]): Words {
  const given = typeof spot.value === 'string' ? spot.value : (spot.written ?? '');
  const meant = nearest(given, allowed);
  const list = `it can be ${allowed.join(', ')}`;
  return {
    message: given === '' ? `${nameOf(spot.path)} has no value` : `${nameOf(spot.path)} cannot be "${given}"`,
    fix: meant === undefined ? list : `did you mean '${meant}'? ${list}`,
  };
}

/** Offers the value in a form that fits, where there is one. */
function formatFix(pattern: string | undefined, { value }: Spot): string {
  if (pattern === undefined || typeof value !== 'string') return 'change the value';
  const small = value.trim().toLowerCase();
  const plain = small
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const fits = new RegExp(pattern.slice(1, -1));
  const offer = [small, plain].find((candidate) => fits.test(candidate));
  return offer === undefined ? 'change the value' : `for example "${offer}"`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function wrongType(expected: string, spot: Spot): Words {
  if (spot.missing) return missing(spot);
  const name = nameOf(spot.path);
  if (spot.value === null) {
    return empty(name);
  }
  const wanted = spot.localized ? 'text for each language' : (kinds[expected] ?? expected);
  return { message: `${name} must be ${wanted}, not ${described(spot.value)}`, fix: typeFix(expected, spot) };
}

function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a group of keys';
  return typeof value === 'string'
    ? 'text'
    : `the ${typeof value} ${String(value)}`.replace('boolean ', 'value ');
}

function typeFix(expected: string, { localized, value, written, path }: Spot): string {
  const simple = value === null || typeof value !== 'object';
  if (localized) {
    return `write "${String(path.at(-1))}:" and below it, indented, a line for each language, such as "en: …"`;
  }
  if (expected === 'string' && simple) return `put it in quotes: "${written ?? ''}"`;
  if (expected === 'string') return 'write the text right behind the colon';
  if ((expected === 'int' || expected === 'number') && typeof value === 'number') {
    return Number.isFinite(value) ? 'write it without a fraction' : 'write digits only';
  }
  if ((expected === 'int' || expected === 'number') && typeof value === 'string') {
    if (/^\d+(?:\.\d+)?$/.test(value.trim())) return `take the quotes away: ${value.trim()}`;
    const separated = /^\d{1,3}(?:[., ]\d{3})+$/.test(value.trim());
    return separated ? `write it without separators: ${plainNumber(value.trim())}` : 'write digits only';
  }
  if (expected === 'array')
    return simple ? `make it a list: [${written ?? ''}]` : 'begin each entry with "- "';
  if (expected === 'boolean') return 'write true or false, without quotes';
  return Array.isArray(value) ? 'take the "- " away' : 'write its keys on lines of their own below, indented';
}
