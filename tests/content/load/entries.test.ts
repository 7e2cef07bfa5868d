import { describe, expect, test } from 'vitest';
import { lists, manifest, problemsIn } from '../given.ts';

/**
 * The problems of the valid pack with one text of it replaced. `▸` in the new text is not written but marks a
 * place: a problem at exactly that line and column begins with `▸` instead of its file, line and column.
 */
async function changed(from: string, to: string): Promise<string[]> {
  if (!lists.includes(from)) throw new Error(`the fixture does not have: ${from}`);
  const marked = lists.replace(from, () => to).split('▸');
  const places = marked.slice(0, -1).map((_, index) => {
    const before = marked
      .slice(0, index + 1)
      .join('')
      .split('\n');
    return `lists.yaml:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: `;
  });
  const problems = await problemsIn({ 'lists.yaml': marked.join(''), 'pack.yaml': manifest });
  return problems.map((line) => {
    const place = places.find((one) => line.startsWith(one));
    return place === undefined ? line : `▸ ${line.slice(place.length)}`;
  });
}

test('a valid pack has no problems', async () => {
  expect(await problemsIn({ 'lists.yaml': lists, 'pack.yaml': manifest })).toEqual([]);
});

describe('keys', () => {
  test('an unknown key is pointed at, with the key that was meant', async () => {
    expect(await changed('remember:', '▸rember:')).toEqual([
      "▸ 'rember' is not a key that can stand here — did you mean 'remember'?",
    ]);
  });

  test('each of several unknown keys is a problem of its own', async () => {
    expect(await changed('    number', '    ▸foo: 1\n    ▸qqq: 2\n    number')).toEqual([
      expect.stringMatching(
        /^▸ 'foo' is not a key that can stand here — take it out; what can stand here: kind, /,
      ),
      expect.stringMatching(
        /^▸ 'qqq' is not a key that can stand here — take it out; what can stand here: kind, /,
      ),
    ]);
  });

  test('an unknown list at the top', async () => {
    expect(await changed('glossary:', '▸glosary:')).toEqual([
      "▸ 'glosary' is not a key that can stand here — did you mean 'glossary'?",
    ]);
  });

  test('a missing key points at the entry that lacks it', async () => {
    expect(
      await changed(
        'id: walkout\n    kind: event\n    date: 1974-02-03\n',
        '▸id: walkout\n    kind: event\n',
      ),
    ).toEqual([expect.stringContaining('only a day can be remembered')]);
    expect(
      await changed(
        'id: injured\n    kind: casualties\n    harm: injured\n',
        '▸id: injured\n    kind: casualties\n',
      ),
    ).toEqual([`▸ 'harm' is missing — add a line "harm: …" to this entry`]);
  });

  test('a missing kind', async () => {
    expect(await changed('id: walkout\n    kind: event\n', '▸id: walkout\n')).toContain(
      `▸ 'kind' is missing — add a line "kind: …" to this entry`,
    );
  });

  test('a key twice', async () => {
    expect(await changed('kind: event\n', 'kind: event\n    ▸kind: event\n')).toEqual([
      "▸ the key 'kind' stands twice in the same place — keep one of them, or rename the other",
    ]);
  });

  test('a key without a value', async () => {
    expect(await changed('place: { en: The quays, es: Los muelles }\n', '▸place:\n')).toEqual([
      "▸ 'place' has no value — write one behind the colon, or delete the line",
    ]);
  });
});

