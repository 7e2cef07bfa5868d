import { z } from 'zod';

/** A name that other parts of the pack refer to: small letters, digits and hyphens. */
export const Id = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is made of small letters, digits and single hyphens')
  .max(60, 'an id has at most 60 characters');

/**
 * Where a claim stands. A paragraph is a run of non-empty lines of the document's file; they are counted from
 * 1 at the top of the file, the title included.
 */
export const Citation = z.strictObject({
  document: Id,
  paragraph: z.int().min(1),
  /** Who says it inside the document: a voice of the pack. Left out, the outlet itself says it. */
  by: Id.optional(),
  /** What must stand in that paragraph, letter for letter, for the claim to hold. */
  terms: z.array(z.string().min(1)).min(1),
});
export type Citation = z.infer<typeof Citation>;
