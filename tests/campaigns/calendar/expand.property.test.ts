import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { byTime, expand, nextOccurrence, type ExpandOptions } from '../../../campaigns/calendar/expand.ts';
import { periodOf } from '../../../campaigns/calendar/period.ts';
import { slotsOf } from '../../../campaigns/calendar/rule.ts';
import { writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Occurrence, Override, Rule } from '../../../campaigns/schedule.ts';

// Zones with and without changes of the clock, north and south, of an hour, of half an hour, across midnight.
const zone = fc.constantFrom(
  'America/Lima',
  'Europe/London',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
);
// Mostly the hours that clock changes skip or repeat.
const time = fc.oneof(
  fc.constantFrom('00:00', '00:30', '01:00', '01:30', '02:00', '02:15', '02:30', '03:00', '23:30', '23:59'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
);
const day = fc
  .integer({ min: 0, max: 366 * 6 })
  .map((days) => Temporal.PlainDate.from('2019-01-01').add({ days }));
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    kind: fc.constant('yearly' as const),
    of: fc.oneof(
      day.map(String),
      fc.constantFrom('2020-02-29', '2024-02-29', '2022-03-01', '2022-12-31', '2023-01-01'),
    ),
    time,
    leadDays: fc.constantFrom(0, 1, 7, 30),
  }),
  fc.record({ kind: fc.constant('weekly' as const), weekday: fc.integer({ min: 1, max: 7 }), time }),
  fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), time }),
  fc
    .tuple(day, time)
    .map(([date, hour]) => ({ kind: 'once' as const, at: writeWall(date.toPlainDateTime(hour)) })),
);
const moment = fc
  .integer({ min: 0, max: 6 * 366 * 24 * 60 })
  .map((minutes) => Temporal.Instant.from('2019-01-01T00:00Z').add({ minutes }));
const moments = (count: number) =>
  fc
    .array(moment, { minLength: count, maxLength: count })
    .map((all) => all.toSorted((a, b) => Temporal.Instant.compare(a, b)));

/** A schedule, decisions on some of its slots, and a set of days on which it waits. */
const planned = fc
  .record({
    rule,
    zone,
    picks: fc.array(
      fc.record({ at: fc.nat(200), to: day, hour: time, skipped: fc.boolean(), moved: fc.boolean() }),
      {
        maxLength: 4,
      },
    ),
    waits: fc.array(day.map(String), { maxLength: 6 }),
  })
  .map(({ rule: one, zone: where, picks, waits }) => {
    const slots = slotsOf(one, Temporal.PlainDate.from('2018-12-01'), Temporal.PlainDate.from('2025-12-31'));
    const overrides = new Map<string, Override>();
    for (const pick of picks) {
      const slot = slots[pick.at % Math.max(slots.length, 1)];
      if (slot === undefined) continue;
      const movedTo = pick.moved ? writeWall(pick.to.toPlainDateTime(pick.hour)) : null;
      overrides.set(writeWall(slot), { slot: writeWall(slot), movedTo, skipped: pick.skipped, note: null });
    }
    const schedule = { purpose: 'digest', subject: '', rule: one, zone: where } as const;
    const options: ExpandOptions = {
      overrides: [...overrides.values()],
      waits: (date) => waits.includes(date.toString()),
    };
    return { schedule, options };
  });

const everything = {
  from: Temporal.Instant.from('2018-12-10T00:00Z'),
  until: Temporal.Instant.from('2025-12-20T00:00Z'),
};
const keys = (occurrences: readonly Occurrence[]) => occurrences.map(({ slot }) => slot);

describe('what a rule comes to, whatever the zone, the hour and the decisions', () => {
  test('windows that touch give each occurrence exactly once', () => {
    fc.assert(
      fc.property(planned, moments(3), ({ schedule, options }, [a, b, c]) => {
        if (!a || !b || !c) throw new Error('three moments were asked for');
        const whole = expand(schedule, { from: a, until: c }, options);
        const parts = [
          ...expand(schedule, { from: a, until: b }, options),
          ...expand(schedule, { from: b, until: c }, options),
        ];
        expect(parts).toEqual(whole);
      }),
      runs(250),
    );
  });

  test('each slot of the rule is there exactly once, in the order of time', () => {
    fc.assert(
      fc.property(planned, ({ schedule, options }) => {
        const all = expand(schedule, everything, options);
        const slots = slotsOf(
          schedule.rule,
          Temporal.PlainDate.from('2019-01-01'),
          Temporal.PlainDate.from('2025-12-01'),
        ).map(writeWall);
        expect(new Set(keys(all)).size).toBe(all.length);
        expect(keys(all)).toEqual(expect.arrayContaining(slots));
        expect(all).toEqual(all.toSorted(byTime));
      }),
      runs(120),
    );
  });

  test('an untouched occurrence shows the hour of its rule, but in the gap of a clock change', () => {
    fc.assert(
      fc.property(rule, zone, (one, where) => {
        const schedule = { purpose: 'digest', subject: '', rule: one, zone: where } as const;
        for (const { slot, wall, at } of expand(schedule, everything)) {
          const shown = at.toZonedDateTimeISO(where).toPlainDateTime();
          expect(writeWall(shown)).toBe(wall);
          if (wall === slot) continue;
          const [before, after] = (['earlier', 'later'] as const).map((disambiguation) =>
            Temporal.PlainDateTime.from(slot).toZonedDateTime(where, { disambiguation }),
          );
          expect(before?.offset).not.toBe(after?.offset);
          expect(wall > slot).toBe(true);
        }
      }),
      runs(120),
    );
  });

  test('nothing is posted on a day that waits, unless an organiser moved it there', () => {
    fc.assert(
      fc.property(planned, ({ schedule, options }) => {
        const dayOf = (wall: string) => Temporal.PlainDateTime.from(wall).toPlainDate();
        for (const { slot, moved } of expand(schedule, everything, options)) {
          if (moved === 'by-organiser') continue;
          expect(moved === 'day-of-mourning').toBe(options.waits?.(dayOf(slot)));
        }
      }),
      runs(120),
    );
  });

  test('the next occurrence is the first of the window that begins there', () => {
    fc.assert(
      fc.property(planned, moment, ({ schedule, options }, from) => {
        const next = nextOccurrence(schedule, from, options);
        const until = Temporal.Instant.from('2050-01-01T00:00Z');
        const [first] = expand(schedule, { from, until }, options);
        expect(next?.slot).toBe(first?.slot);
      }),
      runs(100),
    );
  });
});

