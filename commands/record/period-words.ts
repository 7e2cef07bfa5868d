import { tokens } from '../../content/search/tokens.ts';
import { monthFormat } from '../../messages/intl.ts';
import type { Speech } from '../../messages/words.ts';

/** As much of a date as one word or several words have said so far. */
export interface Point {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/** What one word of a typed period is. A lone number may be a day. */
export type PeriodWord = Point | { readonly number: number } | 'since' | 'until' | 'filler' | 'unknown';

/** Reads one word of a typed period in any of the languages: digits, the name of a month, or a small word. */
export function periodWord(word: string, speeches: readonly Speech[]): PeriodWord {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(word);
  if (iso) return pointOf(iso[1], iso[2], iso[3]);
  const monthAndYear = /^(\d{1,2})-(\d{4})$/.exec(word);
  if (monthAndYear) return pointOf(monthAndYear[2], monthAndYear[1]);
  const number = /^(\d{1,2})(?:st|nd|rd|th|º|°|\.)?$/.exec(word);
  if (number) return { number: Number(number[1]) };
  const [token = '', ...others] = tokens(word);
  if (others.length > 0 || token === '') return 'unknown';
  const month = monthNamed(token, speeches);
  if (month !== undefined) return { month };
  const says = (key: 'record.period.since' | 'record.period.until' | 'record.period.fillers'): boolean =>
    speeches.some((speech) => tokens(speech.t(key)).includes(token));
  if (says('record.period.since')) return 'since';
  if (says('record.period.until')) return 'until';
  return says('record.period.fillers') ? 'filler' : 'unknown';
}

function pointOf(year?: string, month?: string, day?: string): Point {
  return {
    ...(year !== undefined && { year: Number(year) }),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  };
}

/** The month with this name, or whose name begins with these three letters, in any of the languages. */
function monthNamed(token: string, speeches: readonly Speech[]): number | undefined {
  if (token === 'sept') return 9;
  if (token.length < 3) return undefined;
  for (const speech of speeches) {
    for (const locale of [speech.language, speech.t('record.dates.locale')]) {
      const format = monthFormat(locale);
      const names = Array.from(
        { length: 12 },
        (_, month) => tokens(format.format(Date.UTC(2000, month)))[0] ?? '',
      );
      const index = names.findIndex((name) => name === token || name.slice(0, 3) === token);
      if (index !== -1) return index + 1;
    }
  }
  return undefined;
}
