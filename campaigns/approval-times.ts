import { Temporal } from 'temporal-polyfill';
import type { Campaign } from './campaign.ts';

/** How long before it is due a post is frozen and its approval asked for. */
export const askAhead = Temporal.Duration.from({ hours: 72 });

/** Organisers are reminded so long before it is due, or at two thirds of the time that they have. */
const remindAhead = { hours: 24 };
/** With less time than this between request and post there is nothing to remind of. */
const shortestMinutes = 30;
/** How long organisers have to answer, also when the post was due sooner. */
const answerMinutes = 60;

/**
 * When the organisers are reminded of what they were asked at a time: once.
 *
 * @returns null when that would be too soon after the request
 */
export function remindAt(dueAt: Temporal.Instant, askedAt: Temporal.Instant): Temporal.Instant | null {
  const left = dueAt.epochMilliseconds - askedAt.epochMilliseconds;
  if (left < shortestMinutes * 60_000) return null;
  const third = Temporal.Duration.from({ milliseconds: Math.floor(left / 3) });
  const ahead = Temporal.Duration.compare(third, remindAhead) < 0 ? third : remindAhead;
  return dueAt.subtract(ahead);
}

/**
 * From when on nobody has answered: when it is due, but not before people had an hour, and not after it is too
 * late. (What an organiser schedules for "now" would otherwise be skipped or posted before anybody could look.)
 */
export function unansweredAt(approval: {
  readonly dueAt: Temporal.Instant;
  readonly latestAt: Temporal.Instant;
  readonly askedAt: Temporal.Instant;
}): Temporal.Instant {
  const answered = approval.askedAt.add({ minutes: answerMinutes });
  const first = later(approval.dueAt, answered);
  return Temporal.Instant.compare(first, approval.latestAt) > 0 ? approval.latestAt : first;
}

/** What becomes of what is due and not approved now. */
export function dueUnapproved(
  approval: Parameters<typeof unansweredAt>[0] & { readonly state: string },
  unanswered: Campaign['unanswered'],
  now: Temporal.Instant,
): Campaign['unanswered'] {
  // Somebody did answer what was turned down: it is held.
  if (approval.state !== 'open' || Temporal.Instant.compare(now, unansweredAt(approval)) < 0) return 'hold';
  return unanswered;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}
