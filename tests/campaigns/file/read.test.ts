import { describe, expect, test } from 'vitest';
import { fileLimits } from '../../../campaigns/file/limits.ts';
import { fileProblemKinds } from '../../../campaigns/file/problem.ts';
import { readCampaignFile } from '../../../campaigns/file/read.ts';
import { encode, good, known } from '../../support/campaign-file.ts';

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
