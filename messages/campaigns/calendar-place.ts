import type { Id } from '../../campaigns/campaign.ts';

/** Which part of a calendar somebody looks at, so that they come back to it. */
export interface CalendarPlace {
  readonly months: number;
  /** From 0. */
  readonly page: number;
  /** The schedule whose posts are shown one by one; null for the calendar itself. */
  readonly unfolded: Id | null;
}

export const mostMonths = 24;
export const usualMonths = 3;

/** The beginning of a calendar of so many months. */
export function placeAt(months: number): CalendarPlace {
  return { months, page: 0, unfolded: null };
}

/** A place as a part of a custom id: `12.0`, and with a schedule behind it when that is unfolded. */
export function packPlace({ months, page, unfolded }: CalendarPlace): string {
  return [months, page, ...(unfolded === null ? [] : [unfolded])].join('.');
}

/** The place in a custom id; null when it is none. */
export function unpackPlace(part: string | undefined): CalendarPlace | null {
  const [, months = '', page = '', unfolded = null] =
    /^(\d{1,2})\.(\d{1,3})(?:\.([\w-]{16}))?$/.exec(part ?? '') ?? [];
  const count = Number(months);
  if (count < 1 || count > mostMonths) return null;
  return { months: count, page: Number(page), unfolded };
}
