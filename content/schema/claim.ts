import { z } from 'zod';
import { Localized } from '../language.ts';
import { Citation, Id, idOf } from './citation.ts';
import { EdtfText } from './edtf.ts';

/** What every claim of the record has, whatever it is about. */
const base = {
  id: Id,
  date: EdtfText.optional().describe(
    'When it happened or held: 2023, 2023-05, 2023-01-09, 2023-01-19~ (about) or 2022-12/2023-02. Left out when the documents do not say.',
  ),
  derived: Localized.optional().describe(
    'How a date was derived when the document gives it relatively ("this Wednesday").',
  ),
  asOf: EdtfText.optional().describe(
    "The day or month that the claim speaks from. Left out, it speaks as of its source's date.",
  ),
  place: Localized.optional(),
  topics: z.array(idOf('topics')).default([]),
  event: idOf('events').optional().describe('The event that it belongs to.'),
  text: Localized.describe(
    'The claim in words, written anew; it keeps every qualifier and attribution of the document.',
  ),
  note: Localized.optional().describe(
    "An editor's remark: a doubt about the document, a slip in it, what it leaves open.",
  ),
  citations: z.array(Citation).min(1, 'a claim needs at least one citation'),
};

/** How exact a number is, as the document says. `exact` only where it gives the number without any qualifier. */
export const Qualifier = z.enum(['exact', 'at-least', 'more-than', 'nearly', 'about', 'estimated', 'up-to']);
export type Qualifier = z.infer<typeof Qualifier>;

/** Something that happened. */
export const EventClaim = z.strictObject({
  kind: z.literal('event'),
  ...base,
  title: Localized,
  remember: z
    .strictObject({ as: z.enum(['mourning', 'milestone']), why: Localized })
    .optional()
    .describe(
      'Whether the day is remembered each year, in which tone, and why. An event without it never recurs.',
    ),
});

/** How many people a document says were harmed: never added up with another one. */
export const CasualtiesClaim = z.strictObject({
  kind: z.literal('casualties'),
  ...base,
  harm: z.enum(['killed', 'injured', 'detained', 'attacked']),
  number: z.int().min(0),
  qualifier: Qualifier,
  counted: Localized.describe('Who is counted, and who is not.'),
  agent: Localized.describe('Who is said to have done it, as attributed in the document.'),
});

/** A person whom a cited document names as killed or hurt. Nothing beyond what the document prints. */
export const PersonClaim = z.strictObject({
  kind: z.literal('person'),
  ...base,
  harm: z.enum(['killed', 'injured', 'detained', 'attacked']),
  name: z.string().min(1),
  age: z.int().min(0).max(120).optional(),
  withheld: z
    .boolean()
    .default(false)
    .describe(
      'True when the family asked that the name is not shown: it is kept for editors and never displayed.',
    ),
});

/** That somebody demands something, in one document. The demand itself is listed under `demands`. */
export const DemandClaim = z.strictObject({
  kind: z.literal('demand'),
  ...base,
  demand: idOf('demands'),
  who: Localized.describe('Who demands it, as the document says.'),
});

/** What an author or outlet calls for itself: kept apart from the demands of the movement. */
export const AppealClaim = z.strictObject({ kind: z.literal('appeal'), ...base, who: Localized });

/** Any other checkable statement. Numbers that it gives are listed, so that they can be found and checked. */
export const StatementClaim = z.strictObject({
  kind: z.enum(['statement', 'figure', 'poll', 'tactic', 'attack', 'measure', 'finding', 'reaction']),
  ...base,
  title: Localized.optional(),
  numbers: z.array(z.strictObject({ value: z.number(), qualifier: Qualifier, of: Localized })).default([]),
});

export const Claim = z.discriminatedUnion('kind', [
  EventClaim,
  CasualtiesClaim,
  PersonClaim,
  DemandClaim,
  AppealClaim,
  StatementClaim,
]);
export type Claim = z.infer<typeof Claim>;
export type EventClaim = z.infer<typeof EventClaim>;
export type CasualtiesClaim = z.infer<typeof CasualtiesClaim>;
export type PersonClaim = z.infer<typeof PersonClaim>;
export type DemandClaim = z.infer<typeof DemandClaim>;
export type AppealClaim = z.infer<typeof AppealClaim>;
export type StatementClaim = z.infer<typeof StatementClaim>;