describe('values', () => {
  test.each([
    ['number: 12', 'number: ▸twelve', "'number' must be a number, not text — write digits only"],
    ['number: 12', 'number: ▸"12"', "'number' must be a number, not text — take the quotes away: 12"],
    [
      'number: 12',
      'number: ▸12,000',
      "'number' must be a number, not text — write it without separators: 12000",
    ],
    [
      'number: 12',
      'number: ▸1.5',
      "'number' must be a whole number, not the number 1.5 — write it without a fraction",
    ],
    ['number: 12', 'number: ▸-1', "'number' must be at least 0 — write a number from 0 up"],
    ['paragraph: 2', 'paragraph: ▸0', "'paragraph' must be at least 1 — write a number from 1 up"],
    ['paragraph: 2', 'paragraph: ▸-3', "'paragraph' must be at least 1 — write a number from 1 up"],
    [
      '[400 dockers]',
      '[▸400]',
      `entry 1 of 'terms' must be text, not the number 400 — put it in quotes: "400"`,
    ],
    [
      '[400 dockers]',
      '[yes, no, ▸true]',
      `entry 3 of 'terms' must be text, not the value true — put it in quotes: "true"`,
    ],
    ['[400 dockers]', '▸400 dockers', `'terms' must be a list, not text — make it a list: [400 dockers]`],
    [
      '[400 dockers]',
      '▸[]',
      "'terms' is too short: a citation needs at least one term — add what is missing, or delete the entry",
    ],
    [
      'date: 1974-02-10',
      'date: ▸5',
      `'date': "5" is not a date — write 2023, 2023-05, 2023-01-09, 2023-01-19~ (about) or 2022-12/2023-02`,
    ],
    ['date: 1974-02-10', 'date: ▸true', `'date': this is not a date — change the value`],
    ['date: 1974-02-10', '▸date:', `'date' has no value — write one behind the colon, or delete the line`],
    [
      'date: 1974-02-10',
      'date: ▸1974-02-30',
      `'date': "1974-02-30" is not a date — write 2023, 2023-05, 2023-01-09, 2023-01-19~ (about) or 2022-12/2023-02`,
    ],
    [
      'harm: injured',
      'harm: ▸injred',
      "'harm' cannot be \"injred\" — did you mean 'injured'? it can be killed, injured, detained, attacked",
    ],
    [
      'language: en',
      'language: ▸English',
      `'language': a language is two or three small letters, such as "en" — change the value`,
    ],
    [
      'language: en',
      'language: ▸EN',
      `'language': a language is two or three small letters, such as "en" — for example "en"`,
    ],
    [
      'id: quay',
      'id: ▸The Quay',
      `'id': an id is made of small letters, digits and single hyphens — for example "the-quay"`,
    ],
    ['id: quay', `id: ▸${'q'.repeat(61)}`, `'id': an id has at most 60 characters — make it shorter`],
    ['url: https://', 'url: ▸', `'url' is not a web address — write it whole, with https:// in front`],
    ['url: https://', 'url: ▸htp://', `'url' is not a web address — write it whole, with https:// in front`],
    ['number: 12', 'number: ▸.nan', `'number' must be a number, not the number NaN — write digits only`],
    [
      `sha256: ${'a'.repeat(64)}`,
      'sha256: ▸abc',
      `'sha256': a SHA-256 is 64 hexadecimal digits, with small letters — change the value`,
    ],
    [
      'who: { en: The union, es: El sindicato }',
      'who: ▸The union',
      `'who' must be text for each language, not text — write "who:" and below it, indented, a line for each language, such as "en: …"`,
    ],
    [
      'claims: [injured, ships]',
      'claims: ▸[injured]',
      "'claims' is too short: a disagreement is between at least two claims — add what is missing, or delete the entry",
    ],
    [
      '- [docker, longshore worker]',
      '- ▸docker',
      "entry 1 of 'synonyms' must be a list, not text — make it a list: [docker]",
    ],
    [
      '- [docker, longshore worker]',
      '- ▸[docker]',
      "entry 1 of 'synonyms' is too short: a synonym needs at least two spellings — add what is missing, or delete the entry",
    ],
    [
      '- { id: quay',
      '- ▸just words\n  - { id: quay',
      "entry 1 of 'glossary' must be a group of keys, not text — write its keys on lines of their own below, indented",
    ],
    [
      '{ as: milestone',
      '{ as: ▸milestne',
      "'as' cannot be \"milestne\" — did you mean 'milestone'? it can be mourning, milestone",
    ],
  ])('%s → %s', async (from, to, problem) => {
    expect(await changed(from, to)).toEqual([`▸ ${problem}`]);
  });

  test('a text that YAML cuts off', async () => {
    const text = 'text: { en: Ana Reis was hurt, es: Ana Reis resultó herida }';
    expect(await changed(text, 'text:\n      en: ▸Ana Reis, #1 of 12\n      es: "Ana, #1"')).toEqual([
      '▸ the text ends before "#1 of 12", which YAML reads as a remark — put the text in quotes, or the remark on a line of its own',
    ]);
  });

  test('a kind that does not exist', async () => {
    expect(await changed('kind: demand\n', 'kind: ▸demands\n')).toEqual([
      expect.stringMatching(
        /^▸ 'kind' cannot be "demands" — did you mean 'demand'\? it can be event, casualties, /,
      ),
    ]);
  });

  test('the zone that was meant', async () => {
    const wrong = manifest.replace('Europe/Lisbon', 'Europe/Lisboa');
    expect(await problemsIn({ 'a.yaml': wrong })).toEqual([
      `a.yaml:5:9: 'zone': "Europe/Lisboa" is not an IANA time zone — did you mean Europe/Lisbon?`,
    ]);
    const offset = manifest.replace('Europe/Lisbon', '"+05:00"');
    expect(await problemsIn({ 'a.yaml': offset })).toEqual([
      `a.yaml:5:9: 'zone': "+05:00" is not an IANA time zone — write one such as Europe/London`,
    ]);
  });
});

