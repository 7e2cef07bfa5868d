import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { actionKinds, type ActionKind } from '../../../campaigns/action/action.ts';
import { parseAction } from '../../../campaigns/action/parse.ts';
import { nothingTyped, retyped, type TypedAction } from '../../../campaigns/action/typed.ts';
import { readWhere } from '../../../campaigns/action/where.ts';

const context = { zone: 'America/Lima', now: Temporal.Instant.from('2026-11-10T15:00:00Z') };
const typed = (fields: Partial<TypedAction>) => retyped(nothingTyped, { title: 'Sign', ...fields }, context);
const parse = (fields: Partial<TypedAction>, kind: ActionKind = 'march') =>
  parseAction(typed(fields), kind, context);
const problems = (fields: Partial<TypedAction>, kind?: ActionKind) =>
  parse(fields, kind).problems.map(({ field, kind: wrong }) => `${field} ${wrong}`);

describe('what was typed becomes an action', () => {
  test('with a goal and what is counted in one field', () => {
    expect(parse({ goal: '1.000 firmas' }).content).toMatchObject({ goal: 1000, unit: 'firmas' });
    expect(parse({ goal: '5000' }).content).toMatchObject({ goal: 5000, unit: null });
    expect(parse({ goal: '500 letters', unit: 'cards' }).content).toMatchObject({ goal: 500, unit: 'cards' });
    expect(problems({ goal: '1,50 letters' })).toEqual(['goal number']);
  });

  test('with an end of the same day, or of the next one when the hour is earlier', () => {
    const ends = (end: string) => String(parse({ when: '2026-12-10 18:00', end }).content.ends);
    expect(ends('20:00')).toBe('2026-12-11T01:00:00Z');
    expect(ends('2am')).toBe('2026-12-11T07:00:00Z');
    expect(ends('2026-12-12 10:00')).toBe('2026-12-12T15:00:00Z');
    expect(problems({ end: '20:00' })).toEqual(['end no-start']);
    expect(problems({ when: '2026-12-10 18:00', end: '2026-12-10 17:00' })).toEqual(['end before']);
    expect(problems({ when: '2026-12-10 18:00', end: '2026-12-10 17:00' }, 'petition')).toEqual([]);
  });

  test('while it goes on: the beginning may have passed', () => {
    const during = { ...context, now: Temporal.Instant.from('2026-12-11T00:00:00Z') };
    const march = typed({ when: '2026-12-10 18:00', end: '20:00' });
    expect(parseAction(march, 'march', during).problems).toEqual([]);
    const over = { ...context, now: Temporal.Instant.from('2026-12-11T01:00:00Z') };
    expect(parseAction(march, 'march', over).problems).toMatchObject([{ field: 'when', kind: 'past' }]);
  });

  test('with pledges as is usual for its kind, unless somebody chose', () => {
    expect(actionKinds.filter((kind) => !parse({}, kind).content.pledges)).toEqual(['march', 'meeting']);
    expect(parse({ pledges: true }).content.pledges).toBe(true);
    expect(parse({ pledges: false }, 'petition').content.pledges).toBe(false);
  });
});

test.each([
  ['Plaza San Martín', { place: 'Plaza San Martín', link: null, unusable: null }],
  ['Av. Arequipa 123, Lima', { place: 'Av. Arequipa 123, Lima', link: null, unusable: null }],
  ['https://example.org/a', { place: null, link: 'https://example.org/a', unusable: null }],
  ['Plaza 2 https://a.example.org/x', { place: 'Plaza 2', link: 'https://a.example.org/x', unusable: null }],
  ['http://example.org', { place: null, link: null, unusable: 'http://example.org' }],
  ['www.example.org', { place: null, link: null, unusable: 'www.example.org' }],
  ['data:text/html,x', { place: null, link: null, unusable: 'data:text/html,x' }],
  ['https://a:b@example.org', { place: null, link: null, unusable: 'https://a:b@example.org' }],
  ['https://localhost', { place: null, link: null, unusable: 'https://localhost' }],
  ['  ', { place: null, link: null, unusable: null }],
] as const)('“%s” is read as a place, a link, or neither', (text, read) => {
  expect(readWhere(text)).toEqual(read);
});

test('a settled time means the same when it is looked at later, and another one when it is typed anew', () => {
  const first = typed({ when: 'tomorrow 6pm' });
  expect(first.whenAt).toBe('2026-11-11T18:00');
  const later = { ...context, now: context.now.add({ hours: 20 }) };
  expect(retyped(first, { when: 'tomorrow 6pm' }, later).whenAt).toBe('2026-11-11T18:00');
  expect(retyped(first, { when: '2026-11-11 18:00' }, later).whenAt).toBe('2026-11-11T18:00');
  expect(retyped(first, { when: 'tomorrow 7pm' }, later).whenAt).toBe('2026-11-12T19:00');
});

test('whatever is typed, nothing throws, and what has no problem can be published', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      '2027-01-09 18:00',
      'next Monday 6pm',
      '20:00',
      'https://example.org',
      '1,000 x',
      '03/04/2027',
    ),
  );
  const fields = fc.record({
    title: anything,
    text: anything,
    when: anything,
    where: anything,
    goal: anything,
    also: anything,
    end: anything,
    unit: anything,
  });
  let publishable = 0;
  fc.assert(
    fc.property(fields, fc.constantFrom(...actionKinds), (given, kind) => {
      const { content, problems: wrong } = parse(given, kind);
      if (wrong.length > 0) return;
      publishable += 1;
      expect(content.title).not.toBe('');
      expect(content.link === null || content.link.startsWith('https://')).toBe(true);
      expect(given.when.trim() === '' || content.deadline !== null).toBe(true);
      const [begins, ends] = [content.deadline, content.ends].map((at) => at?.epochMilliseconds);
      expect(ends === undefined || ends > (begins ?? Infinity)).toBe(true);
      expect(content.goal === null || content.goal > 0).toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(publishable).toBeGreaterThan(0);
});
