import { z } from 'zod';
import { marks } from './marks.ts';
import type { Target } from './marks.ts';

/** A name that other parts of the pack refer to: small letters, digits and hyphens. */
export const Id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is made of small letters, digits and single hyphens')
  .max(60, 'an id has at most 60 characters');

/** The id of something that the pack lists elsewhere; loading fails when it does not. */
export const idOf = (target: Target): typeof Id => Id.clone().register(marks, { refersTo: target });

/**
 * Where a claim stands. A paragraph is a run of non-empty lines of the document's file; they are counted from
 * 1 at the top of the file, the title included.
 */
export const Citation = z.strictObject({
  document: idOf('sources').describe('The id of the source in which it stands.'),
  paragraph: z
    .int()
    .min(1)
    .describe('Which paragraph of the file, counted from 1 at the top, the title included.'),
  by: idOf('voices')
    .optional()
    .describe('Who says it inside the document: a voice of the pack. Left out, the outlet itself says it.'),
  terms: z
    .array(z.string().min(1))
    .min(1, 'a citation needs at least one term')
    .describe('What must stand in that paragraph, letter for letter, for the claim to hold.'),
});
export type Citation = z.infer<typeof Citation>;
