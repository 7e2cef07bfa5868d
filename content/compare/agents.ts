import { isFunctionWord } from './function-words.ts';
import { harmIn } from './harms.ts';
import type { Lexicon } from './lexicon.ts';
import type { Reading, Sentence } from './reading.ts';
import { isContent, isGeneral, stemsAndMarks } from './stems.ts';
import { wordSet } from './word-set.ts';

const doing =
  /^(?:kill(?:ed|s)?|murder(?:ed|s)?|massacred?|injured|wounded|mat(?:o|aron|an)|asesin(?:o|aron)|masacr(?:o|aron)|hiri(?:o|eron)|atac(?:o|aron)|attacked|detuv(?:o|ieron)|detained|arrested)$/;
/** What people are hurt with tells nothing of who did it. */
const instruments = wordSet(`
  bala balas bullet bullets ammunition live round rounds gun guns gunfire gunshot gunshots shot shots fire fuego
  disparo disparos impacto proyectil proyectiles perdigon perdigones pellet pellets arma armas rifle rifles fusil
  fusiles`);
const passive = wordSet(`was were been be being get got are is fue fueron han ha sido`);

/**
 * Who a sentence says did the harm that is nearest to a number: stems and marks, without places, dates and numbers.
 * "The army killed 19", "19 killed by the army". Empty when it does not say so.
 */
export function agentsIn(
  at: number,
  sentence: Sentence,
  reading: Reading,
  lexicon: Lexicon,
): readonly string[] {
  const { words, numbersAt } = reading;
  const inDates = (index: number): boolean =>
    sentence.dates.some(({ from, to }) => index >= from && index < to);
  const named = (index: number): readonly string[] => {
    const token = words[index]?.token ?? '';
    const says =
      isContent(token) &&
      !instruments.has(token) &&
      !lexicon.names.isPlace(token) &&
      harmIn(token) === undefined;
    return says && !inDates(index) && !numbersAt.has(index) ? [token] : [];
  };
  const { clause } = words[at] ?? {};
  for (let verb = at - 1; verb >= Math.max(sentence.from, at - 4); verb -= 1) {
    const word = words[verb];
    if (word?.clause !== clause) break;
    if (!doing.test(word?.token ?? '') || passive.has(words[verb - 1]?.token ?? '')) continue;
    const subject: string[] = [];
    for (let index = verb - 1; index >= Math.max(sentence.from, verb - 5); index -= 1) {
      if (words[index]?.clause !== clause) break;
      subject.push(...named(index));
    }
    return stemsOf(subject, lexicon);
  }
  for (let by = at + 1; by < Math.min(sentence.to - 1, at + 9); by += 1) {
    if (!['by', 'por', 'manos'].includes(words[by]?.token ?? '')) continue;
    const harmed = words
      .slice(Math.max(sentence.from, by - 6), by)
      .some(({ token }) => harmIn(token) !== undefined);
    if (!harmed) continue;
    const doer: string[] = [];
    for (let index = by + 1; index < Math.min(sentence.to, by + 5); index += 1) {
      const token = words[index]?.token ?? '';
      if (doer.length > 0 && isFunctionWord(token) && !['de', 'del', 'of', 'the'].includes(token)) break;
      doer.push(...named(index));
    }
    return stemsOf(doer, lexicon);
  }
  return [];
}

function stemsOf(tokens: readonly string[], { synonyms }: Lexicon): readonly string[] {
  return stemsAndMarks(tokens, synonyms).filter((stem) => !isGeneral(stem));
}
