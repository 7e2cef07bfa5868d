/**
 * Writes `messages/words.generated.ts`: every key of the English words with the variables that it takes.
 * `npm run generate` runs it; a test fails when the file is not current.
 */
import { writeFileSync } from 'node:fs';
import { readLocale } from '../messages/words.ts';

const plural = /_(zero|one|two|few|many|other)$/;

/** The text of the generated file. */
export function wordsFile(): string {
  const keys = new Map<string, Set<string>>();
  const walk = (tree: ReturnType<typeof readLocale>, path: readonly string[]): void => {
    for (const [name, value] of Object.entries(tree)) {
      if (typeof value !== 'string') {
        walk(value, [...path, name]);
        continue;
      }
      const key = [...path, name.replace(plural, '')].join('.');
      const variables = keys.get(key) ?? new Set();
      if (plural.test(name)) variables.add('count');
      for (const [, variable = ''] of value.matchAll(/\{\{\s*([^},\s]+)\s*\}\}/g)) variables.add(variable);
      keys.set(key, variables);
    }
  };
  walk(readLocale(new URL('../messages/locales/en/', import.meta.url)), []);
  const lines = [...keys]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([key, variables]) => {
      const fields = [...variables]
        .toSorted()
        .map((name) => `${name}: ${name === 'count' ? 'number' : 'string | number'}`);
      return `  '${key}': ${fields.length === 0 ? 'null' : `{ ${fields.join('; ')} }`};`;
    });
  return [
    '// Generated from messages/locales/en by `npm run generate`. Do not edit.',
    '',
    '/** Each key of the words with the variables that it takes. */',
    'export interface Words {',
    ...lines,
    '}',
    '',
    'export type WordKey = keyof Words;',
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('../messages/words.generated.ts', import.meta.url), wordsFile());
