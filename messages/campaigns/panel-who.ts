import type { Campaign, Snowflake } from '../../campaigns/campaign.ts';
import { button, row } from '../components.ts';
import type { Language } from '../../content/language.ts';
import type { Answer, Form } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { languageName, ownLanguageName } from '../say.ts';
import { small } from '../text.ts';
import type { Speech } from '../words.ts';
import { approvalId } from './approval-routes.ts';
import { choiceField, formWith, textField } from './form.ts';
import { panelAnswer, type PanelReader } from './panel.ts';
import { customId } from './routes.ts';
import { chooseAgain, chooseRole } from './selects.ts';
import { approvalsText, whoText } from './settings-words.ts';

/** Who may organise a campaign, how they come to its panel, and how the commands are opened to them. */
export function whoPage(
  campaign: Campaign,
  organisers: Snowflake,
  { manager, speech }: PanelReader,
  news?: string,
): Answer {
  const how = { button: speech.t('panel.organise.button'), channel: `<#${organisers}>` };
  const select = chooseRole(
    customId('organiserRole', campaign.id, campaign.version),
    speech.t('panel.who.choose'),
    campaign.organiserRole,
  );
  return panelAnswer(
    campaign,
    'who',
    {
      news,
      lead: speech.t('panel.who.lead', { name: inline(campaign.name, 60) }),
      texts: [
        whoText(campaign, speech),
        speech.t('panel.who.how', how),
        speech.t('panel.who.open'),
        small(speech.t('panel.who.only')),
      ],
      controls: manager ? [row(select)] : [],
    },
    speech,
  );
}

/** How posts of a campaign are approved. */
export function approvalsPage(campaign: Campaign, { manager, speech }: PanelReader, news?: string): Answer {
  const { id, version, approvals, unanswered } = campaign;
  const mode = chooseAgain(
    customId('approvalsMode', id, version),
    speech.t('panel.approvals.mode'),
    ([0, 1, 2] as const).map((value) => ({
      value: String(value),
      label: speech.t(`panel.approvals.mode${value}`),
      detail: speech.t(`panel.approvals.mode${value}Detail`),
      chosen: value === approvals,
    })),
  );
  const otherwise = chooseAgain(
    customId('approvalsUnanswered', id, version),
    speech.t('panel.approvals.unanswered'),
    (['hold', 'post', 'skip'] as const).map((value) => ({
      value,
      label: speech.t(`panel.approvals.${value}`),
      detail: speech.t(`panel.approvals.${value}Detail`),
      chosen: value === unanswered,
    })),
  );
  return panelAnswer(
    campaign,
    'approvals',
    {
      news,
      lead: speech.t('panel.approvals.lead', { name: inline(campaign.name, 60) }),
      texts: [
        approvalsText(campaign, speech),
        speech.t('panel.approvals.how'),
        small(speech.t('panel.who.only')),
      ],
      controls: [
        ...(manager ? [row(mode), ...(approvals === 0 ? [] : [row(otherwise)])] : []),
        ...(approvals === 0 ? [] : [row(button(approvalId('list', id), speech.t('approval.buttons.list')))]),
      ],
    },
    speech,
  );
}

/** What a campaign is called, and its language. */
export function namePage(campaign: Campaign, speech: Speech, news?: string): Answer {
  const language = languageName(campaign.language, speech);
  return panelAnswer(
    campaign,
    'name',
    {
      news,
      lead: speech.t('panel.name.lead', { name: inline(campaign.name, 60) }),
      texts: [small(speech.t('panel.name.how', { language }))],
      controls: [
        row(
          button(customId('nameForm', campaign.id, campaign.version), speech.t('panel.buttons.name'), 'main'),
        ),
      ],
    },
    speech,
  );
}

/** The form of name and language. */
export function nameForm(campaign: Campaign, languages: readonly Language[], speech: Speech): Form {
  const { id, version, name, language } = campaign;
  return formWith(customId('nameSave', id, version), speech.t('panel.name.form'), [
    textField({ id: 'name', label: speech.t('panel.name.name'), value: name, required: true, maxLength: 60 }),
    choiceField({
      id: 'language',
      label: speech.t('panel.name.language'),
      required: true,
      options: languages.map((value) => ({ value, label: ownLanguageName(value) })),
      chosen: [language],
    }),
  ]);
}
