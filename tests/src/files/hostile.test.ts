import { describe, expect, test } from 'vitest';
import { fileProblemKinds } from '../../../campaigns/file/problem.ts';
import { fileLimits } from '../../../campaigns/file/limits.ts';
import { readCampaignFile } from '../../../campaigns/file/read.ts';
import { readCsv } from '../../../campaigns/file/read-csv.ts';
import { readIcs } from '../../../campaigns/file/read-ics.ts';
import { createFiles } from '../../../src/files/files.ts';

const known = { packs: ['peru', 'river'], languages: ['en', 'es'] };
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const silent = { error() {}, info() {} };

const good = `format: 1
campaign:
  name: Solidarity
  pack: peru
  zone: America/Lima
  language: en
times:
  remembrance: 10:00
  planningDays: 7
  digestWeekday: monday
  digest: 09:00
  latenessMinutes: 360
channels:
  - id: "100000000000000003"
    audience: public
    language: en
  - id: "100000000000000004"
    audience: organisers
    language: en
`;
const lines = good.split('\n').length;

function problemsIn(text: string): string[] {
  const read = readCampaignFile(encode(text), known);
  if (read.kind !== 'problems') return ['none'];
  for (const { kind } of read.problems) expect(fileProblemKinds).toContain(kind);
  return read.problems.map(({ line, kind }) => `${line ?? '-'} ${kind}`);
}