describe('languages', () => {
  test('a missing one, an extra one, an empty one', async () => {
    expect(await changed('title: { en: The strike, es: La huelga }', 'title: ▸{ en: The strike }')).toEqual([
      `▸ 'title' has no text in "es" — add a line "es: …" to it`,
    ]);
    expect(await changed('es: La huelga }', 'es: La huelga, ▸pt: A greve }')).toEqual([
      `▸ "pt" is not a language of this pack — take the line out, or add "pt" to the pack's languages (now: en, es)`,
    ]);
    expect(await changed('es: La huelga }', "es: ▸' ' }")).toEqual([
      "▸ 'es' is empty — write the text, or delete the key",
    ]);
  });

  test('what is no language at all', async () => {
    expect(await changed('{ en: The strike, es', '{ en: The strike, ▸Spanish: x, es')).toEqual([
      `▸ the key 'Spanish' does not fit here: a language is two or three small letters, such as "en" — write "en", "es" …`,
    ]);
  });

  test('also of what was learned elsewhere', async () => {
    expect(
      await changed('{ url: { en: Its archive, es: Su archivo } }', '{ url: ▸{ en: Its archive } }'),
    ).toEqual([`▸ 'url' has no text in "es" — add a line "es: …" to it`]);
    expect(await changed('{ url: { en: Its', '{ ▸sha256: { en: a, es: b }, url: { en: Its')).toEqual([
      "▸ 'sha256' is not a key that can stand here — take it out; what can stand here: title, author, publisher, date, url",
    ]);
  });

  test('what is not there was not learned elsewhere', async () => {
    expect(await changed('learnedElsewhere: { url:', 'learnedElsewhere: { ▸author:')).toEqual([
      `▸ this source has no 'author' that could have been learned elsewhere — add a line "author: …" to the source, or take this out`,
    ]);
  });
});

describe('references', () => {
  test.each([
    [
      'document: gazette, paragraph: 2, terms: [400',
      'document: ▸gazete, paragraph: 2, terms: [400',
      'this pack has no source with the id "gazete" — did you mean "gazette"?',
    ],
    [
      'by: union',
      'by: ▸ombudsman',
      'this pack has no voice with the id "ombudsman" — use an id listed under "voices", or add it there',
    ],
    [
      'topics: [strike]',
      'topics: [strike, ▸strikes]',
      'this pack has no topic with the id "strikes" — did you mean "strike"?',
    ],
    [
      'demand: eight-hours',
      'demand: ▸eight-hour',
      'this pack has no demand with the id "eight-hour" — did you mean "eight-hours"?',
    ],
    [
      'event: walkout',
      'event: ▸walk-out',
      'this pack has no event with the id "walk-out" — did you mean "walkout"?',
    ],
    [
      'event: walkout',
      'event: ▸ships',
      'the claim "ships" is not an event — name a claim of the kind "event"',
    ],
    [
      '[injured, ships]',
      '[injured, ▸boats]',
      'this pack has no claim with the id "boats" — use an id listed under "claims", or add it there',
    ],
  ])('%s → %s', async (from, to, problem) => {
    expect(await changed(from, to)).toEqual([`▸ ${problem}`]);
  });

  test('are looked at also in claims whose shape is wrong', async () => {
    expect(await changed('number: 12\n', 'number: ▸many\n    topics: [▸nothing]\n')).toEqual([
      "▸ 'number' must be a number, not text — write digits only",
      '▸ this pack has no topic with the id "nothing" — use an id listed under "topics", or add it there',
    ]);
    expect(await changed('kind: casualties\n', 'kind: ▸casualty\n    topics: [▸nothing]\n')).toEqual([
      expect.stringContaining(`▸ 'kind' cannot be "casualty"`),
      expect.stringContaining('▸ this pack has no topic with the id "nothing"'),
    ]);
  });

  test('to an entry that is there but wrong are not reported again', async () => {
    expect(await changed('id: gazette\n    title: Gazette\n', '▸id: gazette\n')).toEqual([
      `▸ 'title' is missing — add a line "title: …" to this entry`,
    ]);
    expect(await changed('sources:', '▸source:')).toEqual([
      "▸ 'source' is not a key that can stand here — did you mean 'sources'?",
    ]);
  });
});

