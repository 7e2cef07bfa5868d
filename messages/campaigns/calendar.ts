import type { Temporal } from 'temporal-polyfill';
import { button, line, row, words } from '../components.ts';
import { pagesOf } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { dayName } from '../posts/moments.ts';
import type { Telling } from '../say.ts';
import { small } from '../text.ts';
import { entriesOf, entryText } from './entries.ts';
import { stateButtons, type CampaignFacts } from './overview.ts';
import { customId } from './routes.ts';

/** Which part of a calendar is shown. */
export interface CalendarView {
  readonly months: number;
  /** The last day that is shown. */
  readonly until: Temporal.PlainDate;
  /** From 0. */
  readonly page: number;
}

/** Characters of entries on one page. Discord allows 4,000 in all. */
const roomForEntries = 3_300;

/** Everything that a campaign will post up to a day, ten entries a page. */
export function calendarAnswer(
  { campaign, plans }: CampaignFacts,
  view: CalendarView,
  telling: Telling,
): Answer {
  const { speech } = telling;
  const blocks = entriesOf(plans).map((entry) => ({ text: entryText(entry, plans, telling) }));
  const pages = pagesOf(blocks, roomForEntries, small(speech.t('record.continued')));
  const number = Math.min(Math.max(view.page, 0), pages.length - 1);
  const count = plans.occurrences.filter(({ dropped }) => dropped === null).length;
  const variables = { name: inline(campaign.name, 60), until: dayName(view.until, speech) };
  const lead = [
    count === 0
      ? speech.t('campaign.calendar.nothing', variables)
      : speech.t('campaign.calendar.lead', { ...variables, count }),
    ...(campaign.state === 'active' ? [] : [speech.t('campaign.calendar.paused')]),
    speech.t('campaign.calendar.zone', { zone: campaign.zone }),
  ];
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages.length ? [button(customId('calendar', campaign.id, view.months, to), label)] : [];
  const buttons = [
    ...turn(number - 1, speech.t('common.previous')),
    ...turn(number + 1, speech.t('common.next')),
    ...stateButtons(campaign, speech),
  ];
  return {
    components: [
      words(lead.join('\n')),
      ...(blocks.length > 0 ? [line()] : []),
      ...(pages[number] ?? []).map(({ text }) => words(text)),
      ...(pages.length > 1
        ? [words(small(speech.t('common.page', { page: number + 1, pages: pages.length })))]
        : []),
      ...(buttons.length > 0 ? [row(...buttons)] : []),
    ],
  };
}
