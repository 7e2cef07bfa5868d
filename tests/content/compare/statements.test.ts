import { describe, expect, test } from 'vitest';
import { found, peru } from '../../support/peru.ts';

describe('a number is never called the same', () => {
  test.each([
    ['of people whom others are said to have killed', 'The Shining Path killed 19 people in Juliaca'],
    ['of people whom others are said to have killed', '19 people were killed in Juliaca by terrorists'],
    ['of people whom others are said to have killed', 'Los manifestantes mataron a 19 personas en Juliaca'],
    ['of a wider place', '19 people were killed in Puno'],
    ['where no place and no day is said', 'Ayer murieron 19 personas'],
    ['of a name that is spelt almost like one of the record', '19 killed in Julliaca'],
    ['of other things than those counted', '64 roadblocks in Peru'],
  ])('%s: %s', (_, text) => {
    expect(found(text).map((one) => one.split(':')[0])).toEqual(['worded']);
  });

  test.each([
    'An earthquake on January 9 left 19 dead in Juliaca',
    '19 people died in a bus accident in Puno',
    '10 muertos en accidente de bus en Ayacucho',
    'COVID killed 70 people in Lima',
    '19 km de Juliaca a Puno',
    'Tengo 19 años y vivo en Juliaca',
    'En Arequipa venden 12 000 panes al día',
    'en chile murieron 19 personas',
    'Black Lives Matter: 49 people were killed by police in the US',
  ])('nor found, where something else is counted or did the harm: %s', (text) => {
    expect(found(text)).toEqual([]);
    expect(peru.compare(text).unknown.numbers).toHaveLength(1);
  });

  test.each(['Chile sold 28,960 tear gas canisters to Peru', 'Congress of the US has 90.4% disapproval'])(
    'of another country: %s',
    (text) => {
      expect(found(text).map((one) => one.split(':')[0])).toEqual(['elsewhere']);
    },
  );

  test('when what is counted was exchanged', () => {
    expect(found('Roadblocks in 59 provinces and marches in 64')[0]).toBe(
      'other: roadblocks-in-64-provinces',
    );
    expect(found('El 81,6 % en enero y el 71 % en julio desaprueban a Dina Boluarte')).toEqual([
      'other: poll-boluarte-disapproval',
    ]);
    expect(found('El 71 % en enero y el 81,6 % en julio desaprueban a Dina Boluarte')).toEqual([
      'same: poll-boluarte-disapproval',
    ]);
    expect(found('Marches took place in 59 provinces, roadblocks in 64')).toEqual([
      'same: marches-in-59-provinces',
      'same: roadblocks-in-64-provinces',
    ]);
  });

  test.each([
    'I doubt that 19 people were killed in Juliaca',
    "19 people weren't killed in Juliaca",
    'Supuestamente murieron 19 personas en Juliaca',
    'No hay pruebas de que la policía matara a 19 en Juliaca',
  ])('where it is doubted: %s', (text) => expect(found(text)).toEqual(['denied: killed-19-juliaca']));
});

describe('a number is still the same', () => {
  test.each([
    ['19 people were killed in Juliaca by the police', 'killed-19-juliaca'],
    ['At least 60 people were wounded by live ammunition in Juliaca', 'injured-at-least-60-juliaca'],
    ['On January 9, 19 people were killed in Juliaca', 'killed-19-juliaca'],
    ['On January 9th, nineteen people died in Juliaca', 'killed-19-juliaca'],
    ['19 killed in Juliaca (Jan 9)', 'killed-19-juliaca'],
    ['15/12/22: 10 muertos en Ayacucho', 'killed-10-ayacucho'],
    ['09.01.2023: 19 muertos en Juliaca', 'killed-19-juliaca'],
    ['Las protestas llevan diez semanas', 'tenth-week-of-protests'],
    ['The women of Juliaca spoke of 500 years of oppression', 'women-of-juliaca-500-years'],
    ['Salomón Valenzuela Chua, 60, died of chest wounds', 'salomon-valenzuela-chua'],
    ['Disapproval of Congress is at 90.4 percent', 'poll-congress-disapproval'],
  ])('%s', (text, id) => expect(found(text)).toEqual([`same: ${id}`]));

  test('on each side of a semicolon by its own', () => {
    expect(
      found('On Jan 9, 19 were killed in Juliaca; on Dec 15, 12 were killed in Ayacucho; 127 roadblocks'),
    ).toEqual(['same: killed-19-juliaca', 'other: killed-10-ayacucho', 'same: roadblocks-127-in-18-regions']);
  });

  test.each([
    '1\u200b9 people were kil\u00adled in Ju\u2060liaca',
    '\u202e19 people were killed in Juliaca',
    '１９ people were killed in Juliaca',
    '𝟏𝟗 𝐩𝐞𝐨𝐩𝐥𝐞 𝐤𝐢𝐥𝐥𝐞𝐝 in Juliaca',
    '<t:1673222400:D> 19 killed in Juliaca <@123456789012345678>',
  ])('however the letters are dressed: %s', (text) => {
    expect(found(text)).toEqual(['same: killed-19-juliaca']);
    expect(peru.compare(text).unknown.numbers).toEqual([]);
  });
});