describe('a mistake that a person makes is named with its line', () => {
  test('none in a good file, which is what was meant', () => {
    expect(problemsIn(good)).toEqual(['none']);
  });

  const change = (from: string, to: string): string => {
    expect(good).toContain(from);
    return good.replace(from, to);
  };
  const more = (text: string): string => good + text;
  test.each([
    ['an unknown pack', change('pack: peru', 'pack: riber'), '4 pack'],
    ['an unknown zone', change('America/Lima', 'America/Limma'), '5 zone'],
    ['an offset for a zone', change('America/Lima', '"-05:00"'), '5 zone'],
    ['an unknown language', change('language: en', 'language: fr'), '6 no-language'],
    ['an hour that there is not', change('10:00', '25:00'), '8 time'],
    ['a number as text', change('planningDays: 7', 'planningDays: seven'), '9 type'],
    ['a number out of range', change('planningDays: 7', 'planningDays: 700'), '9 big'],
    ['a day of the week', change('monday', 'mondey'), '10 choice'],
    ['an id without quotes', change('"100000000000000003"', '100000000000000003'), '14 quotes'],
    ['a slip in a key', change('zone:', 'zona:'), '5 unknown-key'],
    ['a key that is missing', change('  digest: 09:00\n', ''), '7 missing'],
    ['a key that stands twice', change('zone: America/Lima', 'zone: UTC\n  zone: America/Lima'), '6 twice'],
    ['a newer format', change('format: 1', 'format: 2'), '1 newer'],
    ['a format that there never was', change('format: 1', 'format: 0'), '1 format'],
    ['no organisers', change('audience: organisers', 'audience: public'), '13 audience'],
    ['a bad quote', change('name: Solidarity', 'name: "Solidarity'), 'syntax'],
    ['a reference', change('name: Solidarity', 'name: &a Solidarity'), '3 alias'],
    ['a tag', change('name: Solidarity', 'name: !!js/function x'), '3 alias'],
    ['a tag of the core', change('name: Solidarity', 'name: !!binary aGk='), '3 alias'],
    [
      'a date that there is not',
      more('actions:\n  - kind: march\n    state: open\n    title: A\n    when: 2026-02-30T10:00:00-05:00\n'),
      `${lines + 4} moment`,
    ],
    [
      'a year of another age',
      more('actions:\n  - kind: march\n    state: open\n    title: A\n    when: 9999-01-01T10:00:00Z\n'),
      `${lines + 4} years`,
    ],
    [
      'an end before the beginning',
      more(
        'actions:\n  - kind: march\n    state: open\n    title: A\n    when: 2026-02-03T10:00:00Z\n    ends: 2026-02-02T10:00:00Z\n',
      ),
      `${lines + 5} ends`,
    ],
    [
      'an address of a program',
      more('actions:\n  - kind: other\n    state: open\n    title: A\n    link: "javascript:alert(1)"\n'),
      `${lines + 4} link`,
    ],
    [
      'a kind of action',
      more('actions:\n  - kind: riot\n    state: open\n    title: A\n'),
      `${lines + 1} choice`,
    ],
    ['no title', more('actions:\n  - kind: other\n    state: open\n'), `${lines + 1} untitled`],
    [
      'a text that is too long',
      more(`actions:\n  - kind: other\n    state: open\n    title: ${'x'.repeat(200)}\n`),
      `${lines + 3} long`,
    ],
    [
      'a channel that is not there',
      more('announcements:\n  - state: draft\n    title: A\n    text: b\n    channels: ["5"]\n'),
      `${lines + 4} channel`,
    ],
    [
      'a picture that is not there',
      more(
        'announcements:\n  - state: draft\n    title: A\n    text: b\n    picture: { file: picture-7, alt: x }\n',
      ),
      `${lines + 4} picture`,
    ],
    [
      'something scheduled for never',
      more('announcements:\n  - state: scheduled\n    title: A\n    text: b\n'),
      `${lines + 1} no-time`,
    ],
    [
      'a decision about nothing',
      more('calendar:\n  - purpose: reminder\n    about: AAAAAAAAAAAAAAAA\n    slot: 2027-01-01T10:00\n'),
      `${lines + 1} subject`,
    ],
    [
      'a slot on 30 February',
      more('calendar:\n  - purpose: digest\n    slot: 2027-02-30T10:00\n'),
      `${lines + 2} wall`,
    ],
    [
      'a rule that there is not',
      more('announcements:\n  - state: draft\n    title: A\n    text: b\n    repeat: { kind: hourly }\n'),
      `${lines + 4} choice`,
    ],
    [
      'a picture document that is none',
      more('---\npicture: picture-1\nbase64: |\n  ???\n'),
      `${lines + 1} picture-broken`,
    ],
  ])('%s', (_what, text, wanted) => {
    expect(problemsIn(text).join('; ')).toContain(wanted);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('the key %s is one of those', (key) => {
    expect(problemsIn(more(`${key}:\n  polluted: yes\n`))).toEqual([`${lines} unknown-key`]);
    expect(problemsIn(change('name: Solidarity', `${key}: { polluted: 1 }\n  name: Solidarity`))).toEqual([
      '3 unknown-key',
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('many mistakes are all found, and too many entries are one', () => {
    expect(
      problemsIn(
        change('planningDays: 7', 'planningDays: 0').replace('09:00', '9').replace('en\n', 'english\n'),
      ).length,
    ).toBe(3);
    const action = '  - { kind: other, state: open, title: A }\n';
    expect(problemsIn(more(`actions:\n${action.repeat(fileLimits.actions)}`))).toEqual(['none']);
    expect(problemsIn(more(`actions:\n${action.repeat(fileLimits.actions + 1)}`))).toEqual([`${lines} many`]);
  });
});

describe('what is no text is refused at a glance', () => {
  test.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['blanks', encode(' \n\t\n'), 'empty'],
    ['NUL', encode(`${good}\0`), 'binary'],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${good}`, 'utf16le')), 'utf16'],
    ['broken UTF-8', new Uint8Array([0xc3, 0x28, 0x41]), 'binary'],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3]), 'binary'],
    ['too much YAML', encode(`${good}# ${'x'.repeat(fileLimits.campaign)}`), 'large'],
    ['too much of all', new Uint8Array(fileLimits.file + 1).fill(65), 'large'],
  ])('%s', (_what, bytes, kind) => {
    expect(readCampaignFile(bytes, known)).toMatchObject({ kind: 'problems', problems: [{ kind }] });
  });
});

const kilo = (text: string, count: number): string => text.repeat(count);
const bombs: readonly (readonly [string, 'campaign' | 'csv' | 'ics', string])[] = [
  [
    'a hundred thousand flat keys',
    'campaign',
    Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n'),
  ],
  ['lists in lists', 'campaign', kilo('[', 500_000)],
  ['groups in groups', 'campaign', kilo('{a: ', 100_000)],
  ['lists on one line', 'campaign', kilo('- ', 250_000)],
  ['quotes', 'campaign', kilo('"', 500_000)],
  [
    'a billion laughs',
    'campaign',
    `a: &a [1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 30 }, (_, index) => `${String.fromCodePoint(98 + index)}: &${String.fromCodePoint(98 + index)} [${kilo(`*${String.fromCodePoint(97 + index)},`, 9)}]`).join('\n')}`,
  ],
  ['anchors', 'campaign', Array.from({ length: 40_000 }, (_, index) => `- &a${index} 1`).join('\n')],
  ['stairs', 'campaign', Array.from({ length: 1_000 }, (_, index) => `${kilo(' ', index)}a:`).join('\n')],
  ['documents', 'campaign', good + kilo('---\n', 100_000)],
  ['comments', 'campaign', kilo('#\n', 250_000)],
  ['keys without values', 'campaign', kilo('? ', 250_000)],
  ['backslashes', 'campaign', `a: "${kilo('\\\\', 200_000)}`],
  ['blanks before a colon', 'campaign', `a${kilo(' ', 500_000)}: 1`],
  ['a hundred thousand rows', 'csv', `title\n${kilo('a\n', 100_000)}`],
  ['one row without an end', 'csv', `title\n${kilo('a', 1_000_000)}`],
  ['a quote that is never closed', 'csv', `title\n"${kilo('a\n', 400_000)}`],
  ['quotes in a table', 'csv', `title\n${kilo('"', 900_000)}`],
  ['columns', 'csv', kilo('title,', 150_000)],
  [
    'thousands of events',
    'ics',
    `BEGIN:VCALENDAR\n${kilo('BEGIN:VEVENT\nEND:VEVENT\n', 20_000)}END:VCALENDAR`,
  ],
  ['calendars in calendars', 'ics', kilo('BEGIN:VCALENDAR\n', 60_000)],
  [
    'one long property',
    'ics',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:${kilo('a', 900_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  ],
  [
    'parameters',
    'ics',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY;${kilo('X=Y;', 200_000)}:a\nEND:VEVENT\nEND:VCALENDAR`,
  ],
  [
    'folded lines',
    'ics',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a${kilo('\n a', 300_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  ],
];

describe('a file that is made to take long', () => {
  test.each(bombs)('%s (%s)', { timeout: 20_000 }, async (what, kind, text) => {
    const files = createFiles({ log: silent });
    const bytes = encode(text);
    const result =
      kind === 'campaign' ? await files.campaign(bytes, known) : await files.actions(kind, bytes);
    const harmless = what === 'documents' || what === 'parameters' ? ['campaign', 'actions'] : [];
    expect(['problems', 'too-slow', 'failed', ...harmless]).toContain(result.kind);
  });

  test(
    'is ended, thread and all, while the process goes on, and the next one is read',
    { timeout: 60_000 },
    async () => {
      const told: string[] = [];
      const files = createFiles({
        log: { error() {}, info: (...said: readonly unknown[]) => void told.push(String(said[1])) },
        timeoutMs: 300,
        reader: new URL('./endless-thread.ts', import.meta.url),
      });
      // The turn of the event loop comes while the thread turns on and on.
      const turned = new Promise((resolve) => setImmediate(() => resolve('turned')));
      const reading = files.campaign(encode(good), known);
      expect(await turned).toBe('turned');
      expect(await reading).toEqual({ kind: 'too-slow' });
      expect(told).toEqual(['reading a file was ended']);
      expect((await createFiles({ log: silent }).campaign(encode(good), known)).kind).toBe('campaign');
    },
  );

  test('and of many at once, those who come last are asked to come again', { timeout: 60_000 }, async () => {
    const files = createFiles({ log: silent, most: 2 });
    const all = await Promise.all(Array.from({ length: 5 }, () => files.campaign(encode(good), known)));
    expect(all.map(({ kind }) => kind)).toEqual(['campaign', 'campaign', 'busy', 'busy', 'busy']);
    expect((await files.campaign(encode(good), known)).kind).toBe('campaign');
  });
});

describe('lists of actions', () => {
  test('a table in Spanish, as spreadsheets save it', () => {
    const text =
      'Título;Descripción;Tipo;Cuándo;Lugar;Enlace;Meta\r\n"Vigilia; noche";"dos\nlíneas";reunión;2026-12-01 18:00;Plaza;;\r\n\r\nFirma;;petición;;;https://example.org;1000 firmas\r\n';
    const wanted = [
      {
        line: 2,
        kind: 'meeting',
        title: 'Vigilia; noche',
        text: 'dos\nlíneas',
        when: '2026-12-01 18:00',
        where: 'Plaza',
        also: '',
        goal: '',
      },
      { line: 5, kind: 'petition', title: 'Firma', also: 'https://example.org', goal: '1000 firmas' },
    ];
    for (const bytes of [
      encode(text),
      encode(`\uFEFF${text}`),
      new Uint8Array(Buffer.from(text, 'latin1')),
    ]) {
      expect(readCsv(bytes)).toMatchObject({ kind: 'actions', actions: wanted });
    }
    expect(readCsv(encode('title,kind\nA,march\n'))).toMatchObject({
      actions: [{ line: 2, kind: 'march', title: 'A' }],
    });
    expect(readCsv(encode('title\tkind\nA\tmarcha\n'))).toMatchObject({ actions: [{ kind: 'march' }] });
  });

  test.each([
    ['no header', 'a,b\nc,d\n', '1 header'],
    ['no title', 'kind,when\nmarch,x\n', '1 header-title'],
    ['a kind that is none', 'title,kind\nA,march\nB,riot\nC,constructor\n', '3 column; 4 column'],
    ['only a header', 'title,kind\n', '- nothing'],
    ['too many rows', `title\n${'a\n'.repeat(201)}`, '- rows'],
    ['a text that is too long', `title\n${'a'.repeat(101)}\n`, '2 long'],
  ])('a table with %s', (_what, text, wanted) => {
    const read = readCsv(encode(text));
    expect(
      read.kind === 'problems' && read.problems.map(({ line, kind }) => `${line ?? '-'} ${kind}`).join('; '),
    ).toBe(wanted);
  });

  const event = (more: string): Uint8Array =>
    encode(
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:March\\, then talk\r\n${more}END:VEVENT\r\nEND:VCALENDAR\r\n`,
    );
  test.each([
    [
      'UTC',
      'DTSTART:20261201T230000Z\r\nDTEND:20261202T010000Z\r\n',
      { when: '2026-12-01T23:00:00Z', end: '2026-12-02T01:00:00Z', repeats: false },
    ],
    ['a zone', 'DTSTART;TZID=America/Lima:20261201T180000\r\n', { when: '2026-12-01T23:00:00Z' }],
    ['no zone', 'DTSTART:20261201T180000\r\n', { when: '2026-12-01 18:00' }],
    [
      'a day',
      'DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n',
      { when: '2026-12-01', end: '' },
    ],
    [
      'a rule',
      'DTSTART:20261201T230000Z\r\nRRULE:FREQ=SECONDLY;COUNT=999999999\r\n',
      { when: '2026-12-01T23:00:00Z', repeats: true },
    ],
    [
      'a place and a link',
      'DTSTART:20261201T230000Z\r\nLOCATION:Plaza\r\nURL:https://example.org/\r\nDESCRIPTION:one\\ntwo\r\n',
      { where: 'Plaza', also: 'https://example.org/', text: 'one\ntwo' },
    ],
  ])('an event with %s', (_what, more, wanted) => {
    expect(readIcs(event(more))).toMatchObject({
      kind: 'actions',
      actions: [{ kind: 'meeting', line: 3, title: 'March, then talk', ...wanted }],
    });
  });

  test('a task has until it is due, and what is no calendar is refused', () => {
    const task =
      'BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:Write\nDUE:20261201T230000Z\nEND:VTODO\nEND:VCALENDAR\n';
    expect(readIcs(encode(task))).toMatchObject({
      actions: [{ kind: 'other', title: 'Write', when: '2026-12-01T23:00:00Z' }],
    });
    for (const [text, kind] of [
      ['hello', 'ics'],
      ['BEGIN:VCALENDAR\nEND:VCALENDAR\n', 'nothing'],
      ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261399T990000Z\nEND:VEVENT\nEND:VCALENDAR\n', 'ics'],
    ] as const) {
      expect(readIcs(encode(text))).toMatchObject({ kind: 'problems', problems: [{ kind }] });
    }
  });
});
