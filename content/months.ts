import type { Language } from './language.ts';

/** The twelve names of the months in a language, January first: in full, or as they are shortened. */
export function monthNames(language: Language, length: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2023, month)));
}
