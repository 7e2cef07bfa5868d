import type { Qualifier } from '../content/schema/claim.ts';
import { numberFormat } from './intl.ts';
import type { WordKey, Words } from './words.generated.ts';
import type { Speech } from './words.ts';

type FigureKey = Extract<keyof Words, `record.figures.${Qualifier}`>;

const keys: Record<Qualifier, FigureKey> = {
  exact: 'record.figures.exact',
  'at-least': 'record.figures.at-least',
  'more-than': 'record.figures.more-than',
  nearly: 'record.figures.nearly',
  about: 'record.figures.about',
  estimated: 'record.figures.estimated',
  'up-to': 'record.figures.up-to',
};

/** A number with its qualifier in words, which is never left out: "at least 19", "an estimated 70". */
export function figure(number: number, qualifier: Qualifier, speech: Speech): string {
  return speech.t(keys[qualifier], { number: numberName(number, speech) });
}

/** A number as it is written in the language: "20,000" or "20 000". */
export function numberName(number: number, speech: Speech): string {
  return numberFormat(speech.t('record.dates.locale')).format(number);
}

export type Harm = 'killed' | 'injured' | 'detained' | 'attacked';
export const harms: readonly Harm[] = ['killed', 'injured', 'detained', 'attacked'];

const people = {
  killed: 'record.harm.killed',
  injured: 'record.harm.injured',
  detained: 'record.harm.detained',
  attacked: 'record.harm.attacked',
} as const satisfies Record<Harm, WordKey>;
const headings = {
  killed: 'record.harm.headings.killed',
  injured: 'record.harm.headings.injured',
  detained: 'record.harm.headings.detained',
  attacked: 'record.harm.headings.attacked',
} as const satisfies Record<Harm, WordKey>;
const happened = {
  killed: 'record.harm.happened.killed',
  injured: 'record.harm.happened.injured',
  detained: 'record.harm.happened.detained',
  attacked: 'record.harm.happened.attacked',
} as const satisfies Record<Harm, WordKey>;

/** How many were harmed, in words: "at least 19 people killed". */
export function harmed(number: number, qualifier: Qualifier, harm: Harm, speech: Speech): string {
  return speech.t(people[harm], { count: number, figure: figure(number, qualifier, speech) });
}

/** The heading over figures of one kind of harm, or over the people whom it befell. */
export function harmHeading(harm: Harm, speech: Speech): string {
  return speech.t(headings[harm]);
}

/** What befell a named person: "killed". */
export function harmOf(harm: Harm, speech: Speech): string {
  return speech.t(happened[harm]);
}