describe('questions', () => {
  test.each([
    ['How many people were killed in Juliaca?', 'related: killed-19-juliaca'],
    ['¿Cuántos murieron en Ayacucho?', 'related: killed-10-ayacucho'],
    ['How many people died in the protests in Peru?', 'related: killed-about-70-december-to-february'],
    ['¿Qué pasó en Ayacucho?', 'related: ayacucho-killings'],
    ['¿Quién mató a Sonia Aguilar?', 'related: sonia-aguilar'],
    ['¿Qué pasó el 9 de enero de 2023?', 'day: juliaca-killings'],
    ['Is it true that 19 people were killed in Juliaca?', 'same: killed-19-juliaca'],
  ])('%s', (text, expected) => expect(found(text)).toEqual([expected]));

  test('on all who were killed get every count', () => {
    const [finding] = peru.compare('How many people died in the protests in Peru?').findings;
    expect(finding?.claims).toHaveLength(4);
  });
});

describe('what the record says beside', () => {
  test.each([
    ['Sube el precio del cobre 11%', 'copper-price-could-rise', ['11%']],
    ['Boluarte has 81.6% approval', 'poll-boluarte-disapproval', ['81.6% approval']],
    ['La aprobación de Boluarte es de 18,4%', 'poll-boluarte-disapproval', ['18,4%']],
    ['tres de cada cuatro peruanos quieren que renuncie', 'polls-three-quarters-want-resignation', []],
    ['3/4 of Peruvians want new elections', 'polls-three-quarters-want-resignation', []],
    ['Kente Aguirre was detained for over 24 hours', 'kente-aguirre', []],
    ['19 soldiers were killed in Juliaca', 'juliaca-killings', ['19 soldiers']],
    ['Nobody died in Arequipa', 'jhan-carlo-condori-arcana', []],
    ['Two ronderos were killed in Macusani', 'macusani-killings', []],
    ['Lula supported Boluarte', 'lula-backs-change-of-president', []],
    ['The IACHR said the police acted properly', 'iachr-report', []],
    ['La policía usó ternas encubiertas', 'undercover-police-condemned', []],
    ['Castillo fue vacado el 7 de diciembre', 'castillo-removed', []],
    ['Piden el cierre del Congreso', 'demand-congress-dissolved-july', []],
    ['Piden la libertad de Castillo', 'demand-castillo-released-july', []],
  ])('%s', (text, id, numbers) => {
    expect(found(text)[0]).toBe(`related: ${id}`);
    expect(peru.compare(text).unknown.numbers).toEqual(numbers);
  });

  test('a day alone is told as a day, and without its year not at all where it may be any', () => {
    expect(found("On January 9, 2023 I got my driver's license")).toEqual(['day: juliaca-killings']);
    expect(found('El 9 de enero empiezan mis vacaciones en Cusco')).toEqual([]);
    expect(found('Perú ganó 2-0 a Chile en el partido del 9 de enero')).toEqual([]);
  });

  test.each([
    'Nos vemos el sábado a las 4 p.m. en la Plaza San Martín',
    'Universitario 1 - 2 Alianza Lima, 12 000 hinchas en el estadio',
    'I live in Lima and I have 2 dogs',
  ])('a place alone leads nowhere: %s', (text) => expect(found(text)).toEqual([]));
});

describe('names that are spelt almost like those of the record', () => {
  test.each([
    ['10 muertos en Ayacuho', 'Ayacuho', 'Ayacucho', 'worded: killed-10-ayacucho'],
    ['Sonia Agilar murió en Macusani', 'Agilar', 'Aguilar', 'related: sonia-aguilar'],
  ])('%s', (text, written, name, expected) => {
    expect(found(text)).toEqual([expected]);
    expect(peru.compare(text).respelt).toEqual([{ written, name }]);
  });

  test.each(['I am from Navarra', 'Puna is high', 'Castillos de arena', 'Jalisco is in Mexico'])(
    'are not other names: %s',
    (text) => expect(peru.compare(text).respelt).toEqual([]),
  );
});
