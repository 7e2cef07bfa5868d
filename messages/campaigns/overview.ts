import type { Temporal } from 'temporal-polyfill';
import type { Campaign, CampaignChannel, Snowflake } from '../../campaigns/campaign.ts';
import type { StrandedNotice } from '../../campaigns/ports/settings.ts';
import { button, line, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { languageName, say, type Telling } from '../say.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { entriesOf, entryText, type Plans } from './entries.ts';
import { restoreButton } from './archive.ts';
import { archivedPlaces, panelSelect } from './panel.ts';
import { customId } from './routes.ts';
import { approvalsText, channelLine, timesText, whoText } from './settings-words.ts';
import { warningsOf } from './warnings.ts';

/** A campaign with what is known of it. */
export interface CampaignFacts {
  readonly campaign: Campaign;
  readonly channels: readonly CampaignChannel[];
  /** Everybody in the server can read what is meant for the organisers. */
  readonly exposed: boolean;
  /** What lies before it in the next twelve months. */
  readonly plans: Plans;
}

/** What the panel shows beyond the campaign itself. */
export interface PanelFacts extends CampaignFacts {
  readonly now: Temporal.Instant;
  /** Where another campaign of the same record posts too, and its name, if the reader may organise it. */
  readonly doubled: readonly { readonly channelId: Snowflake; readonly other: string | null }[];
  /** Where the message with the button for organisers is. */
  readonly button: ButtonPlace;
  /** Public channels that are archived threads. */
  readonly archivedThreads: readonly Snowflake[];
  /** What the organisers could not be told in their channel. */
  readonly stranded: readonly StrandedNotice[];
  /** How many campaigns run that the reader may pause. */
  readonly running: number;
}

/**
 * `unpinned`: it is there, and nobody finds it pinned, which may be what organisers want. `unpinnable`: it was to be
 * pinned just now, and could not be. `unknown` when Discord could not say.
 */
export type ButtonPlace = 'there' | 'unpinned' | 'unpinnable' | 'missing' | 'unknown';

/** What has just happened to it, if anything. */
export type CampaignNews = 'created' | 'resumed' | 'stopped' | 'restored' | 'already';

const mostEntries = 5;

/** The first page of the panel: how a campaign is set up, what it posts next, and everything that can be done. */
export function campaignAnswer(facts: PanelFacts, telling: Telling, news?: CampaignNews): Answer {
  const { campaign, plans } = facts;
  const { speech } = telling;
  const next = entriesOf(plans)
    .filter(({ occurrence }) => occurrence.dropped === null && campaign.state !== 'archived')
    .slice(0, mostEntries)
    .map((entry) => entryText(entry, plans, telling));
  const warnings = warningsOf(facts, speech);
  return {
    components: [
      words(leadText(campaign, speech, news)),
      ...(warnings.length > 0 ? [words(shorten(warnings.join('\n'), 1_100))] : []),
      words(shorten(aboutText(facts, telling), 1_300)),
      ...(campaign.state === 'archived' ? [] : [line(), words(nextText(next, speech))]),
      row(
        ...stateButtons(campaign, speech),
        ...(campaign.state === 'archived'
          ? []
          : [button(customId('calendar', campaign.id, 3, 0), speech.t('campaign.buttons.calendar'))]),
        ...otherButtons(facts, speech),
      ),
      campaign.state === 'archived'
        ? panelSelect(campaign, 'overview', speech, archivedPlaces)
        : panelSelect(campaign, 'overview', speech),
    ],
  };
}

/** Start for a paused campaign, pause for a running one. */
export function stateButtons({ id, state }: Pick<Campaign, 'id' | 'state'>, speech: Speech) {
  if (state === 'paused') return [button(customId('resume', id), speech.t('campaign.buttons.start'), 'main')];
  if (state === 'active') return [button(customId('pause', id), speech.t('campaign.buttons.pause'))];
  return [restoreButton({ id }, speech)];
}

const putWords = {
  missing: 'panel.buttons.putButton',
  unpinned: 'panel.buttons.pinButton',
  unpinnable: 'panel.buttons.putButton',
} as const satisfies Partial<Record<ButtonPlace, string>>;

function otherButtons({ campaign, running, button: place }: PanelFacts, speech: Speech) {
  const { id, state } = campaign;
  return [
    ...(running > 1
      ? [button(customId('pauseAll'), speech.t('panel.buttons.pauseAll', { count: running }))]
      : []),
    ...(state !== 'archived' && place !== 'there' && place !== 'unknown'
      ? [button(customId('organisePut', id), speech.t(putWords[place]))]
      : []),
    ...(state === 'archived' ? [] : [button(customId('archive', id), speech.t('panel.buttons.archive'))]),
  ];
}

function nextText(next: readonly string[], speech: Speech): string {
  if (next.length === 0) return speech.t('campaign.about.nothing');
  return shorten([speech.t('campaign.about.next'), ...next].join('\n\n'), 1_200);
}

function leadText(
  { name: typedName, state }: Campaign,
  speech: Speech,
  news: CampaignNews | undefined,
): string {
  const name = inline(typedName, 60);
  if (news === 'already' && state !== 'archived') return speech.t(`campaign.lead.already.${state}`, { name });
  return speech.t(`campaign.lead.${news === undefined || news === 'already' ? state : news}`, { name });
}

function aboutText({ campaign, channels }: CampaignFacts, telling: Telling): string {
  const { speech } = telling;
  const ordered = channels.toSorted(
    (a, b) => Number(a.audience < b.audience) - Number(a.audience > b.audience),
  );
  return [
    ...ordered.map((channel) => channelLine(channel, speech)),
    timesText(campaign, speech),
    speech.t('panel.about.record', {
      language: languageName(campaign.language, speech),
      pack: say(telling.record.pack.title, telling),
    }),
    whoText(campaign, speech),
    approvalsText(campaign, speech),
  ].join('\n');
}
