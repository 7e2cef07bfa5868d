import type { Temporal } from 'temporal-polyfill';
import { writeWall } from '../calendar/wall-time.ts';
import type { Campaign } from '../campaign.ts';
import type { NewSchedule } from '../calendar/defaults.ts';
import type { Action } from './action.ts';
import { endOfDay } from './typed.ts';

/** Nearer than this nobody needs to be reminded of what was only just announced. */
const leastHours = 1;

type Reminded = Pick<Action, 'id' | 'deadline' | 'reminderHours'>;

/** The hour of a reminder of something that ends with a day. */
const hourOfDay = '10:00';

/**
 * When an action's deadline is called to mind; null when it has none, or none is wanted. Whole days before something
 * that ends with a day, which nobody gave an hour: not a minute before midnight, but in the morning of that day.
 *
 * @param zone of the campaign
 */
export function reminderAt(
  { deadline, reminderHours }: Omit<Reminded, 'id'>,
  zone: string,
): Temporal.Instant | null {
  if (deadline === null || reminderHours === null) return null;
  const at = deadline.subtract({ hours: reminderHours });
  if (reminderHours % 24 !== 0 || !endsWithItsDay(deadline, zone)) return at;
  return at.toZonedDateTimeISO(zone).withPlainTime(hourOfDay).toInstant();
}

function endsWithItsDay(deadline: Temporal.Instant, zone: string): boolean {
  return deadline.toZonedDateTimeISO(zone).toPlainTime().equals(endOfDay);
}

/** Whether a reminder is still worth being posted when it is decided on now. */
export function isAhead(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return at.epochMilliseconds >= now.add({ hours: leastHours }).epochMilliseconds;
}

/**
 * The schedule of an action's reminder; null when there is none. It may never come later than the deadline itself.
 */
export function reminderSchedule(
  action: Reminded,
  { zone, times }: Pick<Campaign, 'zone' | 'times'>,
): NewSchedule | null {
  const at = reminderAt(action, zone);
  if (at === null || action.reminderHours === null) return null;
  return {
    purpose: 'reminder',
    subject: action.id,
    rule: { kind: 'once', at: writeWall(at.toZonedDateTimeISO(zone).toPlainDateTime()) },
    zone,
    latenessMinutes: Math.min(times.latenessMinutes, action.reminderHours * 60),
  };
}
