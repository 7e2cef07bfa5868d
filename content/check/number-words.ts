import type { Language } from '../language.ts';

/** How a language writes numbers and dates in words, as far as the check has to read them. */
export interface NumberWords {
  /** Words for numbers below a hundred, or whole hundreds, that add up: "twenty-one". */
  readonly adding: ReadonlyMap<string, number>;
  /** Words that multiply what stands before them: "two hundred". */
  readonly multiplying: ReadonlyMap<string, number>;
  /** Words that join the parts of one number: "a hundred and ten". */
  readonly joining: ReadonlySet<string>;
  /** Words between the days of a list or span: "19 and 20 July". */
  readonly betweenDays: readonly string[];
}

/** Numbers for words written in order; words of the same number are divided by a slash. */
function counted(first: number, step: number, words: string): [string, number][] {
  return words
    .split(' ')
    .flatMap((same, index) => same.split('/').map((word): [string, number] => [word, first + index * step]));
}

const english: NumberWords = {
  adding: new Map([
    ...counted(
      0,
      1,
      'zero one/first two/second/twice three/third four/fourth five/fifth six/sixth seven/seventh',
    ),
    ...counted(
      8,
      1,
      'eight/eighth nine/ninth ten/tenth eleven/eleventh twelve/twelfth/dozen thirteen/thirteenth',
    ),
    ...counted(14, 1, 'fourteen/fourteenth fifteen/fifteenth sixteen/sixteenth seventeen/seventeenth'),
    ...counted(18, 1, 'eighteen/eighteenth nineteen/nineteenth'),
    ...counted(20, 10, 'twenty/twentieth thirty/thirtieth forty/fortieth fifty/fiftieth sixty/sixtieth'),
    ...counted(70, 10, 'seventy/seventieth eighty/eightieth ninety/ninetieth'),
  ]),
  multiplying: new Map([
    ['hundred', 100],
    ['hundredth', 100],
    ['thousand', 1_000],
    ['million', 1_000_000],
    ['billion', 1_000_000_000],
  ]),
  joining: new Set(['and']),
  betweenDays: ['and', 'or', 'to', 'until'],
};

const spanish: NumberWords = {
  adding: new Map([
    ...counted(
      0,
      1,
      'cero uno/un/una/primer/primero/primera dos/segundo/segunda tres/tercer/tercero/tercera/terceras',
    ),
    ...counted(
      4,
      1,
      'cuatro/cuarto/cuarta/cuartas cinco/quinto/quinta/quintas seis/sexto/sexta siete/séptimo/séptima',
    ),
    ...counted(
      8,
      1,
      'ocho/octavo/octava nueve/noveno/novena diez/décimo/décima once doce/docena trece catorce',
    ),
    ...counted(15, 1, 'quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna'),
    ...counted(
      22,
      1,
      'veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
    ),
    ...counted(30, 10, 'treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento'),
    ...counted(200, 100, 'doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas'),
    ...counted(500, 100, 'quinientos/quinientas seiscientos/seiscientas setecientos/setecientas'),
    ...counted(800, 100, 'ochocientos/ochocientas novecientos/novecientas'),
  ]),
  multiplying: new Map([
    ['mil', 1_000],
    ['millón', 1_000_000],
    ['millones', 1_000_000],
  ]),
  joining: new Set(['y']),
  betweenDays: ['y', 'e', 'o', 'u', 'al', 'a'],
};

const none: NumberWords = { adding: new Map(), multiplying: new Map(), joining: new Set(), betweenDays: [] };

/** The words of a language; for one that is not listed here, none, so that only digits are read. */
export function numberWords(language: Language): NumberWords {
  return (
    new Map([
      ['en', english],
      ['es', spanish],
    ]).get(language) ?? none
  );
}
