import { Temporal } from 'temporal-polyfill';
import { expandOptions } from '../campaigns/calendar/calendar-of.ts';
import { expand, longestWait, nextComesBefore, type ExpandOptions } from '../campaigns/calendar/expand.ts';
import type { Expansion, Look } from '../campaigns/ports/planning.ts';
import type { PackRecord } from '../content/record.ts';

/** How far ahead occurrences are written down. */
const ahead = Temporal.Duration.from({ hours: 8 * 24 });

/**
 * What one look at a schedule comes to: the occurrences from where the last look ended until some days ahead,
 * and when the next look is worth it. After a month without a planner this gives the whole month.
 *
 * @param record the campaign's pack; null when it is not loaded
 */
export function expansionOf(
  { schedule, overrides, mourned, plannedUntil }: Look,
  record: PackRecord | null,
  now: Temporal.Instant,
): Expansion {
  const options = expandOptions(schedule, { record, schedules: mourned, overrides });
  const until = later(plannedUntil, now.add(ahead));
  const planned = reach(until, schedule, options);
  const occurrences = expand(
    schedule,
    { from: plannedUntil, until: later(planned, nextComesBefore(schedule, until, options)) },
    options,
  );
  const slots = occurrences
    .filter(({ at }) => isBefore(at, planned))
    .map(({ slot, meant, at, dropped }) => ({
      slot,
      wall: meant,
      dueAt: at,
      skipped: dropped === 'skipped',
    }));
  const next = occurrences.find(({ at }) => !isBefore(at, until));
  // A millisecond later, so that the occurrence then lies inside the window and not on its edge.
  const nextLookAt = next?.at.subtract(ahead).add({ milliseconds: 1 }) ?? null;
  return {
    slots,
    plannedUntil: until,
    nextLookAt: nextLookAt ?? (hasEnd(schedule.rule) ? null : now.add(ahead)),
  };
}

/**
 * Up to when slots are put in. What would fall before the end and waits is put in too, where it falls by now: it may be
 * written down already where it fell before somebody announced a day of mourning.
 */
function reach(
  until: Temporal.Instant,
  { zone }: Look['schedule'],
  { waits }: ExpandOptions,
): Temporal.Instant {
  if (waits === undefined) return until;
  let day = until.toZonedDateTimeISO(zone).toPlainDate();
  for (let days = 0; days < longestWait && waits(day); days += 1) day = day.add({ days: 1 });
  return day.add({ days: 1 }).toZonedDateTime(zone).toInstant();
}

/** Nothing comes of such a rule after some day. A rule without an end always has a next occurrence. */
function hasEnd(rule: Look['schedule']['rule']): boolean {
  return rule.kind === 'once' || rule.until !== undefined;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
