import type { Announcement, AnnouncementWords } from '../../campaigns/announcement.ts';
import type { CampaignChannel, Id } from '../../campaigns/campaign.ts';
import type { Language } from '../../content/language.ts';
import type { Form } from '../payload.ts';
import { languageName } from '../say.ts';
import type { Speech } from '../words.ts';
import { choiceField, fileField, formOf, formWith, textField, type Field } from './form.ts';
import { customId } from './routes.ts';

/** What can be typed; a message of Discord has 2,000 characters, and the title is escaped. */
export const announcementLengths = { title: 150, text: 1_800, when: 100 } as const;
/** Discord allows 1,024. */
export const altLength = 1_000;

/** What was typed so far. */
export interface TypedAnnouncement extends AnnouncementWords {
  readonly when: string;
}

/** Which announcement a form changes, and the version that it shows. */
type Seen = Pick<Announcement, 'id' | 'version'>;

/** The form of an announcement: a new one, or one that is changed. */
export function announcementForm(
  campaignId: Id,
  seen: Seen | null,
  { title, text, when }: TypedAnnouncement,
  speech: Speech,
): Form {
  return formOf(
    customId('announcementForm', campaignId, ...(seen === null ? [] : [seen.id, seen.version])),
    speech.t('announce.form.heading'),
    [
      ...wordFields({ title, text }, true, speech),
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

/** The same words in another language; both empty takes them out. */
export function translationForm(
  { id, version, translations }: Seen & Pick<Announcement, 'translations'>,
  language: Language,
  speech: Speech,
): Form {
  const written = translations[language] ?? { title: '', text: '' };
  return formOf(
    customId('announcementLanguageForm', id, version, language),
    speech.t('announce.languages.heading', { language: languageName(language, speech) }),
    wordFields(written, false, speech),
  );
}

/** Which channels get it. */
export function channelsForm(
  { id, version }: Seen,
  offered: readonly CampaignChannel[],
  chosen: readonly CampaignChannel[],
  names: ReadonlyMap<Id, string>,
  speech: Speech,
): Form {
  return formWith(customId('announcementChannelsForm', id, version), speech.t('announce.channels.heading'), [
    choiceField({
      id: 'channels',
      label: speech.t('announce.channels.label'),
      required: true,
      most: offered.length,
      options: offered.map((channel) => ({
        value: channel.id,
        label: `#${names.get(channel.id) ?? channel.channelId}`,
        detail: languageName(channel.language, speech),
      })),
      chosen: chosen.map((channel) => channel.id),
    }),
  ]);
}

/** A picture and what it shows. One that is there can get other words without being uploaded again. */
export function pictureForm(
  { id, version, picture }: Seen & Pick<Announcement, 'picture'>,
  speech: Speech,
): Form {
  return formWith(customId('announcementPictureForm', id, version), speech.t('announce.picture.heading'), [
    fileField({
      id: 'picture',
      label: speech.t('announce.picture.file'),
      hint: speech.t(picture === null ? 'announce.picture.fileHint' : 'announce.picture.otherHint'),
      required: picture === null,
    }),
    textField({
      id: 'alt',
      label: speech.t('announce.picture.alt'),
      hint: speech.t('announce.picture.altHint'),
      value: picture?.alt ?? '',
      required: true,
      maxLength: altLength,
      long: true,
    }),
  ]);
}

function wordFields({ title, text }: AnnouncementWords, required: boolean, speech: Speech): readonly Field[] {
  return [
    {
      id: 'title',
      label: speech.t('announce.form.title'),
      value: title,
      required,
      maxLength: announcementLengths.title,
    },
    {
      id: 'text',
      label: speech.t('announce.form.text'),
      value: text,
      required,
      maxLength: announcementLengths.text,
      long: true,
    },
  ];
}
