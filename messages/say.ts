import { inLanguage, type Language, type Localized } from '../content/language.ts';
import type { PackRecord } from '../content/record.ts';
import { languageNames } from './intl.ts';
import { capital } from './text.ts';
import type { Speech } from './words.ts';

/** How an answer is told: from which record, in whose words. */
export interface Telling {
  readonly record: PackRecord;
  /** The words of the interface. */
  readonly speech: Speech;
  /** The language wanted for the texts of the record; the interface may not speak it. */
  readonly language: Language;
  /** The answer stands in a channel for all to see: its buttons answer whoever presses them, privately. */
  readonly shared: boolean;
}

/** A text of the record in the wanted language, or in its own, and then marked so. */
export function say(text: Localized, telling: Telling): string {
  const { speech, language, record } = telling;
  const spoken = inLanguage(text, language, record.pack.languages);
  const shown = discreet(spoken.text, telling);
  if (spoken.language === language) return shown;
  return speech.t('record.text.otherLanguage', {
    text: shown,
    language: languageName(spoken.language, speech),
  });
}

/** A text of the record without the names that families asked not to show. */
export function discreet(text: string, { record, speech }: Telling): string {
  return record
    .ofKind('person')
    .filter(({ withheld }) => withheld)
    .reduce((shown, { name }) => shown.replaceAll(anyCase(name), speech.t('record.text.withheldName')), text);
}

/** What a language is called in the words of the interface: "Spanish". */
export function languageName(language: Language, speech: Speech): string {
  return languageNames(speech.t('record.dates.locale')).of(language) ?? language;
}

/** What a language calls itself: "Español". */
export function ownLanguageName(language: Language): string {
  return capital(languageNames(language).of(language) ?? language, language);
}

function anyCase(name: string): RegExp {
  return new RegExp(name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'giu');
}
