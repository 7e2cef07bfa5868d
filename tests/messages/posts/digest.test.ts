import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import type { Action } from '../../../campaigns/action/action.ts';
import type { DigestState } from '../../../campaigns/ports/pledges.ts';
import type { Occurrence } from '../../../campaigns/schedule.ts';
import type { ComingUp } from '../../../messages/posts/facts.ts';
import { renderDelivery } from '../../../messages/posts/render.ts';
import { actionOf } from '../../support/actions.ts';
import { campaign, now, setting, text, voice } from '../../support/post-voice.ts';
import { testRecord } from '../../support/record.ts';

const action = (title: string, more: Partial<Action> = {}) => actionOf({ id: title, title, ...more });
const at = (moment: string) => Temporal.Instant.from(moment);
const firstOne: DigestState = { pledges: new Map(), since: null };
const digest = (actions: readonly Action[], comingUp: readonly ComingUp[] = [], stated = firstOne) =>
  ({ campaign, purpose: 'digest', actions, comingUp, stated }) as const;
const occurrence: Occurrence = {
  purpose: 'remembrance',
  subject: 'day-of-mourning',
  slot: '2027-01-09T10:00',
  meant: '2027-01-09T10:00',
  wall: '2027-01-09T10:00',
  zone: 'America/Lima',
  at: at('2027-01-09T15:00:00Z'),
  dropped: null,
  moved: null,
  note: null,
};
const [, event] = testRecord().remembered();
const ahead: ComingUp[] = event
  ? [{ occurrence, anniversary: { record: testRecord(), event, years: 4 } }]
  : [];

describe('a digest', () => {
  test('is nothing when there is nothing to do and nothing ahead', () => {
    expect(renderDelivery(digest([]), setting, voice())).toBeNull();
    expect(renderDelivery(digest([action('over', { deadline: now })]), setting, voice())).toBeNull();
    expect(renderDelivery(digest([action('closed', { state: 'closed' })]), setting, voice())).toBeNull();
  });

  test('says in its first line how much there is', () => {
    const first = (facts: Parameters<typeof text>[0], language = 'en') =>
      text(facts, {}, language).split('\n')[0];
    expect(first(digest([action('a')]))).toBe('**Solidarity: 1 thing you can do**');
    expect(first(digest([action('a'), action('b')], ahead))).toBe(
      '**Solidarity: 2 things you can do and 1 date ahead**',
    );
    expect(first(digest([], ahead), 'es')).toBe('**Solidarity: 1 fecha próxima**');
  });

  test('has what ends first first, and what stays open last', () => {
    const written = text(
      digest([
        action('open'),
        action('later', { deadline: at('2027-01-20T12:00:00Z') }),
        action('sooner', { deadline: at('2027-01-06T12:00:00Z') }),
      ]),
    );
    expect([...written.matchAll(/\*\*(open|later|sooner)\*\*/g)].map(([, title]) => title)).toEqual([
      'sooner',
      'later',
      'open',
    ]);
  });

  test('gives the deadline on the campaign’s clock and the time left, the address, and the progress in words', () => {
    const written = text(
      digest([
        action('Sign', {
          deadline: at('2027-01-12T23:00:00Z'),
          link: 'https://example.org/sign',
          place: 'Plaza *Dos* de Mayo',
          goal: 5000,
          reached: 1200,
        }),
      ]),
    );
    expect(written).toContain(
      String.raw`- **Sign** (petition) · Plaza \*Dos\* de Mayo · until 12 January 2027, 18:00 (Lima time), <t:1799794800:R> · 1,200 of 5,000 so far · <https://example.org/sign>`,
    );
  });

  test('shows remembered days by their day, without a moment that a reader’s zone could turn into another', () => {
    expect(text(digest([], ahead))).toContain('- 9 January 2027: 4 years since “Title of day-of-mourning”');
  });

  test('cannot be used to format, mention or link anything else', () => {
    const written = text(
      digest([action('**@everyone** [x](https://evil.example) `a`', { link: 'javascript:alert(1)' })]),
    );
    expect(written).toContain(
      String.raw`- **\*\*\@everyone\*\* \[x\](https://evil.example) \`a\`** (petition)`,
    );
    expect(written).not.toContain('javascript');
  });

  test('of whatever actions has the most urgent first, counts those it leaves out, and keeps the days ahead', () => {
    const some = fc.record({
      length: fc.integer({ min: 1, max: 100 }),
      hours: fc.option(fc.integer({ min: 1, max: 2_000 }), { nil: null }),
      link: fc.option(fc.webUrl({ withQueryParameters: true }), { nil: null }),
      place: fc.option(fc.string({ maxLength: 300 }), { nil: null }),
      goal: fc.option(fc.nat(), { nil: null }),
      onRequest: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 80 }), fc.constantFrom('en', 'es'), (given, language) => {
        const actions = given.map(({ length, hours, onRequest, ...rest }, index) =>
          action(`n${index}`.padEnd(length, 'x'), {
            ...rest,
            placeOnRequest: onRequest,
            deadline: hours === null ? null : now.add({ hours }),
          }),
        );
        const written = text(digest(actions, ahead), {}, language);
        expect(written.length).toBeLessThanOrEqual(2_000);
        expect(written).toContain('First paper');
        const shown = [...written.matchAll(/^- \*\*n(\d+)x*\*\*/gm)].map(([, index]) => Number(index));
        const [, left = '0'] = /^- (?:and|y) (\d+) (?:more|más)$/m.exec(written) ?? [];
        expect(shown.length + Number(left)).toBe(given.length);
        const hours = shown.map((index) => given[index]?.hours ?? Infinity);
        expect(hours).toEqual(hours.toSorted((a, b) => a - b));
      }),
      runs(300),
    );
  });

  test('says of pledges what it was given, and nothing of those that are too few', () => {
    const stated = { pledges: new Map([['a', { promised: 23, done: 0 }]]), since: null };
    const written = text(
      digest([action('a', { goal: 1_000, reached: 412, unit: 'signatures' })], [], stated),
    );
    expect(written).toContain('412 of 1,000 signatures so far · 23 people say they will do it');
    expect(written).not.toContain('done');
  });

  test('names the source beside each day ahead', () => {
    expect(text(digest([], ahead))).toMatch(/^- 9 January 2027: 4 years since .* · .*First paper/m);
  });

  test('of very many actions says how many it leaves out', () => {
    const many = Array.from({ length: 60 }, (_, index) => action(`Action number ${index} ${'x'.repeat(60)}`));
    const written = text(digest(many, ahead));
    expect(written.length).toBeLessThanOrEqual(2000);
    const [, left] = /and (\d+) more/.exec(written) ?? [];
    expect(Number(left) + [...written.matchAll(/Action number/g)].length).toBe(60);
  });
});
