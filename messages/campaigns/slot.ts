import { ComponentType } from 'discord-api-types/v10';
import { mourningDays } from '../../campaigns/calendar/mourning.ts';
import { occurrenceIdOf } from '../../campaigns/calendar/occurrence-id.ts';
import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { SlotChange } from '../../campaigns/ports/slots.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { dayName } from '../posts/moments.ts';
import type { Telling } from '../say.ts';
import { calendarId } from './calendar.ts';
import { packPlace, type CalendarPlace } from './calendar-place.ts';
import { entryOf, otherMarksOf, postName, type Plans } from './entries.ts';
import { typedMoment, yourTime } from './moments.ts';
import { customId, type routes } from './routes.ts';

/** One post before it goes out, and what is known of it. */
export interface SlotFacts {
  readonly campaign: Campaign;
  readonly occurrence: Occurrence;
  readonly plans: Plans;
  /** How often somebody decided about it. */
  readonly version: number;
  /** Who gets it. */
  readonly channels: readonly CampaignChannel[];
  /** Where in the calendar it was opened. */
  readonly place: CalendarPlace;
}

/** What has just been saved about it. */
export type SlotNews = SlotChange['kind'] | 'noteGone';

/** One post: when, what, where; what was decided about it; and everything that can be done with it. */
export function slotAnswer(facts: SlotFacts, telling: Telling, news?: Exclude<SlotNews, 'post-now'>): Answer {
  const { occurrence } = facts;
  const { speech } = telling;
  const skipped = occurrence.dropped === 'skipped';
  const lead = speech.t(`calendar.slot.lead.${skipped ? 'skipped' : 'planned'}`, {
    what: slotName(facts, telling),
    moment: `${slotMoment(facts, telling)} · ${yourTime(occurrence.at)}`,
  });
  const marks = otherMarksOf(entryOf({ ...occurrence, note: null }, facts.plans), telling);
  return {
    components: [
      words(
        [
          ...(news === undefined ? [] : [speech.t(`calendar.slot.news.${news}`)]),
          lead,
          ...marks.map((mark) => `_${mark}._`),
          // What does not go out goes nowhere, and waits for nobody.
          ...(skipped ? [] : circumstances(facts, telling)),
        ].join('\n'),
      ),
      ...noteParts(facts, telling),
      ...slotButtons(facts, telling),
    ],
  };
}

/** What it is about, without when. */
export function slotName(
  { occurrence, plans }: Pick<SlotFacts, 'occurrence' | 'plans'>,
  telling: Telling,
): string {
  return postName(occurrence, plans, telling);
}

/** When it really falls, in the campaign's zone. */
export function slotMoment(
  { occurrence: { at, zone } }: Pick<SlotFacts, 'occurrence'>,
  { speech }: Telling,
): string {
  return typedMoment(at, zone, speech);
}

export function channelNames(channels: readonly Pick<CampaignChannel, 'channelId'>[]): string {
  return channels.map(({ channelId }) => `<#${channelId}>`).join(', ');
}

/** "Saturday 9 January is a day of mourning", when something falls on one that does not itself remember. */
export function mourningRemark(
  day: Parameters<ReturnType<typeof mourningDays>>[0],
  { occurrence, plans }: Pick<SlotFacts, 'occurrence' | 'plans'>,
  { record, speech }: Telling,
  key: 'calendar.slot.mourningDay' | 'calendar.move.mourningDay',
): readonly string[] {
  const { purpose } = occurrence;
  if (purpose === 'remembrance' || purpose === 'planning-note') return [];
  const { schedule } = entryOf(occurrence, plans);
  if (schedule?.rule.mourned === true || !mourningDays({ ...plans, record })(day)) return [];
  return [speech.t(key, { day: dayName(day, speech) })];
}

/** Whether organisers can say something with such a post; an announcement is in their own words already. */
export function takesNote({ purpose }: Pick<Occurrence, 'purpose'>): boolean {
  return purpose === 'remembrance' || purpose === 'digest' || purpose === 'planning-note';
}

function circumstances(facts: SlotFacts, telling: Telling): readonly string[] {
  const { campaign, occurrence, channels } = facts;
  const { speech } = telling;
  const needsApproval = campaign.approvals > 0 && channels.some(({ audience }) => audience === 'public');
  const day = occurrence.at.toZonedDateTimeISO(occurrence.zone).toPlainDate();
  return [
    channels.length === 0
      ? speech.t('calendar.slot.nowhere')
      : speech.t('calendar.slot.goes', { channels: channelNames(channels) }),
    ...mourningRemark(day, facts, telling, 'calendar.slot.mourningDay'),
    ...(needsApproval ? [speech.t('calendar.slot.approvals', { count: campaign.approvals })] : []),
    ...(campaign.state === 'active' ? [] : [speech.t('calendar.slot.paused')]),
  ];
}

function noteParts({ occurrence: { note } }: SlotFacts, { speech }: Telling): Answer['components'] {
  if (note === null) return [];
  return [
    words(speech.t('calendar.slot.note')),
    { type: ComponentType.Container, components: [words(note)] },
  ];
}

function slotButtons(facts: SlotFacts, { speech }: Telling): Answer['components'] {
  const { campaign, occurrence, place } = facts;
  const write = (route: keyof typeof routes, label: string) => button(slotId(route, facts), label);
  const skipped = occurrence.dropped === 'skipped';
  return [
    row(
      button(slotLook('slotPreview', facts, 0), speech.t('calendar.buttons.preview')),
      ...(takesNote(occurrence) ? [write('slotNote', speech.t('calendar.buttons.note'))] : []),
      skipped
        ? write('slotUnskip', speech.t('calendar.buttons.unskip'))
        : write('slotSkip', speech.t('calendar.buttons.skip')),
      write('slotMove', speech.t('calendar.buttons.move')),
      write('slotPostNow', speech.t('calendar.buttons.postNow')),
    ),
    row(
      ...(occurrence.moved === 'by-organiser'
        ? [write('slotMoveBack', speech.t('calendar.buttons.moveBack'))]
        : []),
      button(calendarId(campaign.id, place), speech.t('calendar.view.back')),
    ),
  ];
}

/** The custom id of what changes a post: it names the version that the person sees. */
export function slotId(
  route: keyof typeof routes,
  { campaign, occurrence, version, place }: Pick<SlotFacts, 'campaign' | 'occurrence' | 'version' | 'place'>,
  ...more: readonly string[]
): string {
  const id = occurrenceIdOf({ ...occurrence, campaignId: campaign.id });
  return customId(route, campaign.id, id, version, packPlace(place), ...more);
}

/** The custom id of what only shows a post. */
export function slotLook(
  route: 'slot' | 'slotPreview',
  { campaign, occurrence, place }: Pick<SlotFacts, 'campaign' | 'occurrence' | 'place'>,
  ...more: readonly number[]
): string {
  const id = occurrenceIdOf({ ...occurrence, campaignId: campaign.id });
  return customId(route, campaign.id, id, packPlace(place), ...more);
}
