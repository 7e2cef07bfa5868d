import type { Language } from '../language.ts';
import { tokens } from '../search/tokens.ts';

/** Words that hold sentences together and say nothing about what they are about. */
const lists: Readonly<Record<Language, string>> = {
  en: `a an the and or but nor so as at by for from in into of off on onto out over to up with without within than
    then that this these those there here it its they them their he him his she her hers we us our you your i me my
    is are was were be been being am has have had having do does did done will would shall should can could may
    might must not no also just only very more most some any each every all both few many much such own same too
    about after again against before below between down during further once through under until while who whom
    whose which what when where why how if because since per other others another still already even said says say
    told according reported reportedly least nearly almost around roughly approximately estimated`,
  es: `el la los las un una unos unas lo al del de a ante bajo con contra desde durante en entre hacia hasta para por
    segun sin sobre tras y e o u ni pero sino que quien quienes cual cuales cuyo cuya como cuando donde porque si no
    se su sus le les me te nos mi tu yo ella ellos ellas ustedes esto esta este estas estos ese esa esos esas eso
    aquel aquella es son era eran fue fueron ser sido siendo ha han habia habian haber hay hubo esta estan estaba
    estaban estar estuvo muy mas menos ya tambien solo otro otra otros otras cada todo toda todos todas mismo misma
    dijo dice dicen casi cerca unos aproximadamente alrededor estima estimado`,
};

const sets = new Map(Object.entries(lists).map(([language, list]) => [language, new Set(tokens(list))]));

/** Whether a word only holds sentences together, in any of the known languages. */
export function isFunctionWord(token: string): boolean {
  return [...sets.values()].some((set) => set.has(token));
}

/** The languages that a run of words may be written in: those with most of their small words in it. */
export function likelyLanguages(
  words: readonly string[],
  languages: readonly Language[],
): readonly Language[] {
  const counts = languages.map((language) => {
    const set = sets.get(language);
    return words.reduce((count, word) => count + Number(set?.has(word) ?? false), 0);
  });
  const most = Math.max(...counts);
  return languages.filter((_, index) => counts[index] === most);
}

/** Whether the word holds sentences of another language together than that one. */
export function isForeignFunctionWord(token: string, language: Language): boolean {
  return [...sets].some(([other, set]) => other !== language && set.has(token));
}
