import { Locale, type LocalizationMap } from 'discord-api-types/v10';
import type { Language } from '../../content/language.ts';
import { shorten } from '../../messages/text.ts';
import type { Languages } from '../../messages/words.ts';
import type { PlainKey } from '../contract.ts';

interface Worded {
  readonly name: string;
  readonly name_localizations?: LocalizationMap;
  readonly description: string;
  readonly description_localizations: LocalizationMap;
}

/** The name and description of a command or option in English, and in every other language of the interface. */
export function worded(
  name: string,
  wording: { readonly description: PlainKey; readonly localName?: PlainKey },
  languages: Languages,
): Worded {
  const { description, localName } = wording;
  return {
    name,
    ...(localName !== undefined && { name_localizations: inOthers(localName, languages) }),
    description: languages.in('en').t(description),
    description_localizations: inOthers(description, languages),
  };
}

/** The same of a text that is no word of the interface: by language, in those that Discord has. */
export function textInOthers(texts: Readonly<Record<Language, string>>, longest: number): LocalizationMap {
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([language]) => language !== 'en')
      .flatMap(([language, text]) => localesOf(language).map((locale) => [locale, shorten(text, longest)])),
  );
}

/** A text for every Discord locale of every language but English, which Discord shows without one. */
export function inOthers(key: PlainKey, languages: Languages): LocalizationMap {
  const others = languages.all.filter((language) => language !== 'en');
  return Object.fromEntries(
    others.flatMap((language) =>
      localesOf(language).map((locale) => [locale, languages.in(language).t(key)]),
    ),
  );
}

/** Discord's locales of a language: `es` is published as es-ES and es-419. A language that Discord lacks has none. */
function localesOf(language: Language): readonly Locale[] {
  return Object.values(Locale).filter((locale) => locale.split('-')[0] === language);
}
