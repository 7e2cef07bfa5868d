import type { Claim } from './schema/claim.ts';
import type { Pack, Source } from './schema/pack.ts';

/** A pack with its claims, sources and voices by id: what the answers are made from. */
export interface PackRecord {
  readonly pack: Pack;
  claim(id: string): Claim | undefined;
  source(id: string): Source | undefined;
  /** The claims of one kind, in the order of the pack. */
  ofKind<Kind extends Claim['kind']>(kind: Kind): readonly Extract<Claim, { kind: Kind }>[];
  /** Claims that name this event as theirs, the event itself left out. */
  aboutEvent(id: string): readonly Claim[];
}
