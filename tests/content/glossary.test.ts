import { describe, expect, test } from 'vitest';
import { claimsUsing, isTerm, termsIn } from '../../content/glossary.ts';
import { riverPack, shelfOf } from '../support/river-pack.ts';

const term = (id: string, en: string, es: string) => ({ id, term: { en, es }, text: { en: id, es: id } });
const { record } = shelfOf({
  ...riverPack(),
  glossary: [
    term('ronda', 'Ronda campesina', 'Ronda campesina'),
    term('rounds', 'Live rounds, live ammunition', 'Munición real'),
    term('union', 'CGTP (General Confederation of Workers)', 'CGTP'),
    term('region', 'Province', 'Región'),
  ],
});
const found = (text: string, language = 'en'): readonly string[] =>
  termsIn(text, language, record).map(({ id }) => id);

describe('a term of the glossary', () => {
  test('is found in one number or the other, whatever the accents and the case', () => {
    expect(found('Members of the RONDAS campesinas met.')).toEqual(['ronda']);
    expect(found('En dos regiones', 'es')).toEqual(['region']);
    expect(found('One province, many provinces')).toEqual(['region']);
    expect(found('Dispararon municion real', 'es')).toEqual(['rounds']);
  });

  test('is found in each of its ways, and only as a whole', () => {
    expect(found('They used live ammunition.')).toEqual(['rounds']);
    expect(found('The CGTP called it.')).toEqual(['union']);
    expect(found('The general confederation of workers called it.')).toEqual(['union']);
    expect(found('Many rounds; a ronda; provincial')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  test('is looked for in the words of the language that is spoken', () => {
    expect(found('Live rounds', 'es')).toEqual([]);
  });

  test('leads to the claims that use it', () => {
    const river = shelfOf(riverPack()).record;
    const [gates] = river.pack.glossary;
    if (!gates) throw new Error('the pack explains nothing');
    const told = ({ text }: { readonly text: Readonly<Record<string, string>> }): string => text['es'] ?? '';
    expect(claimsUsing(gates, told, 'es', river).map(({ id }) => id)).toEqual(['gates-morning']);
  });

  test('is typed when the words are one of its ways, in any language', () => {
    const [ronda, rounds] = record.pack.glossary;
    if (!ronda || !rounds) throw new Error('no terms');
    expect([isTerm('rondas campesinas', ronda), isTerm('municion real', rounds)]).toEqual([true, true]);
    expect([isTerm('ronda', ronda), isTerm('', ronda)]).toEqual([false, false]);
  });

  test.each([
    ['What is a ronda?', true],
    ['what are rondas campesinas', true],
    ['¿Qué es una ronda?', true],
    ['qué significa ronda campesina', true],
    ['What does ronda mean?', true],
    ['What is a ron?', false],
    ['What is a ronda doing?', false],
    ['what did the ronda say', false],
    ['what is', false],
  ])('is asked for: %s %s', (words, asked) => {
    const [ronda] = record.pack.glossary;
    expect(ronda && isTerm(words, ronda)).toBe(asked);
  });
});
