import type { Citation } from './schema/citation.ts';
import type { Claim, DemandClaim, EventClaim } from './schema/claim.ts';
import type { Edtf } from './schema/edtf.ts';
import type { Demand, Disagreement, GlossaryEntry, Pack, Source, Topic, Voice } from './schema/pack.ts';

/** A citation with what it names. */
export interface CitedPlace {
  readonly citation: Citation;
  readonly source: Source;
  /** Who says it inside the document; undefined when the outlet itself does. */
  readonly voice: Voice | undefined;
}

/** A pack with its claims, sources and voices by id: what the answers are made from. */
export interface PackRecord {
  readonly pack: Pack;
  claim(id: string): Claim | undefined;
  source(id: string): Source | undefined;
  voice(id: string): Voice | undefined;
  topic(id: string): Topic | undefined;
  demand(id: string): Demand | undefined;
  glossaryEntry(id: string): GlossaryEntry | undefined;
  /** The claims of one kind, in the order of the pack. */
  ofKind<Kind extends Claim['kind']>(kind: Kind): readonly Extract<Claim, { kind: Kind }>[];
  /** The events, the earliest first; those without a date last. */
  events(): readonly EventClaim[];
  /** The events whose day is remembered each year, the earliest first. */
  remembered(): readonly RememberedEvent[];
  /** Claims that name this event as theirs, the event itself left out. */
  aboutEvent(id: string): readonly Claim[];
  /** Who demands this, in the order of the pack. */
  demandClaims(demandId: string): readonly DemandClaim[];
  /** The claims that rest on this source, in the order of the pack. */
  claimsOf(sourceId: string): readonly Claim[];
  /** The disagreements in which this claim has a part. */
  disagreementsOf(claimId: string): readonly Disagreement[];
  /** Where a claim stands, with the source and the voice; the most important citation first. */
  citationsOf(claim: Claim): readonly CitedPlace[];
  /** As of when a claim speaks: its own `asOf`, else the date of its first source. */
  asOf(claim: Claim): Edtf;
}

/** An event that recurs: its date is a day, and it says how it is remembered. */
export type RememberedEvent = EventClaim & {
  readonly date: Edtf;
  readonly remember: NonNullable<EventClaim['remember']>;
};

/** Indexes a loaded pack. */
export function packRecord(pack: Pack): PackRecord {
  const claims = byId(pack.claims);
  const sources = byId(pack.sources);
  const voices = byId(pack.voices);
  const topics = byId(pack.topics);
  const demands = byId(pack.demands);
  const glossary = byId(pack.glossary);

  const kinds = Map.groupBy(pack.claims, ({ kind }) => kind);
  const ofKind = <Kind extends Claim['kind']>(kind: Kind): readonly Extract<Claim, { kind: Kind }>[] =>
    // The group holds the claims of this kind alone, which `groupBy` cannot say in types.
    (kinds.get(kind) ?? []) as Extract<Claim, { kind: Kind }>[];

  const events = ofKind('event').toSorted(byDate);
  const remembered = events.filter(isRemembered);
  const ofEvent = Map.groupBy(pack.claims, ({ event }) => event);
  const ofDemand = Map.groupBy(ofKind('demand'), ({ demand }) => demand);
  const ofSource = grouped(pack.claims, ({ citations }) => citations.map(({ document }) => document));
  const disagreements = grouped(pack.disagreements, (disagreement) => disagreement.claims);

  const sourceOf = ({ document }: Citation): Source => {
    const source = sources.get(document);
    if (!source) throw new RangeError(`a citation of the source "${document}", which the pack does not have`);
    return source;
  };
  return {
    pack,
    claim: (id) => claims.get(id),
    source: (id) => sources.get(id),
    voice: (id) => voices.get(id),
    topic: (id) => topics.get(id),
    demand: (id) => demands.get(id),
    glossaryEntry: (id) => glossary.get(id),
    ofKind,
    events: () => events,
    remembered: () => remembered,
    aboutEvent: (id) => (ofEvent.get(id) ?? []).filter((claim) => claim.id !== id),
    demandClaims: (id) => ofDemand.get(id) ?? [],
    claimsOf: (id) => ofSource.get(id) ?? [],
    disagreementsOf: (id) => disagreements.get(id) ?? [],
    citationsOf: ({ citations }) =>
      citations.map((citation) => ({
        citation,
        source: sourceOf(citation),
        voice: citation.by === undefined ? undefined : voices.get(citation.by),
      })),
    asOf: ({ asOf, citations, id }) => {
      const [first] = citations;
      if (!first) throw new RangeError(`the claim "${id}" has no citation`);
      return asOf ?? sourceOf(first).date;
    },
  };
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** Entries by each of their keys: one entry may stand under several, under each of them once. */
function grouped<Entry>(
  entries: readonly Entry[],
  keysOf: (entry: Entry) => readonly string[],
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of new Set(keysOf(entry))) {
      const group = groups.get(key) ?? [];
      group.push(entry);
      groups.set(key, group);
    }
  }
  return groups;
}

/** The earlier first; of those that begin together the shorter first; without a date last. */
function byDate(a: EventClaim, b: EventClaim): number {
  if (!a.date || !b.date) return Number(!a.date) - Number(!b.date);
  return compare(a.date.first, b.date.first) || compare(a.date.last, b.date.last);
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

function isRemembered(event: EventClaim): event is RememberedEvent {
  return event.remember !== undefined && event.date?.precision === 'day' && !event.date.approximate;
}
