import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import { button, choose, row } from '../components.ts';
import { languageName } from '../say.ts';
import { capital } from '../text.ts';
import type { Speech } from '../words.ts';
import type { AnnouncementCard, AnnouncementView } from './announcement-card.ts';
import { customId } from './routes.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/**
 * Everything that can be done with an announcement, in rows. What opens a form shows what stands there by then;
 * what changes something at once names the version that was seen.
 *
 * @param confirm what its button says that schedules it; null when it cannot be scheduled as it is
 * @param hidden what had no room: each can be looked at by itself
 */
export function controlRows(
  { announcement, offered, languages, crosspostable }: AnnouncementCard,
  confirm: string | null,
  hidden: readonly AnnouncementView[],
  speech: Speech,
): readonly Row[] {
  const { id, campaignId, version, state, picture, crosspost } = announcement;
  const first = [
    ...(confirm === null ? [] : [button(customId('announcementConfirm', id, version), confirm, 'main')]),
    button(customId('announcementChange', id), speech.t('announce.buttons.change')),
    button(customId('announcementRepeat', id), speech.t('announce.buttons.repeat')),
    button(customId('announcementPicture', id), speech.t('announce.buttons.picture')),
    state === 'scheduled'
      ? button(customId('announcementWithdraw', id), speech.t('announce.buttons.withdraw'))
      : button(customId('announcementDiscard', id, version), speech.t('announce.buttons.discard')),
  ];
  const second = [
    ...(offered.length > 1
      ? [button(customId('announcementChannels', id), speech.t('announce.buttons.channels'))]
      : []),
    ...(crosspostable || crosspost ? [crosspostButton(announcement, speech)] : []),
    mourningButton(announcement, speech),
    ...(picture === null
      ? []
      : [button(customId('announcementNoPicture', id, version), speech.t('announce.buttons.noPicture'))]),
    button(customId('announcementList', campaignId, 0), speech.t('announce.buttons.list')),
  ];
  const previews = hidden
    .slice(0, 5)
    .map(({ channels: [channel = ''], language }) =>
      button(
        customId('announcementPreview', id, channel),
        speech.t('announce.buttons.preview', { language: languageName(language, speech) }),
      ),
    );
  return [first, second, previews]
    .filter((buttons) => buttons.length > 0)
    .map((buttons) => row(...buttons))
    .concat(languages.length > 0 ? [row(languageSelect(announcement, languages, speech))] : []);
}

function crosspostButton({ id, version, crosspost }: AnnouncementCard['announcement'], speech: Speech) {
  const label = speech.t(crosspost ? 'announce.buttons.crosspostOn' : 'announce.buttons.crosspostOff');
  return button(customId('announcementCrosspost', id, version), label);
}

function mourningButton({ id, version, mourning }: AnnouncementCard['announcement'], speech: Speech) {
  const label = speech.t(mourning ? 'announce.buttons.mourningOn' : 'announce.buttons.mourningOff');
  return button(customId('announcementMourning', id, version), label);
}

function languageSelect(
  { id, translations }: AnnouncementCard['announcement'],
  languages: AnnouncementCard['languages'],
  speech: Speech,
) {
  return choose(
    customId('announcementLanguage', id),
    speech.t('announce.languages.choose'),
    languages.map((language) => ({
      label: capital(languageName(language, speech), speech.language),
      value: language,
      detail: speech.t(translations[language] ? 'announce.languages.there' : 'announce.languages.missing'),
    })),
  );
}
