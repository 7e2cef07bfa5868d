import type { Language } from './language.ts';
import type { PackRecord } from './record.ts';

/** What a search found: an id of the record, and what kind of thing it is. */
export interface Hit {
  readonly kind: 'claim' | 'source' | 'demand' | 'term';
  readonly id: string;
}

export interface SearchOptions {
  readonly language: Language;
  readonly limit: number;
  /** Only these: `event`, `casualties`, `demand` … (a claim's kind), or `source`, `demand-list`, `glossary`. */
  readonly kinds?: readonly string[];
}

/** Finds things of one pack by words: accents, case and typos forgiven, digits not. Best first. */
export interface Search {
  find(query: string, options: SearchOptions): readonly Hit[];
  /** The words of a query that nothing in the pack is found by, as they are compared: small, without accents. */
  unknown(query: string): readonly string[];
}

/** One loaded pack with its search. */
export interface Shelf {
  readonly record: PackRecord;
  readonly search: Search;
}

/** All loaded packs. A server without a campaign reads the first one. */
export interface Library {
  readonly shelves: readonly Shelf[];
  /** @returns undefined when no pack has that id */
  shelf(packId: string): Shelf | undefined;
}
