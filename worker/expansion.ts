import { Temporal } from 'temporal-polyfill';
import { expandOptions } from '../campaigns/calendar/calendar-of.ts';
import { expand, nextOccurrence } from '../campaigns/calendar/expand.ts';
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
  { schedule, overrides, plannedUntil }: Look,
  record: PackRecord | null,
  now: Temporal.Instant,
): Expansion {
  const { purpose, subject } = schedule;
  const options = expandOptions(
    schedule,
    overrides.map((override) => ({ ...override, purpose, subject })),
    record,
  );
  const until = later(plannedUntil, now.add(ahead));
  const slots = expand(schedule, { from: plannedUntil, until }, options).map(
    ({ slot, meant, at, dropped }) => ({
      slot,
      wall: meant,
      dueAt: at,
      skipped: dropped === 'skipped',
    }),
  );
  const next = nextOccurrence(schedule, until, options);
  // A millisecond later, so that the occurrence then lies inside the window and not on its edge.
  const nextLookAt = next?.at.subtract(ahead).add({ milliseconds: 1 }) ?? null;
  return {
    slots,
    plannedUntil: until,
    nextLookAt: nextLookAt ?? (hasEnd(schedule.rule) ? null : now.add(ahead)),
  };
}

/** Nothing comes of such a rule after some day. A rule without an end always has a next occurrence. */
function hasEnd(rule: Look['schedule']['rule']): boolean {
  return rule.kind === 'once' || rule.until !== undefined;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
