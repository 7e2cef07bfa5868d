import { beforeAll, describe, expect, test } from 'vitest';
import type { Search } from '../../../content/library.ts';
import { loadLibrary } from '../../../content/load/library.ts';

let search: Search;
beforeAll(async () => {
  const loaded = await loadLibrary(new URL('../../../content/packs/', import.meta.url));
  const shelf = loaded.ok ? loaded.library.shelf('peru') : undefined;
  if (!shelf) throw new Error('the pack is not there');
  search = shelf.search;
});

/** What is found, the best first. */
function found(query: string, language: string, kinds?: readonly string[]): readonly string[] {
  return search.find(query, { language, limit: 10, ...(kinds && { kinds }) }).map(({ id }) => id);
}

describe('what people ask', () => {
  test.each([
    ['en', 'what happened on 9 january 2023', 'juliaca-killings'],
    ['en', 'who was killed in Juliaca', 'juliaca-killings'],
    ['en', 'what did the ombudsman say', 'marches-in-59-provinces'],
    ['en', 'journalists attacked', 'juan-zapata'],
    ['en', 'how many roadblocks were there in 18 regions', 'roadblocks-127-in-18-regions'],
    ['en', 'teargas from brazil', 'brazil-authorised-tear-gas-sale'],
    ['en', 'Sonia Aguilar', 'sonia-aguilar'],
    ['en', 'undercover cops', 'undercover-police-condemned'],
    ['es', '¿Qué pasó el 9 de enero de 2023?', 'juliaca-killings'],
    ['es', 'quiénes murieron en Juliaca', 'juliaca-killings'],
    ['es', '¿Cuántos murieron en Ayacucho?', 'ayacucho-killings'],
    ['es', 'qué dijo la Defensoría', 'marches-in-59-provinces'],
    ['es', 'terruqueo', 'observers-called-terrorists'],
    ['es', 'bombas lacrimógenas de Brasil', 'brazil-authorised-tear-gas-sale'],
    ['es', 'crímenes de lesa humanidad', 'argentine-mission-crimes-against-humanity'],
    ['es', 'puente a Bolivia', 'bridge-to-bolivia-barricaded'],
  ])('(%s) %s', (language, question, id) => {
    expect(found(question, language).slice(0, 3)).toContain(id);
  });

  test.each([
    ['en', 'what happened on 9 january 2023', 'juliaca-killings'],
    ['es', 'qué pasó el 7 de diciembre', 'castillo-removed'],
    ['es', 'toma de Lima', 'third-takeover-of-lima'],
  ])('the event itself comes first (%s): %s', (language, question, id) => {
    expect(found(question, language, ['event'])[0]).toBe(id);
  });

  test.each([
    ['es', 'cierre del Congreso', 'congress-dissolved'],
    ['es', 'nueva constitucion', 'constituent-assembly'],
    ['en', 'free castillo', 'castillo-released'],
    ['en', 'early elections', 'early-elections'],
  ])('a demand (%s): %s', (language, question, id) => {
    expect(found(question, language, ['demand-list'])[0]).toBe(id);
  });

  test.each([
    ['en', 'US troops', ['troops']],
    ['en', 'mining deals', ['deals']],
    ['es', 'tropas de Estados Unidos', ['tropas']],
    ['en', 'killed in Juliaca', []],
  ])('what the record does not have is told (%s): %s', (_language, question, words) => {
    expect(search.unknown(question)).toEqual(words);
  });
});
