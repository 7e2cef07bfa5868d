import type { Id } from '../../campaigns/campaign.ts';
import type { Form } from '../payload.ts';
import type { Speech } from '../words.ts';
import { formOf } from './form.ts';
import { customId } from './routes.ts';

/** What can be typed; a message of Discord has 2,000 characters, and the title is escaped. */
export const announcementLengths = { title: 150, text: 1_800, when: 100 } as const;

/** What was typed so far. */
export interface AnnouncementWords {
  readonly title: string;
  readonly text: string;
  readonly when: string;
}

/** The form of an announcement: a new one, or a draft that is changed. */
export function announcementForm(
  campaignId: Id,
  draftId: Id | null,
  { title, text, when }: AnnouncementWords,
  speech: Speech,
): Form {
  return formOf(
    customId('announcementForm', campaignId, ...(draftId === null ? [] : [draftId])),
    speech.t('announce.form.heading'),
    [
      {
        id: 'title',
        label: speech.t('announce.form.title'),
        value: title,
        required: true,
        maxLength: announcementLengths.title,
      },
      {
        id: 'text',
        label: speech.t('announce.form.text'),
        value: text,
        required: true,
        maxLength: announcementLengths.text,
        long: true,
      },
      {
        id: 'when',
        label: speech.t('announce.form.when'),
        hint: speech.t('announce.form.whenHint'),
        value: when,
        required: false,
        maxLength: announcementLengths.when,
      },
    ],
  );
}
