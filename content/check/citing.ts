import type { Citation } from '../schema/citation.ts';
import type { Claim } from '../schema/claim.ts';
import type { Edtf } from '../schema/edtf.ts';
import type { Pack, Source } from '../schema/pack.ts';

/** What claims rest on. */
export interface Citing {
  /** The places that a claim cites, each with its source, in the order of the claim. */
  citationsOf(claim: Claim): readonly { readonly citation: Citation; readonly source: Source }[];
  /** Whether the event that a claim belongs to, if any, is at hand. */
  knowsEvent(claim: Claim): boolean;
  /** The date of the event that a claim belongs to. */
  eventDate(claim: Claim): Edtf | undefined;
}

/** Indexes sources and claims. Citations of sources that are not among them are left out. */
export function citing({ sources, claims }: Pick<Pack, 'sources' | 'claims'>): Citing {
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
  return {
    citationsOf: ({ citations }) =>
      citations.flatMap((citation) => {
        const source = sourceOf.get(citation.document);
        return source ? [{ citation, source }] : [];
      }),
    knowsEvent: ({ event }) => event === undefined || claimOf.has(event),
    eventDate: ({ event }) => (event === undefined ? undefined : claimOf.get(event)?.date),
  };
}
