import ical from 'ical-generator';
import type { Action } from '../../campaigns/action/action.ts';
import { takesPlace } from '../../campaigns/action/action.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { PostFile } from '../../campaigns/delivery.ts';
import type { Speech } from '../words.ts';

/** How long something is taken to last that has no end, in minutes; a deadline is a moment. */
const usualMinutes = 60;

/**
 * An action as an iCalendar file (RFC 5545), for a reader's own calendar; null when it has no date. Moments are in
 * UTC, so that every calendar shows them in its reader's zone.
 */
export function calendarFile(
  { action, campaign }: { readonly action: Action; readonly campaign: Pick<Campaign, 'name'> },
  speech: Speech,
): PostFile | null {
  const { id, deadline, ends, title, text, place, placeOnRequest, link, version, changedAt } = action;
  if (deadline === null) return null;
  const present = takesPlace(action);
  const end = ends ?? (present ? deadline.add({ minutes: usualMinutes }) : deadline);
  const notes = [text.trim(), ...(placeOnRequest ? [speech.t('action.calendar.askPlace')] : []), link ?? ''];
  const calendar = ical({
    name: campaign.name,
    prodId: {
      company: 'solidarity-campaign-bot',
      product: 'actions',
      language: speech.language.toUpperCase(),
    },
  });
  calendar.createEvent({
    id: `${id}@solidarity-campaign-bot`,
    sequence: version,
    stamp: new Date(changedAt.epochMilliseconds),
    start: new Date(deadline.epochMilliseconds),
    end: new Date(end.epochMilliseconds),
    summary: present ? title : speech.t('action.calendar.until', { title }),
    description: notes.filter((note) => note !== '').join('\n\n'),
    ...(place !== null && { location: place }),
    ...(link !== null && { url: link }),
  });
  return { name: 'action.ics', type: 'text/calendar', bytes: new TextEncoder().encode(calendar.toString()) };
}
