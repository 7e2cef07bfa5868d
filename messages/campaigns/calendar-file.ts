import { ComponentType } from 'discord-api-types/v10';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Temporal } from 'temporal-polyfill';
import { occurrenceIdOf } from '../../campaigns/calendar/occurrence-id.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { StandingSlot } from '../../campaigns/ports/slots.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import { words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { dayName } from '../posts/moments.ts';
import type { Telling } from '../say.ts';
import { oneLine } from '../text.ts';
import { entryOf, marksOf, postName, type Plans } from './entries.ts';

export interface CalendarFileFacts {
  readonly campaign: Campaign;
  readonly plans: Plans;
  readonly standing: readonly Pick<StandingSlot, 'purpose' | 'subject' | 'slot' | 'version'>[];
  /** The last day that is in it. */
  readonly until: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

/** How long a post stands in a calendar app: it takes no time, but nothing shorter can be seen there. */
const minutesShown = 15;

/** A calendar as a file for calendar apps. */
export function calendarFileAnswer(facts: CalendarFileFacts, telling: Telling): Answer {
  const { campaign, plans, until } = facts;
  const { speech } = telling;
  const count = plans.occurrences.filter(({ dropped }) => dropped === null).length;
  const name = fileName(campaign.name);
  return {
    files: [{ name, type: 'text/calendar', bytes: new TextEncoder().encode(calendarFile(facts, telling)) }],
    components: [
      words(
        speech.t('calendar.view.fileLead', {
          count,
          name: inline(campaign.name, 60),
          until: dayName(until, speech),
        }),
      ),
      { type: ComponentType.File, file: { url: `attachment://${name}` } },
    ],
  };
}

/**
 * The iCalendar (RFC 5545) of what a campaign will post. Moments are in UTC, so that no app needs rules of a zone.
 * A post keeps its UID for ever, whatever it is moved to, and counts its changes: an app that reads a newer file
 * moves what it has, and takes away what was skipped.
 */
export function calendarFile(
  { campaign, plans, standing, now }: CalendarFileFacts,
  telling: Telling,
): string {
  const versions = new Map(standing.map((one) => [keyOf(one), one.version]));
  const calendar = ical({
    name: plain(campaign.name),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'solidarity-campaign-bot', product: 'calendar', language: telling.language },
  });
  for (const occurrence of plans.occurrences) {
    if (occurrence.dropped === 'over') continue;
    const start = new Date(occurrence.at.epochMilliseconds);
    const entry = entryOf(occurrence, plans);
    calendar.createEvent({
      id: `${occurrenceIdOf({ ...occurrence, campaignId: campaign.id })}@solidarity-campaign-bot`,
      stamp: new Date(now.epochMilliseconds),
      start,
      end: new Date(start.getTime() + minutesShown * 60_000),
      sequence: versions.get(keyOf(occurrence)) ?? 0,
      summary: plain(postName(occurrence, plans, telling)),
      description: marksOf(entry, telling).map(plain).join('\n'),
      status: occurrence.dropped === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

/** A text for an app that knows no markdown, on one line: the library escapes what the format needs. */
function plain(text: string): string {
  return oneLine(text.replaceAll(/\\([\\*_~`|<>[\]@])/g, '$1').replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' '));
}

function keyOf({ purpose, subject, slot }: Pick<Occurrence, 'purpose' | 'subject' | 'slot'>): string {
  return `${purpose} ${subject} ${slot}`;
}

/** A name that every system takes. */
function fileName(campaign: string): string {
  const letters = campaign
    .normalize('NFD')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .toLowerCase();
  return `${letters === '' ? 'calendar' : letters}.ics`;
}
