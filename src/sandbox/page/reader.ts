import type { Language } from '../../../content/language.ts';
import type { Languages, Speech } from '../../../messages/words.ts';
import type { Person } from '../person.ts';

/** Who looks at the page, and how they read. */
export interface Reader {
  readonly person: Person;
  /** The Discord locale that goes with every interaction, such as `es-419`. */
  readonly locale: string;
  /** The IANA zone of their clock. `UTC` until the browser has told which. */
  readonly zone: string;
  readonly speech: Speech;
}

/** Languages that Discord publishes under a longer name than their code. */
const regional: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-419', pt: 'pt-BR', zh: 'zh-CN' };

/** The Discord locale by which a person asks for a language of the interface. */
export function localeOf(language: Language): string {
  return regional[language] ?? language;
}

/** Each language to choose from: its Discord locale, and its name in that language itself. */
export function localesOf(
  languages: Languages,
): readonly { readonly locale: string; readonly name: string }[] {
  return languages.all.map((language) => {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
    return { locale: localeOf(language), name: name.charAt(0).toLocaleUpperCase(language) + name.slice(1) };
  });
}

/** Whether the name is a time zone that dates can be shown in. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
