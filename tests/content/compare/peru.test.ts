import { describe, expect, test } from 'vitest';
import { found, peru } from '../../support/peru.ts';

describe('statements that agree with the record', () => {
  test.each([
    ['19 people were killed in Juliaca on January 9', 'same: killed-19-juliaca'],
    ['El 9 de enero mataron a 19 personas en Juliaca', 'same: killed-19-juliaca'],
    ['la policia mato a 19 en juliaca', 'same: killed-19-juliaca'],
    ['NINETEEN PEOPLE WERE KILLED IN JULIACA', 'same: killed-19-juliaca'],
    ['Al menos 60 heridos en Juliaca, 9/1/2023', 'same: injured-at-least-60-juliaca'],
    ['Diez manifestantes murieron en Ayacucho el 15 de diciembre', 'same: killed-10-ayacucho'],
    ['tear gas: 28,960 canisters from Brazil', 'same: brazil-authorised-tear-gas-sale'],
    ['Brasil vendió 28 960 bombas lacrimógenas', 'same: brazil-authorised-tear-gas-sale'],
    ['12.000 policías en Lima', 'same: 12000-police-in-lima'],
    ['Más de 200 agresiones contra la prensa', 'same: over-200-aggressions-against-press'],
    ['El Congreso tiene 90,4 % de desaprobación', 'same: poll-congress-disapproval'],
    ['127 bloqueos en 18 regiones', 'same: roadblocks-127-in-18-regions'],
    ['seven highways blocked', 'same: seven-highways-blocked'],
    ['Sonia Aguilar (35)', 'same: sonia-aguilar'],
    ['More than 20,000 people marched in July', 'same: more-than-20000-in-july'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
    expect(peru.compare(text).unknown).toEqual({ numbers: [], names: [], dates: [] });
  });

  test('two numbers of one sentence are found by what each counts', () => {
    expect(found('At least 60 people were injured and 19 killed in Juliaca')).toEqual([
      'same: injured-at-least-60-juliaca',
      'same: killed-19-juliaca',
    ]);
    expect(found('Hubo marchas en 59 provincias y bloqueos en 64')).toEqual([
      'same: marches-in-59-provinces',
      'same: roadblocks-in-64-provinces',
    ]);
  });

  test('a number without its qualifier is the same in other words', () => {
    expect(found('60 people were injured in Juliaca')).toEqual(['worded: injured-at-least-60-juliaca']);
    expect(found('19 peasants were killed in Juliaca')).toEqual(['worded: killed-19-juliaca']);
  });

  test('where documents differ, all of their numbers are there', () => {
    const [finding] = peru.compare('49 civiles').findings;
    expect(finding?.verdict).toBe('several');
    expect(finding?.claims.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['killed-49-names-on-coffins', 'killed-about-70-december-to-february']),
    );
    expect(found('Nearly 50 people were killed by police')[0]).toBe('several: killed-nearly-50-january');
  });
});

