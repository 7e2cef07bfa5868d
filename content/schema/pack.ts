import { z } from 'zod';
import { Language, Localized } from '../language.ts';
import { Id, idOf } from './citation.ts';
import { Claim } from './claim.ts';
import { EdtfText } from './edtf.ts';
import { Zone } from './zone.ts';

/** What the pack is, once per pack. */
export const Manifest = z.strictObject({
  id: Id,
  title: Localized,
  languages: z
    .array(Language)
    .min(1, 'a pack needs at least one language')
    .describe('The languages that every text must have, the most important first.'),
  zone: Zone.describe('The IANA zone of the events: it decides on which day an anniversary falls.'),
  reviewed: EdtfText.describe('The day an editor last went through all of it.'),
  editorial: Localized.describe(
    'Whose side the documents tell, what none of them mentions, as of when they speak.',
  ),
  caveat: Localized.describe('What must be said beside every count of people.'),
});

/** A document that the claims rest on. */
export const Source = z.strictObject({
  id: Id,
  title: z.string().min(1),
  author: z.string().min(1).optional(),
  publisher: z.string().min(1).optional(),
  date: EdtfText,
  language: Language,
  url: z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hexadecimal digits, with small letters')
    .describe("SHA-256 of the document's file in which the paragraphs were counted."),
  learnedElsewhere: z
    .partialRecord(z.enum(['title', 'author', 'publisher', 'date', 'url']), Localized)
    .default({})
    .describe(
      'Which of the fields above the document itself does not show, and how each was learned or derived.',
    ),
});
export type Source = z.infer<typeof Source>;

/** Somebody who speaks inside a document: an office, a newspaper, a person. */
export const Voice = z.strictObject({ id: Id, name: Localized });
export type Voice = z.infer<typeof Voice>;

export const Topic = z.strictObject({ id: Id, title: Localized });
export type Topic = z.infer<typeof Topic>;

export const Demand = z.strictObject({ id: Id, title: Localized });
export type Demand = z.infer<typeof Demand>;

export const GlossaryEntry = z.strictObject({
  id: Id,
  term: Localized,
  text: Localized,
  note: Localized.optional(),
});
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;

/** Claims whose figures differ, shown together, with what explains the difference as far as the documents do. */
export const Disagreement = z.strictObject({
  id: Id,
  claims: z.array(idOf('claims')).min(2, 'a disagreement is between at least two claims'),
  why: Localized,
});
export type Disagreement = z.infer<typeof Disagreement>;

/**
 * One YAML file of a pack: any of these lists. A pack is all the files of its folder taken together, so that
 * editors may divide them as they like; `pack` stands in exactly one of them.
 */
export const PackFile = z.strictObject({
  pack: Manifest.optional(),
  topics: z.array(Topic).default([]),
  voices: z.array(Voice).default([]),
  sources: z.array(Source).default([]),
  demands: z.array(Demand).default([]),
  claims: z.array(Claim).default([]),
  disagreements: z.array(Disagreement).default([]),
  glossary: z.array(GlossaryEntry).default([]),
  synonyms: z
    .array(z.array(z.string().trim().min(1)).min(2, 'a synonym needs at least two spellings'))
    .default([])
    .describe(
      'Groups of words or phrases that mean the same to a reader who searches, such as two spellings of a city.',
    ),
});
export type PackFile = z.infer<typeof PackFile>;

/** A whole pack whose references hold: what {@link PackFile}s add up to. */
export interface Pack extends z.infer<typeof Manifest> {
  readonly topics: readonly Topic[];
  readonly voices: readonly Voice[];
  readonly sources: readonly Source[];
  readonly demands: readonly Demand[];
  readonly claims: readonly Claim[];
  readonly disagreements: readonly Disagreement[];
  readonly glossary: readonly GlossaryEntry[];
  readonly synonyms: readonly (readonly string[])[];
}
