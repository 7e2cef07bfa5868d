import { describe, expect, test } from 'vitest';
import { sheetAt } from '../../../messages/answers/at.ts';
import { factEntry } from '../../../messages/answers/facts.ts';
import { place, type Place } from '../../../messages/place.ts';
import type { Telling } from '../../../messages/say.ts';
import { sheetAnswer } from '../../../messages/sheet.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { readAloud } from '../../support/asking.ts';
import { riverPack, shelfOf } from '../../support/river-pack.ts';

const languages = await loadLanguages();
const { record } = shelfOf(riverPack());

function tellingIn(language: string): Telling {
  return { record, language, speech: languages.in(language), shared: false };
}

function read(at: Place, language = 'en'): string {
  return readAloud(sheetAnswer(sheetAt(at, tellingIn(language)), tellingIn(language)));
}

describe('a fact', () => {
  test.each(['en', 'es'])('stands with document, paragraph, who says it and as of when (%s)', (language) => {
    const telling = tellingIn(language);
    for (const claim of record.pack.claims) {
      const { source = '' } = factEntry(claim, telling);
      for (const citation of claim.citations) {
        const line = source
          .split('\n')
          .find((one) => one.includes(record.source(citation.document)?.title ?? '?'));
        expect(line).toMatch(/^-# (Source|Fuente): /);
        expect(line).toMatch(new RegExp(`(paragraphs?|párrafos?) [\\d, ]*\\b${citation.paragraph}\\b`));
        const author = record.source(citation.document)?.author;
        expect(line).toContain(author === undefined ? ': ' : `: ${author}, `);
        if (citation.by === undefined) continue;
        const voice = language === 'en' ? 'Nurses of the hospital' : 'Enfermeras del hospital';
        expect(source).toContain(telling.speech.t('record.source.voice', { voice }));
      }
      expect(source).toMatch(/2019/);
    }
  });

  test('speaks as of its own date where it has one, else as of its document', () => {
    const source = (id: string): string => {
      const claim = record.claim(id);
      return (claim && factEntry(claim, tellingIn('en')).source) ?? '';
    };
    expect(source('injured-morning')).toContain('as of 2 May 2019');
    expect(source('killed-morning')).toContain('as of 4 May 2019');
    expect(source('killed-evening')).toContain('as of about June 2019');
  });

  test('in a language that the pack lacks is shown in its own and marked', () => {
    const pack = riverPack();
    const spanish = {
      ...pack,
      languages: ['es'],
      claims: pack.claims.map((claim) => ({ ...claim, text: { es: claim.text['es'] ?? '' } })),
    };
    const telling = { ...tellingIn('en'), record: shelfOf(spanish).record };
    const claim = telling.record.claim('meeting');
    expect(claim && factEntry(claim, telling).text).toContain(
      'Los vecinos se reunieron en la escuela. *(only in Spanish)*',
    );
  });

  test('that an editor doubts carries the doubt wherever it stands', () => {
    const note = 'The paper has two spellings of the place.';
    expect(read(place('timeline'))).toContain(note);
    expect(read(place('claim', { subject: 'march' }))).toContain(note);
    expect(read(place('document', { subject: 'morning' }))).toContain(note);
  });
});

describe('figures', () => {
  test('keep their qualifier in words and are never added up', () => {
    const english = read(place('casualties'));
    expect(english).toContain('At least 7 people killed');
    expect(english).toContain('Nearly 11 people killed');
    expect(english).toContain('An estimated 40 people injured');
    expect(english).not.toMatch(/\b(18|58|9)\b people/);
    const spanish = read(place('casualties'), 'es');
    expect(spanish).toContain('Al menos 7 personas muertas');
    expect(spanish).toContain('Casi 11 personas muertas');
    expect(spanish).toContain('Un estimado de 40 personas heridas');
  });

  test('appear nowhere without their qualifier', () => {
    for (const [language, qualified] of [
      ['en', [/at least 7\b/i, /nearly 11\b/i, /an estimated 40\b/i, /more than 12\.5\b/i]],
      ['es', [/al menos 7\b/i, /casi 11\b/i, /un? estimado de 40\b|se estima que 40\b/i, /más de 12\.5\b/i]],
    ] as const) {
      const views: readonly Place[] = [
        place('casualties'),
        place('casualties', { subject: 'march' }),
        ...['killed-morning', 'killed-evening', 'injured-morning', 'price', 'march'].map((subject) =>
          place('claim', { subject }),
        ),
      ];
      for (const at of views) {
        // Paragraph numbers and dates are no figures of the record.
        const lines = read(at, language)
          .split('\n')
          .filter((line) => !/^-# (Source|Fuente)|^(Date|Fecha):/.test(line));
        const bare = qualified.reduce(
          (text, pattern) => text.replaceAll(new RegExp(pattern.source, 'gi'), ''),
          lines.join('\n'),
        );
        expect(bare.match(/\b(7|11|40|12\.5)\b/g)).toBeNull();
      }
    }
  });

  test('say who is counted, who is said to have done it, and that counts may be incomplete', () => {
    const answer = read(place('casualties'));
    expect(answer).toContain('Who is counted: marchers');
    expect(answer).toContain('Who did it, as the source says: guards of the dam');
    expect(answer).toContain('Counts may be incomplete.');
  });

  test('that differ stand together with the reason, also when one belongs to no event', () => {
    for (const at of [place('casualties'), place('casualties', { subject: 'march' })]) {
      expect(read(at)).toContain(
        '**Why these figures differ** (at least 7; nearly 11): One counts the march, the other all of May.',
      );
    }
    const detail = read(place('claim', { subject: 'killed-morning' }));
    expect(detail).toContain('Nearly 11 people killed');
    expect(detail).toContain('One counts the march, the other all of May.');
  });
});

test('a withheld name, and what is said of that person, is shown nowhere', () => {
  const ids = record.pack.claims.map(({ id }) => id);
  const places: readonly Place[] = [
    ...(['timeline', 'casualties', 'people', 'demands', 'documents'] as const).map((view) => place(view)),
    ...ids.flatMap((subject) => [place('claim', { subject }), place('evidence', { subject })]),
    ...['morning', 'evening'].map((subject) => place('document', { subject })),
  ];
  for (const language of ['en', 'es']) {
    for (const at of places) {
      const answer = JSON.stringify(sheetAnswer(sheetAt(at, tellingIn(language)), tellingIn(language)));
      expect(answer).not.toMatch(/Ana Oculta/i);
      expect(answer).not.toMatch(/teacher|maestra/);
    }
  }
  expect(read(place('people'))).toContain('One person whose name is not shown, as the family asked.');
  expect(read(place('claim', { subject: 'mentions-her' }))).toContain('[name withheld] saw the guards.');
});

describe('a list of people', () => {
  test('has names first, and leaves what was done to them to those who open one', () => {
    const lists = [
      [place('people'), '1 May 2019'],
      [place('claim', { subject: 'march' }), 'killed · 1 May 2019'],
    ] as const;
    for (const [at, known] of lists) {
      expect(read(at)).toContain(`**Inês Exemplo, aged 34** · ${known}\n-# Source:`);
      expect(read(at)).not.toContain('Inês Exemplo, 34, was killed.');
    }
    expect(read(place('claim', { subject: 'person-named' }))).toContain('Inês Exemplo, 34, was killed.');
  });
});

describe('casualties', () => {
  test('say what is counted and of what there is no number', () => {
    expect(read(place('casualties'))).toContain('The record has no figure for: Detained, Attacked.');
    expect(read(place('casualties', { subject: 'march' }))).toMatch(
      /A named person is not added to a figure\.\n- For this event the record has no figure for: Detained/,
    );
  });
});

describe('words explained', () => {
  test('stand under a claim that uses one, in one number or the other', () => {
    const spanish = read(place('claim', { subject: 'gates-morning' }), 'es');
    expect(spanish).toContain('### Palabras explicadas\n**Compuerta**: Puerta que retiene el agua.');
    expect(spanish).toContain('Nota de la redacción: De conocimiento general.');
    expect(read(place('claim', { subject: 'prices-evening' }), 'es')).not.toContain('Compuerta');
  });

  test('lead to what uses them', () => {
    expect(read(place('term', { subject: 'word-sluice' }), 'es')).toMatch(
      /### Dónde la usa el registro\n.*Pescadores\*\*\nLos pescadores exigen abrir las compuertas\.\n-# Fuente/,
    );
    expect(read(place('glossary'))).toContain('The record explains 1 word.');
  });
});

describe('an event', () => {
  test('leads to the one before and the one after it', () => {
    const labels = (subject: string): readonly string[] => {
      const telling = tellingIn('en');
      const answer = sheetAnswer(sheetAt(place('claim', { subject }), telling), telling);
      return [...JSON.stringify(answer).matchAll(/"label":"((?:Before|After): [^"]*)"/g)].map(
        ([, label = '']) => label,
      );
    };
    expect(labels('march')).toEqual([
      'Before: about Apr 2019 – Meeting in the school',
      'After: between 20 May and 2 Jun 2019 – The flood',
    ]);
    expect(labels('meeting')).toEqual(['After: 1 May 2019 – March to the dam']);
    expect(labels('killed-morning')).toEqual([]);
  });
});

describe('demands', () => {
  test('are overlooked first: which document has which, and for when', () => {
    const answer = read(place('demands'));
    expect(answer).toContain(
      '**[1]** “Water and anger” · 4 May 2019\n**[2]** “After the flood” · about June 2019',
    );
    expect(answer).toContain(
      '- **Open the gates of the dam** – [1] May 2019\n- **Fair prices** – [2] date not given',
    );
    expect(answer).toContain('No demand stands in all of these documents.');
  });

  test('stand with who makes them; the calls of authors stand apart', () => {
    const answer = read(place('demands'));
    expect(answer).toMatch(/### Open the gates of the dam\n\*\*Fishers\*\* \(May 2019\): Fishers demand/);
    const [demands = '', calls = ''] = answer.split('### Calls by the authors themselves');
    expect(demands).not.toContain('write letters');
    expect(calls).toContain('The author calls on readers to write letters.');
  });

  test('one of them says in which documents it stands and in which it does not', () => {
    const answer = read(place('demand', { subject: 'open-gates' }));
    expect(answer).toContain('This demand is in: “Water and anger”.');
    expect(answer).toContain('not this one: “After the flood”.');
  });
});

describe('evidence', () => {
  test('leads from the claim to who says it, the document and the paragraph', () => {
    const answer = read(place('evidence', { subject: 'killed-evening' }));
    expect(answer).toContain('Nearly 11 people died in May.');
    expect(answer).toContain('Who says it in the document: Nurses of the hospital');
    expect(answer).toContain('“After the flood”, paragraph 8');
    expect(answer).toContain('Author: not known');
    expect(answer).toContain('Date: about June 2019');
  });

  test('says what the document does not show and how it was learned', () => {
    const answer = read(place('evidence', { subject: 'killed-morning' }));
    expect(answer).toContain(
      'Published by: The Morning *(learned from outside the document. from the archive)*',
    );
    expect(answer).toContain('Address: <https://example.org/water>');
  });

  test('of a document is everything that rests on it, by kind, in the order of its paragraphs', () => {
    const answer = read(place('document', { subject: 'morning' }));
    expect(answer).toContain('-# Paragraphs 3, 4 · as of 4 May 2019');
    expect(answer).toContain('- Events: 1\n- Figures of people killed, injured, detained or attacked: 2\n');
    // Named people are named, not counted.
    expect(answer).toContain(
      '- People named: Inês Exemplo, aged 34; One person whose name is not shown, as the family asked\n',
    );
    const found = [...answer.matchAll(/^### (.*)$|^-# Paragraphs? ([\d, ]+)/gm)].map(
      ([, heading, paragraphs]) => heading ?? paragraphs?.trim(),
    );
    expect(found.slice(2)).toEqual([
      'Events',
      '3, 4',
      'Figures of people killed, injured, detained or attacked',
      '7',
      '8',
      'People named',
      '9',
      '10',
      'Demands',
      '12',
      'Calls by the authors',
      '20',
      'Other statements',
      '11',
    ]);
  });
});

describe('figures', () => {
  test('of an event of which only names are known are said to be missing, and the names follow', () => {
    const claims = riverPack().claims.filter(({ kind }) => kind !== 'casualties');
    const telling = { ...tellingIn('en'), record: shelfOf({ ...riverPack(), claims }).record };
    const sheet = sheetAt(place('casualties', { subject: 'march' }), telling);
    expect(readAloud(sheetAnswer(sheet, telling))).toMatch(
      /^March to the dam – the documents give no figure, but they name people who were killed, [^.]*\.\n### People named\n\*\*Inês Exemplo/,
    );
  });
});

describe('the timeline', () => {
  test('is in order of time, each event as exactly dated as it is known', () => {
    const answer = read(place('timeline'));
    const order = [
      'About April 2019 · Meeting',
      '1 May 2019 · March',
      'Between 20 May and 2 June 2019 · The flood',
    ];
    const found = order.map((title) => answer.indexOf(title));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  test('of a period has whatever may have happened in it', () => {
    const june = read(place('timeline', { period: { first: '2019-06-01', last: '2019-06-30' } }));
    expect(june).toContain('The flood');
    expect(june).not.toContain('March to the dam');
  });

  test('of a time without events says so and offers the nearest', () => {
    const telling = tellingIn('en');
    const at = place('timeline', { period: { first: '2018-01-01', last: '2018-12-31' } });
    const answer = sheetAnswer(sheetAt(at, telling), telling);
    expect(readAloud(answer)).toContain('The documents record no event for your choice (2018).');
    expect(JSON.stringify(answer)).toContain('Meeting in the school');
  });

  test('no historical date is left to the reader’s own time zone', () => {
    for (const view of ['timeline', 'casualties', 'people', 'demands', 'documents'] as const) {
      expect(read(place(view))).not.toContain('<t:');
    }
  });
});