describe('statements with other numbers than the record', () => {
  test.each([
    ['En Juliaca murieron 25 personas', 'other: killed-19-juliaca'],
    ['Veinticinco personas murieron en Juliaca', 'other: killed-19-juliaca'],
    ['Juliaca, 9 January. 25 people were killed.', 'other: killed-19-juliaca'],
    ['60 people were killed in Juliaca', 'other: killed-19-juliaca'],
    ['Nobody was killed in Juliaca', 'other: killed-19-juliaca'],
    ['Nadie murió en Ayacucho', 'other: killed-10-ayacucho'],
    ['Brazil sold 28,961 tear gas canisters to Peru', 'other: brazil-authorised-tear-gas-sale'],
    ['82% disapprove of Boluarte', 'other: poll-boluarte-disapproval'],
    ['The US gave $60 million in security aid', 'other: us-security-aid-40-million'],
    ['Sonia Aguilar, 40, murió en Macusani', 'other: sonia-aguilar'],
    ['300 roadblocks in 25 regions', 'other: roadblocks-127-in-18-regions'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
    expect(found(text).filter((one) => /^(?:same|several|worded)/.test(one))).toEqual([]);
  });

  test('each number of a sentence goes with the nearest place', () => {
    expect(found('19 killed in Juliaca, 10 killed in Ayacucho')).toEqual([
      'same: killed-19-juliaca',
      'same: killed-10-ayacucho',
    ]);
    expect(found('En Juliaca murieron 19 y en Ayacucho 10')).toEqual([
      'same: killed-19-juliaca',
      'same: killed-10-ayacucho',
    ]);
    expect(found('19 people were killed in Ayacucho and 10 in Juliaca')).toEqual([
      'other: killed-10-ayacucho',
      'other: killed-19-juliaca',
    ]);
    expect(found('60 killed and 19 injured in Juliaca')).toEqual([
      'other: killed-19-juliaca',
      'other: injured-at-least-60-juliaca',
    ]);
  });

  test('the same number of something else is not found', () => {
    for (const text of [
      'Boluarte approval is 71%',
      '20,000 people were killed',
      'Protests in 127 provinces',
    ]) {
      expect(found(text).filter((one) => !one.startsWith('related'))).toEqual([]);
    }
  });

  test.each([
    '19 people were killed in Lima',
    '19 people were killed in Juliaca on January 10, 2024',
    '19 people were killed in Juliaca in 2021',
  ])('the same number for another place or day: %s', (text) => {
    expect(found(text)).toEqual(['elsewhere: killed-19-juliaca']);
  });

  test.each(['It is false that 19 people were killed in Juliaca', 'En Juliaca no mataron a 19 personas'])(
    'a denial is not called the same: %s',
    (text) => expect(found(text)).toEqual(['denied: killed-19-juliaca']),
  );
});

test.each(['10 soldiers were killed in Ayacucho', '19 policías murieron en Juliaca'])(
  'those who are said to have killed are not those who were killed: %s',
  (text) => expect(found(text).filter((one) => !one.startsWith('related'))).toEqual([]),
);

describe('statements without numbers', () => {
  test.each([
    ['Pedro Castillo was arrested on December 7, 2022', 'castillo-removed'],
    ['Castillo was removed on December 8, 2022', 'castillo-removed'],
    ['Dina Boluarte renunció el 5 de marzo de 2023', 'boluarte-refuses-to-resign-january'],
    ['Alberto Otárola is being investigated for genocide', 'genocide-investigation'],
    ['Juan Zapata, periodista de Wayka, fue atacado', 'juan-zapata'],
    ['La CIDH habló de ejecuciones extrajudiciales', 'iachr-extrajudicial-executions'],
    ['The march of the four suyos', 'march-of-the-four-suyos'],
  ])('%s', (text, id) => {
    expect(found(text)[0]).toBe(`related: ${id}`);
  });

  test('days that the record has nothing on are named', () => {
    expect(peru.compare('Castillo was removed on December 8, 2022').unknown.dates).toEqual([
      'December 8, 2022',
    ]);
    expect(peru.compare('Pedro Castillo fue detenido el 7 de diciembre').unknown.dates).toEqual([]);
  });

  test('a part of a name is not taken for the person', () => {
    const { findings, similar, unknown } = peru.compare('I met Sonia there, and Carlos Boluarte');
    expect(findings).toEqual([]);
    expect(similar.map(({ written, names }) => [written, names[0]?.id])).toEqual([
      ['Sonia', 'sonia-aguilar'],
    ]);
    expect(unknown.names).toEqual(['Carlos Boluarte']);
  });
});

describe('statements on other things', () => {
  test.each([
    [
      'Mix 200 g flour with 4 eggs and 2 large onions. Bake 30 minutes at 180 degrees. Serves 10 people.',
      '200',
    ],
    ['Receta: 3 limones y 500 gramos de pescado con jugo de lima, para 5 personas', '3 limones'],
    ['Canada has 10 provinces', '10 provinces'],
    ['In Gaza 70 people were killed on January 9', '70 people'],
    ['En Ucrania murieron 50 civiles', '50 civiles'],
    ['49 people were killed in Orlando', '49 people'],
    ['5 people died in a car crash', '5 people'],
    ['Vendo 2 bicicletas a 350 soles cada una', '2 bicicletas'],
    ['Protests in France: 1,000 were detained', '1,000'],
  ])('nothing is found in: %s', (text, number) => {
    const { findings, unknown } = peru.compare(text);
    expect(findings).toEqual([]);
    expect(unknown.numbers).toContain(number);
  });

  test.each(['', '???', 'Hola a todas', 'What is the weather like?', 'See you at 19:30'])(
    'nothing at all: "%s"',
    (text) => {
      const { findings, unknown } = peru.compare(text);
      expect([findings, unknown]).toEqual([[], { numbers: [], names: [], dates: [] }]);
    },
  );
});

test('a mixed message is taken apart sentence by sentence', () => {
  const text = `On Jan. 9 police killed 19 protesters in Juliaca and injured more than 100.
    Nearly 50 people died overall, says Carlos Ramos. Messi scored 3 goals in Qatar.`;
  expect(found(text)).toEqual([
    'same: killed-19-juliaca',
    'other: injured-at-least-60-juliaca',
    'several: killed-nearly-50-january',
  ]);
  expect(peru.compare(text).unknown).toMatchObject({
    numbers: ['3 goals'],
    names: ['Carlos Ramos', 'Qatar'],
  });
});
