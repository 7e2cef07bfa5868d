import MiniSearch from 'minisearch';
import type { Query, SearchOptions as MiniSearchOptions } from 'minisearch';
import type { Hit, Search } from '../library.ts';
import type { PackRecord } from '../record.ts';
import { isFunctionWord } from '../compare/function-words.ts';
import { searchEntries } from './entries.ts';
import { anyOf, hasNumber, queryUnits, tellingUnits, unitQuery } from './query.ts';
import { synonyms } from './synonyms.ts';
import { tokens } from './tokens.ts';

/** How much more a word counts in a title or a date than in a text, and in the language asked for than in another. */
const weight = { title: 3, text: 1, date: 3, asked: 2 };

/** What matches only some words of a query is worth showing when it is at least this near to the best. */
const nearTheBest = 0.25;

/** Builds the search of one pack. It is built once; a `find` then takes a millisecond or less. */
export function packSearch(record: PackRecord): Search {
  const { languages } = record.pack;
  const known = synonyms(record.pack.synonyms);
  const entries = searchEntries(record);
  const names = ['title', 'text', 'date'] as const;

  const index = new MiniSearch<{ id: number } & Record<string, string | number>>({
    fields: languages.flatMap((language) => names.map((name) => `${name}:${language}`)),
    tokenize: (text) => {
      const words = tokens(text);
      return [...words, ...known.marksIn(words).map(({ mark }) => mark)];
    },
    processTerm: (term) => term,
  });
  index.addAll(entries.map(({ fields }, id) => ({ ...fields, id })));

  return {
    unknown: (query) =>
      tellingUnits(queryUnits(tokens(query), known))
        .filter(({ words }) => !words.every(isFunctionWord))
        .filter((unit) => index.search(unitQuery(unit), { tokenize: (token) => [token] }).length === 0)
        .map(({ words }) => words.join(' ')),

    find(query, { language, limit, kinds }) {
      const wanted = (id: number): boolean => {
        const kind = entries[id]?.kind;
        return kinds === undefined || (kind !== undefined && kinds.includes(kind));
      };
      const hits = (ids: readonly number[]): Hit[] =>
        ids.flatMap((id) => entries[id]?.hit ?? []).slice(0, Math.max(0, limit));

      const units = tellingUnits(queryUnits(tokens(query), known));
      if (units.length === 0) return hits([...entries.keys()].filter(wanted));

      const options: MiniSearchOptions = {
        // The words of a query come here as tokens already.
        tokenize: (token) => [token],
        boost: Object.fromEntries(
          languages.flatMap((one) =>
            names.map((name) => [`${name}:${one}`, weight[name] * (one === language ? weight.asked : 1)]),
          ),
        ),
        filter: ({ id }) => wanted(Number(id)),
      };
      const search = (asked: Query): { id: number; score: number }[] =>
        index.search(asked, options).map(({ id, score }) => ({ id: Number(id), score }));

      // Words may be missing, numbers may not: an answer about another year is no answer.
      const [numbers, words] = [units.filter(hasNumber), units.filter((unit) => !hasNumber(unit))];
      const whole = search({ combineWith: 'AND', queries: units.map(unitQuery) });
      const atLeast = numbers.map(unitQuery);
      if (words.length > 0) atLeast.push(anyOf(words));
      const parts = search({ combineWith: 'AND', queries: atLeast });
      const found = new Set(whole.map(({ id }) => id));
      const enough = Math.max(0, ...parts.map(({ score }) => score)) * nearTheBest;
      const near = parts.filter(({ id, score }) => !found.has(id) && score >= enough);
      return hits([...whole, ...near].map(({ id }) => id));
    },
  };
}