/** A rule, and what it may be changed to: another hour, another day, other lead days. */
const changed = fc.oneof(
  fc
    .tuple(day.map(String), time, time, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
    .map(([of, before, after, lead, otherLead]): readonly [Rule, Rule] => [
      { kind: 'yearly', of, time: before, leadDays: lead },
      { kind: 'yearly', of, time: after, leadDays: otherLead },
    ]),
  fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), time, time)
    .map(([weekday, other, before, after]): readonly [Rule, Rule] => [
      { kind: 'weekly', weekday, time: before },
      { kind: 'weekly', weekday: other, time: after },
    ]),
  fc
    .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }), time, time)
    .map(([one, other, before, after]): readonly [Rule, Rule] => [
      { kind: 'monthly', day: one, time: before },
      { kind: 'monthly', day: other, time: after },
    ]),
);

/** A change of a rule, and what was decided and posted before it. */
const history = fc
  .record({
    changed,
    zone,
    picks: fc.array(
      fc.record({
        at: fc.nat(400),
        what: fc.constantFrom('skip' as const, 'move' as const, 'over' as const, 'note' as const),
        to: day,
        hour: time,
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ changed: [before, after], zone: where, picks }) => {
    const slots = slotsOf(
      before,
      Temporal.PlainDate.from('2020-01-01'),
      Temporal.PlainDate.from('2024-12-31'),
    );
    const overrides = new Map<string, Override>();
    for (const { at, what, to, hour } of picks) {
      const slot = slots[at % Math.max(slots.length, 1)];
      if (slot === undefined) continue;
      overrides.set(writeWall(slot), {
        slot: writeWall(slot),
        movedTo: what === 'move' ? writeWall(to.toPlainDateTime(hour)) : null,
        skipped: what === 'skip',
        note: what === 'note' ? 'words' : null,
        over: what === 'over',
      });
    }
    return {
      schedule: { purpose: 'digest', subject: '', rule: after, zone: where } as const,
      overrides: [...overrides.values()],
    };
  });

describe('after a change of the rule', () => {
  test('every decision holds under the key that it had, and nothing is there twice', () => {
    fc.assert(
      fc.property(history, ({ schedule, overrides }) => {
        const all = expand(schedule, everything, { overrides });
        const period = (slot: string) => periodOf(schedule.rule, Temporal.PlainDateTime.from(slot));
        expect(new Set(all.map(({ slot }) => period(slot))).size).toBe(all.length);
        for (const { slot, movedTo, skipped, note, over } of overrides) {
          const found = all.find((one) => one.slot === slot);
          expect(found).toMatchObject({ note, dropped: over ? 'over' : skipped ? 'skipped' : null });
          expect(movedTo === null || found?.meant === movedTo).toBe(true);
        }
        // Whatever nobody touched is where the rule of today has it, under a key of its own.
        const touched = new Set(overrides.map(({ slot }) => slot));
        const years = [Temporal.PlainDate.from('2019-06-01'), Temporal.PlainDate.from('2025-06-01')] as const;
        const own = slotsOf(schedule.rule, ...years).map(writeWall);
        const taken = new Set(overrides.map(({ slot }) => period(slot)));
        expect(all.filter(({ slot }) => !touched.has(slot)).map(({ slot }) => slot)).toEqual(
          expect.arrayContaining(own.filter((slot) => !taken.has(period(slot)))),
        );
      }),
      runs(200),
    );
  });

  test('windows that touch still give each occurrence exactly once', () => {
    fc.assert(
      fc.property(history, moments(3), ({ schedule, overrides }, [a, b, c]) => {
        if (!a || !b || !c) throw new Error('three moments were asked for');
        const parts = [
          ...expand(schedule, { from: a, until: b }, { overrides }),
          ...expand(schedule, { from: b, until: c }, { overrides }),
        ];
        expect(parts).toEqual(expand(schedule, { from: a, until: c }, { overrides }));
      }),
      runs(200),
    );
  });
});
