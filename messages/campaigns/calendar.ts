import type { Temporal } from 'temporal-polyfill';
import { occurrenceIdOf } from '../../campaigns/calendar/occurrence-id.ts';
import { button, choose, line, row, words } from '../components.ts';
import { pagesOf } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { dayName } from '../posts/moments.ts';
import type { Telling } from '../say.ts';
import { capital, small } from '../text.ts';
import { packPlace, placeAt, type CalendarPlace } from './calendar-place.ts';
import { entriesOf, entryText, postName, unfoldedEntries, type Entry, type Plans } from './entries.ts';
import { wallName } from './moments.ts';
import { stateButtons, type CampaignFacts } from './overview.ts';
import { backButton } from './panel.ts';
import { customId } from './routes.ts';

/** Which part of a calendar is shown. */
export interface CalendarView {
  readonly place: CalendarPlace;
  /** The last day that is shown. */
  readonly until: Temporal.PlainDate;
}

/** Characters of entries on one page. Discord allows 4,000 in all. */
const roomForEntries = 3_200;

/** What begins the value of an option that shows the posts of a schedule one by one. */
const unfolds = 'all.';

/** What was chosen of a calendar: the posts of a schedule one by one, or a single post. */
export function chosenEntry(value: string): { readonly schedule: string } | { readonly occurrence: string } {
  return value.startsWith(unfolds) ? { schedule: value.slice(unfolds.length) } : { occurrence: value };
}

/** Everything that a campaign will post up to a day, ten entries a page, and a select to open one of them. */
export function calendarAnswer(
  facts: Pick<CampaignFacts, 'campaign' | 'plans'>,
  view: CalendarView,
  telling: Telling,
): Answer {
  const { plans } = facts;
  const { speech } = telling;
  const { unfolded } = view.place;
  const entries = unfolded === null ? entriesOf(plans) : unfoldedEntries(plans, unfolded);
  const blocks = entries.map((entry) => ({ entry, text: entryText(entry, plans, telling) }));
  const pages = pagesOf(blocks, roomForEntries, small(speech.t('record.continued')));
  const page = Math.min(view.place.page, pages.length - 1);
  const shown = pages[page] ?? [];
  const place = { ...view.place, page };
  return {
    components: [
      words(leadText(facts, view, telling)),
      ...(blocks.length > 0 ? [line()] : []),
      ...shown.map(({ text }) => words(text)),
      ...(pages.length > 1
        ? [words(small(speech.t('common.page', { page: page + 1, pages: pages.length })))]
        : []),
      ...(shown.length > 0 ? [row(openSelect(facts, shown, place, telling))] : []),
      ...buttonRow(facts, place, pages.length, telling),
    ],
  };
}

function leadText(
  { campaign, plans }: Pick<CampaignFacts, 'campaign' | 'plans'>,
  { place, until }: CalendarView,
  { speech }: Telling,
): string {
  const count = plans.occurrences.filter(({ dropped }) => dropped === null).length;
  const variables = { name: inline(campaign.name, 60), until: dayName(until, speech) };
  return [
    count === 0
      ? speech.t('campaign.calendar.nothing', variables)
      : speech.t('campaign.calendar.lead', { ...variables, count }),
    ...(place.unfolded === null ? [] : [speech.t('calendar.view.unfolded')]),
    ...(campaign.state === 'paused' ? [speech.t('campaign.calendar.paused')] : []),
    speech.t('campaign.calendar.zone', { zone: campaign.zone }),
  ].join('\n');
}

function openSelect(
  { campaign, plans }: { readonly campaign: CampaignFacts['campaign']; readonly plans: Plans },
  shown: readonly { readonly entry: Entry }[],
  place: CalendarPlace,
  telling: Telling,
) {
  const { speech } = telling;
  const options = shown.map(({ entry }) => {
    const { occurrence, schedule, times } = entry;
    const what = postName(occurrence, plans, telling);
    if (times > 1 && schedule) {
      const detail = speech.t('calendar.view.folded', { count: times });
      return { label: what, value: `${unfolds}${schedule.id}`, detail };
    }
    return {
      label: capital(wallName(occurrence.wall, speech), speech.language),
      value: occurrenceIdOf({ ...occurrence, campaignId: campaign.id }),
      detail: what,
    };
  });
  // A long entry that goes on on the next page is there twice.
  const once = [...new Map(options.map((option) => [option.value, option])).values()];
  return choose(
    customId('calendarOpen', campaign.id, packPlace(place)),
    speech.t('calendar.view.open'),
    once,
  );
}

function buttonRow(
  { campaign }: Pick<CampaignFacts, 'campaign'>,
  place: CalendarPlace,
  pages: number,
  { speech }: Telling,
): Answer['components'] {
  const turn = (page: number, label: string) =>
    page >= 0 && page < pages ? [button(calendarId(campaign.id, { ...place, page }), label)] : [];
  const turns = [
    ...turn(place.page - 1, speech.t('common.previous')),
    ...turn(place.page + 1, speech.t('common.next')),
  ];
  const more =
    place.unfolded === null
      ? [
          ...(place.months < 12
            ? [button(calendarId(campaign.id, placeAt(12)), speech.t('calendar.view.year'))]
            : []),
          button(customId('calendarFile', campaign.id, place.months), speech.t('calendar.view.file')),
          ...stateButtons(campaign, speech),
        ]
      : [button(calendarId(campaign.id, placeAt(place.months)), speech.t('calendar.view.back'))];
  // With both turns there is no room for a sixth button in the row.
  const back = backButton(campaign, 'overview', speech.t('panel.buttons.back'));
  return turns.length > 0 ? [row(...turns, back), row(...more)] : [row(...more, back)];
}

/** The custom id of a button that shows a part of a calendar. */
export function calendarId(campaignId: string, { months, page, unfolded }: CalendarPlace): string {
  return customId('calendar', campaignId, months, page, ...(unfolded === null ? [] : [unfolded]));
}
