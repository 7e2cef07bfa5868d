import { z } from 'zod';
import { Language, Localized } from '../language.ts';
import { Id } from './citation.ts';
import { Claim } from './claim.ts';
import { EdtfText } from './edtf.ts';

/** What the pack is, once per pack. */
export const Manifest = z.strictObject({
  id: Id,
  title: Localized,
  /** The languages that every text must have, the most important first. */
  languages: z.array(Language).min(1),
  /** The IANA zone of the events: it decides on which day an anniversary falls. */
  zone: z.string().refine((zone) => isZone(zone), 'this is not an IANA time zone such as America/Lima'),
  /** The day an editor last went through all of it. */
  reviewed: EdtfText,
  /** Whose side the documents tell, what none of them mentions, as of when they speak. */
  editorial: Localized,
  /** What must be said beside every count of people. */
  caveat: Localized,
});

/** A document that the claims rest on. */
export const Source = z.strictObject({
  id: Id,
  title: z.string().min(1),
  author: z.string().min(1).optional(),
  publisher: z.string().min(1).optional(),
  date: EdtfText,
  language: Language,
  url: z.url().optional(),
  /** SHA-256 of the document's file in which the paragraphs were counted. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 hexadecimal digits'),
  /** Which of the fields above the document itself does not show, and how each was learned or derived. */
  learnedElsewhere: z
    .partialRecord(z.enum(['title', 'author', 'publisher', 'date', 'url']), Localized)
    .default({}),
});
export type Source = z.infer<typeof Source>;

/** Somebody who speaks inside a document: an office, a newspaper, a person. */
export const Voice = z.strictObject({ id: Id, name: Localized });
export const Topic = z.strictObject({ id: Id, title: Localized });
export const Demand = z.strictObject({ id: Id, title: Localized });
export const GlossaryEntry = z.strictObject({
  id: Id,
  term: Localized,
  text: Localized,
  note: Localized.optional(),
});

/** Claims whose figures differ, shown together, with what explains the difference as far as the documents do. */
export const Disagreement = z.strictObject({ id: Id, claims: z.array(Id).min(2), why: Localized });

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
});
export type PackFile = z.infer<typeof PackFile>;

/** A whole pack whose references hold: what {@link PackFile}s add up to. */
export interface Pack extends z.infer<typeof Manifest> {
  readonly topics: readonly z.infer<typeof Topic>[];
  readonly voices: readonly z.infer<typeof Voice>[];
  readonly sources: readonly Source[];
  readonly demands: readonly z.infer<typeof Demand>[];
  readonly claims: readonly Claim[];
  readonly disagreements: readonly z.infer<typeof Disagreement>[];
  readonly glossary: readonly z.infer<typeof GlossaryEntry>[];
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