describe('ids', () => {
  test('given twice name each other, also across files', async () => {
    const more = `topics:\n  - id: strike\n    title: { en: Strike, es: Huelga }\n`;
    expect(
      await problemsIn({ 'lists.yaml': lists, 'more/topics.yaml': more, 'pack.yaml': manifest }),
    ).toEqual([
      'more/topics.yaml:2:9: the id "strike" is already given at lists.yaml:2:11 — give one of the two another id',
    ]);
  });

  test('may be equal in different lists', async () => {
    expect(await changed('id: quay', 'id: strike')).toEqual([]);
  });
});

describe('meaning', () => {
  test.each(['1974-02', '1974', '1974-02-03~', '1974-02-01/1974-02-03'])(
    '%s has no anniversary',
    async (date) => {
      const title = '    title: { en: The walkout, es: La salida }\n';
      expect(
        await changed(`date: 1974-02-03\n${title}    remember`, `date: ${date}\n${title}    ▸remember`),
      ).toEqual([
        `▸ only a day can be remembered each year, and this event is dated ${date} — take 'remember' out, or give the day if a document does`,
      ]);
    },
  );

  test('an event does not belong to itself', async () => {
    expect(await changed('topics: [strike]\n', 'event: ▸walkout\n')).toEqual([
      "▸ this event names itself as the event that it belongs to — take 'event' out",
    ]);
  });

  test('a withheld name stands in no text', async () => {
    const place =
      /^▸ this text shows a name that is withheld at lists\.yaml:\d+:11 — write the text without the name$/;
    expect(
      await changed(
        '    age: 30\n    text: { en: Ana Reis was hurt, es: Ana Reis',
        '    withheld: true\n    text: { en: ▸Ana Reis was hurt, es: ▸Ana Reis',
      ),
    ).toEqual([expect.stringMatching(place), expect.stringMatching(place)]);
  });
});

test('everything at once, over all files, in reading order', async () => {
  const problems = await problemsIn({
    'a.yaml':
      'claims:\n  - kind: event\n    id: X y\n    citations:\n      - { document: none, paragraph: 0, terms: [1] }\n',
    'b.yaml': 'topics: [\n',
    'c.yaml': 'topics:\n  - { id: a, title: { en: A } }\n  - { id: a, titel: {} }\n',
    'pack.yaml': manifest.replace('  zone: Europe/Lisbon\n', ''),
  });
  expect(problems.map((line) => line.split(' — ')[0])).toEqual([
    "a.yaml:2:5: 'text' is missing",
    "a.yaml:2:5: 'title' is missing",
    "a.yaml:3:9: 'id': an id is made of small letters, digits and single hyphens",
    'a.yaml:5:21: this pack has no source with the id "none"',
    "a.yaml:5:38: 'paragraph' must be at least 1",
    "a.yaml:5:49: entry 1 of 'terms' must be text, not the number 1",
    expect.stringMatching(/^b\.yaml:\d:\d+: this is not YAML/),
    `c.yaml:2:21: 'title' has no text in "es"`,
    "c.yaml:3:5: 'title' is missing",
    'c.yaml:3:11: the id "a" is already given at c.yaml:2:11',
    "c.yaml:3:14: 'titel' is not a key that can stand here",
    "pack.yaml:2:3: 'zone' is missing",
  ]);
});
