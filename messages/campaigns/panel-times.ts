import type { Campaign, CampaignTimes, Id } from '../../campaigns/campaign.ts';
import { button, row, words } from '../components.ts';
import type { Answer, Form } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { capital, small, typed } from '../text.ts';
import type { Speech } from '../words.ts';
import { choiceField, formOf, formWith, textField } from './form.ts';
import { nameOfWeekday } from './moments.ts';
import { panelAnswer } from './panel.ts';
import { customId } from './routes.ts';
import { timesText } from './settings-words.ts';

/** What was typed into the form of the times. */
export interface TypedTimes {
  readonly remembrance: string;
  readonly days: string;
  readonly weekday: string;
  readonly digest: string;
  readonly lateness: string;
}

export const typedTimesLength = 10;

/** The times that are set, as they would be typed. */
export function typedTimes(times: CampaignTimes): TypedTimes {
  return {
    remembrance: times.remembrance,
    days: String(times.planningDays),
    weekday: String(times.digestWeekday),
    digest: times.digest,
    lateness: String(Math.max(1, Math.round(times.latenessMinutes / 60))),
  };
}

/** The hours of a campaign. */
export function timesPage(campaign: Campaign, speech: Speech, news?: string): Answer {
  return panelAnswer(
    campaign,
    'times',
    {
      news,
      lead: speech.t('panel.times.lead', { name: inline(campaign.name, 60) }),
      texts: [timesText(campaign, speech), small(speech.t('panel.times.follow'))],
      controls: [
        row(
          button(
            customId('timesForm', campaign.id, campaign.version),
            speech.t('panel.buttons.times'),
            'main',
          ),
          button(customId('zoneForm', campaign.id, campaign.version), speech.t('panel.buttons.zone')),
        ),
      ],
    },
    speech,
  );
}

/** The form of the times. */
export function timesForm(campaignId: Id, version: number, typedSoFar: TypedTimes, speech: Speech): Form {
  const field = (id: Exclude<keyof TypedTimes, 'weekday'>, hint?: string) =>
    textField({
      id,
      label: speech.t(`panel.times.${id}`),
      ...(hint !== undefined && { hint }),
      value: typedSoFar[id],
      required: true,
      maxLength: typedTimesLength,
    });
  return formWith(customId('timesSave', campaignId, version), speech.t('panel.times.form'), [
    field('remembrance', speech.t('panel.times.remembranceHint')),
    field('days', speech.t('panel.times.daysHint')),
    choiceField({
      id: 'weekday',
      label: speech.t('panel.times.weekday'),
      required: true,
      options: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        value: String(weekday),
        label: capital(nameOfWeekday(weekday, speech), speech.language),
      })),
      chosen: [typedSoFar.weekday],
    }),
    field('digest'),
    field('lateness', speech.t('panel.times.latenessHint')),
  ]);
}

/** The form of the zone. */
export function zoneForm({ id, version }: Campaign, zone: string, speech: Speech): Form {
  return formOf(customId('zoneSave', id, version), speech.t('panel.times.zoneForm'), [
    {
      id: 'zone',
      label: speech.t('panel.times.zone'),
      hint: speech.t('panel.times.zoneHint'),
      value: zone,
      required: true,
      maxLength: 60,
    },
  ]);
}

/** What cannot be read of what was typed, and the way to correct it without typing it all again. */
export function timesProblems(
  campaign: Campaign,
  problems: readonly string[],
  typedSoFar: TypedTimes,
  again: string,
  speech: Speech,
): Answer {
  const { remembrance, days, weekday, digest, lateness } = typedSoFar;
  const day = /^[1-7]$/.test(weekday) ? nameOfWeekday(Number(weekday), speech) : weekday;
  const shown = [remembrance, days, day, digest, lateness].map(typed).join(' · ');
  return {
    components: [
      words([speech.t('panel.times.problems'), ...problems.map((problem) => `- ${problem}`)].join('\n')),
      words(small(speech.t('panel.times.typed', { text: shown }))),
      row(
        button(again, speech.t('panel.buttons.again'), 'main'),
        button(customId('panel', campaign.id, 'times'), speech.t('common.back')),
      ),
    ],
  };
}
