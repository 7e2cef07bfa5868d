import { z } from 'zod';
import { marks } from './schema/marks.ts';

/** A language of the record or of the interface: an ISO 639 code in lower case, such as `en` or `es`. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'a language is two or three small letters, such as "en"');
export type Language = z.infer<typeof Language>;

/** The same text in several languages. Which of them must be there is the pack's own decision (`languages`). */
export const Localized = z
  .record(Language, z.string().trim().min(1, 'the text is empty'))
  .register(marks, { localized: true })
  .meta({ id: 'text-in-each-language' });
export type Localized = z.infer<typeof Localized>;

/** A text in one language, and which language that is: it may differ from the one that was asked for. */
export interface Spoken {
  readonly text: string;
  readonly language: Language;
}

/**
 * The text in the wanted language, else in the first language that has it.
 *
 * @param wanted the language asked for
 * @param order the pack's languages, the most important first
 * @throws RangeError when no language has a text, which a loaded pack rules out
 */
export function inLanguage(text: Localized, wanted: Language, order: readonly Language[]): Spoken {
  for (const language of [wanted, ...order, ...Object.keys(text)]) {
    const found = text[language];
    if (found !== undefined) return { text: found, language };
  }
  throw new RangeError('a localized text without any language');
}
