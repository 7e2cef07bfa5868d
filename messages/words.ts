import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type i18n } from 'i18next';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '../content/language.ts';
import type { WordKey, Words } from './words.generated.ts';

/**
 * The words of the interface in one language. `t('help.title')`; `t('casualties.count', { count: 3 })` picks
 * the plural form. Keys and their variables are typed from the English files (`npm run generate`).
 */
export interface Speech {
  readonly language: Language;
  readonly t: <Key extends WordKey>(
    key: Key,
    ...variables: Words[Key] extends null ? [] : [Words[Key]]
  ) => string;
}

/** Every language that the interface speaks. A language is a folder of `messages/locales`, and nothing else. */
export interface Languages {
  readonly all: readonly Language[];
  /** The words in that language, or in English when there are none. */
  in(language: Language): Speech;
  /** The interface language for a Discord locale such as `es-419` or `en-GB`: English when there is none. */
  forLocale(locale: string | undefined): Language;
}

const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Tree])));
interface Tree {
  [key: string]: string | Tree;
}

/** Reads one language's folder: each file's name is the first part of its keys. */
export function readLocale(folder: URL): Tree {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(
    files.map((name) => [
      name.replace(/\.yaml$/, ''),
      Tree.parse(parse(readFileSync(new URL(name, folder), 'utf8'))),
    ]),
  );
}

/** Loads every language below `messages/locales`. Done once, at start. */
export async function loadLanguages(root = new URL('./locales/', import.meta.url)): Promise<Languages> {
  const all = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted((a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b));
  const library: i18n = createInstance();
  await library.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: Object.fromEntries(
      all.map((language) => [language, { translation: readLocale(new URL(`${language}/`, root)) }]),
    ),
    interpolation: { escapeValue: false },
  });
  const speeches = new Map(all.map((language) => [language, speechOf(library, language)]));
  const english = speechOf(library, 'en');
  return {
    all,
    in: (language) => speeches.get(language) ?? english,
    forLocale: (locale) => all.find((language) => language === locale?.split('-')[0]) ?? 'en',
  };
}

/** How many said sentences a language keeps, and how long what they are known by may be. */
const kept = { sentences: 5_000, keyLength: 200 };

/** The same words come again and again, and looking them up is most of what an answer costs: they are kept. */
function speechOf(library: i18n, language: Language): Speech {
  // The keys are checked here, against the generated Words: the library's own checks are for other set-ups.
  const translate: (key: string, options: Record<string, unknown>) => string = library.t;
  const said = new Map<string, string>();
  return {
    language,
    t: (key, ...variables) => {
      const asked = variables.length === 0 ? key : `${key} ${JSON.stringify(variables[0])}`;
      const known = said.get(asked);
      if (known !== undefined) return known;
      const sentence = translate(key, { ...variables[0], lng: language });
      if (said.size >= kept.sentences) said.clear();
      if (asked.length <= kept.keyLength) said.set(asked, sentence);
      return sentence;
    },
  };
}
