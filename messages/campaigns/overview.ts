import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import { button, line, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { languageName, say, type Telling } from '../say.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { entriesOf, entryText, type Plans } from './entries.ts';
import { customId } from './routes.ts';

/** A campaign with what is known of it. */
export interface CampaignFacts {
  readonly campaign: Campaign;
  readonly channels: readonly CampaignChannel[];
  /** Everybody in the server can read what is meant for the organisers. */
  readonly exposed: boolean;
  /** What lies before it in the next twelve months. */
  readonly plans: Plans;
}

/** What has just happened to it, if anything. */
export type CampaignNews = 'created' | 'resumed' | 'stopped' | 'already';

const mostEntries = 5;

/** What a campaign does, what it posts next, and the buttons to start, pause and look further. */
export function campaignAnswer(facts: CampaignFacts, telling: Telling, news?: CampaignNews): Answer {
  const { campaign, channels, plans } = facts;
  const { speech } = telling;
  const next = entriesOf(plans)
    .filter(({ occurrence }) => occurrence.dropped === null && campaign.state !== 'archived')
    .slice(0, mostEntries)
    .map((entry) => entryText(entry, plans, telling));
  const lost = channels.flatMap(({ channelId, quarantine }) =>
    quarantine
      ? [
          speech.t('campaign.about.lost', {
            channel: `<#${channelId}>`,
            reason: inline(quarantine.reason, 200),
          }),
        ]
      : [],
  );
  const organisers = channels.find(({ audience }) => audience === 'organisers');
  const exposed =
    facts.exposed && organisers
      ? [words(speech.t('campaign.about.exposed', { channel: `<#${organisers.channelId}>` }))]
      : [];
  return {
    components: [
      words(leadText(campaign, speech, news)),
      ...exposed,
      words(shorten([aboutText(facts, telling), ...lost].join('\n'), 1_500)),
      ...(campaign.state === 'archived' ? [] : [line(), words(nextText(next, speech))]),
      row(
        ...stateButtons(campaign, speech),
        button(customId('calendar', campaign.id, 3, 0), speech.t('campaign.buttons.calendar')),
      ),
    ],
  };
}

/** Start for a paused campaign, pause for a running one. */
export function stateButtons({ id, state }: Pick<Campaign, 'id' | 'state'>, speech: Speech) {
  if (state === 'paused') return [button(customId('resume', id), speech.t('campaign.buttons.start'), 'main')];
  if (state === 'active') return [button(customId('pause', id), speech.t('campaign.buttons.pause'))];
  return [];
}

function nextText(next: readonly string[], speech: Speech): string {
  if (next.length === 0) return speech.t('campaign.about.nothing');
  return shorten([speech.t('campaign.about.next'), ...next].join('\n\n'), 2_000);
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
  const of = (audience: CampaignChannel['audience']): string =>
    channels
      .filter((channel) => channel.audience === audience)
      .map(({ channelId }) => `<#${channelId}>`)
      .join(', ');
  return [
    speech.t('campaign.about.channels', { public: of('public'), organisers: of('organisers') }),
    speech.t('campaign.about.settings', {
      zone: campaign.zone,
      language: languageName(campaign.language, speech),
      pack: say(telling.record.pack.title, telling),
    }),
  ].join('\n');
}
