import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../campaigns/file/read-csv.ts';
import { readIcs } from '../../../campaigns/file/read-ics.ts';
import { encode } from '../../support/campaign-file.ts';

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
