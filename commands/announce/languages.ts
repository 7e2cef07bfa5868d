import { Language } from '../../content/language.ts';
import { viewAnswer } from '../../messages/campaigns/announcement.ts';
import { announcementLengths, translationForm } from '../../messages/campaigns/announcement-form.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { cardOf } from './card.ts';
import { announcementPressed, saveChange, versionSeen } from './saving.ts';

/** `announce-language:<id>`, the language as value. */
const chosen: Handler = {
  route: routes.announcementLanguage,
  needs: 'organiser',
  run: async ({ args: [id], values: [value] }, asker, deps) => {
    const { announcement, campaign } = await announcementPressed(id, asker, deps);
    const { languages } = await cardOf(announcement, campaign, deps);
    const language = languages.find((one) => one === value);
    if (language === undefined) throw new UserError('errors.stale');
    return { kind: 'form', form: translationForm(announcement, language, asker.speech) };
  },
};

/** `announce-language-form:<id>:<version>:<language>` */
const submitted: Handler = {
  route: routes.announcementLanguageForm,
  needs: 'organiser',
  run: async ({ args: [id, version, part], fields }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const language = Language.safeParse(part);
    if (!language.success || language.data === found.campaign.language) throw new UserError('errors.stale');
    const field = (name: 'title' | 'text'): string =>
      (fields[name] ?? '').trim().slice(0, announcementLengths[name]);
    const words = { title: field('title'), text: field('text') };
    const empty = words.title === '' && words.text === '';
    const translation = { language: language.data, words: empty ? null : words };
    const typed = [words.title, words.text];
    return await saveChange(found, versionSeen(version), { translation }, typed, asker, deps);
  },
};

/** What one channel gets: `announce-preview:<id>:<Discord's id of the channel>`. */
const preview: Handler = {
  route: routes.announcementPreview,
  needs: 'organiser',
  run: async ({ args: [id, channelId = ''] }, asker, deps) => {
    const { announcement, campaign } = await announcementPressed(id, asker, deps);
    const { views } = await cardOf(announcement, campaign, deps);
    const view = views.find(({ channels }) => channels.includes(channelId));
    if (!view) throw new UserError('errors.stale');
    return { kind: 'answer', private: true, answer: viewAnswer(view, asker.speech) };
  },
};

export const languageHandlers: readonly Handler[] = [chosen, submitted, preview];
