import type { CommonOf } from './common.ts';
import { harmIn } from './harms.ts';
import type { Lexicon } from './lexicon.ts';
import { matchesOf } from './match.ts';
import type { Reading, Sentence } from './reading.ts';
import { subjectOf } from './subject.ts';
import { judge, type Judged } from './verdict.ts';

/**
 * "Nobody was killed in …": a number of nought, in words.
 *
 * @returns what the record has on it, and the word at which it stands; undefined when the sentence says no such thing
 */
export function onNobodyHarmed(
  sentence: Sentence,
  reading: Reading,
  setting: { readonly topical: boolean; readonly commonOf: CommonOf },
  lexicon: Lexicon,
): (Judged & { readonly at: number }) | undefined {
  const words = reading.words.slice(sentence.from, sentence.to).map(({ token }) => token);
  const at = words.findIndex((word, index) => isNobody(word, words[index + 1] ?? ''));
  const harmed = words.slice(Math.max(0, at - 2), at + 5).some((word) => harmIn(word) !== undefined);
  const counted = words.some((_, index) => reading.numbersAt.has(sentence.from + index));
  if (at === -1 || !harmed || counted) return undefined;
  const from = sentence.from + at;
  const subject = { ...subjectOf({ from, to: from + 1 }, sentence, reading, lexicon), behind: [] };
  const matches = matchesOf({ value: 0, unit: 'count' }, subject, sentence, setting, lexicon).filter(
    ({ figure }) => figure.harm !== null,
  );
  const judged = judge({ qualifier: 'exact' }, matches, { ...sentence, denies: false }, lexicon.record);
  return judged && { ...judged, at: from };
}

/** "Nobody", "no one", "no hubo", "no deaths"; not "nobody knows". */
function isNobody(word: string, next: string): boolean {
  if (['knows', 'sabe'].includes(next)) return false;
  if (['nobody', 'none', 'nadie', 'ningun', 'ninguna', 'ninguno', 'zero', 'cero'].includes(word)) return true;
  return word === 'no' && (['one', 'people', 'person', 'hubo'].includes(next) || harmIn(next) !== undefined);
}
