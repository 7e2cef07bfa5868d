import { ChannelType } from 'discord-api-types/v10';
import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import { publicPurposes } from '../../campaigns/schedule.ts';
import type { Language } from '../../content/language.ts';
import { button, choose, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { ownLanguageName } from '../say.ts';
import { capital, shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { backButton, panelAnswer, panelSelect, type PanelChannel } from './panel.ts';
import { customId } from './routes.ts';
import { chooseAgain, chooseChannel, chooseRole } from './selects.ts';
import { channelLine, purposeName } from './settings-words.ts';

/** The channels that a campaign can post to. Forums are offered so that who tries one is told why not. */
export const channelTypes = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildForum,
] as const;

/** So many that their list and their selects have room in one answer. */
export const mostChannels = 10;

/** All channels of a campaign, to look at one, and to add one. */
export function channelsPage(
  campaign: Campaign,
  channels: readonly PanelChannel[],
  speech: Speech,
  news?: string,
): Answer {
  const full = channels.filter(({ audience }) => audience === 'public').length >= mostChannels;
  const lines = channels.flatMap((channel) => [channelLine(channel, speech), ...lostLine(channel, speech)]);
  return panelAnswer(
    campaign,
    'channels',
    {
      news,
      lead: speech.t('panel.channels.lead', { name: inline(campaign.name, 60) }),
      texts: [
        shorten(lines.join('\n'), 3_000),
        full ? small(speech.t('panel.channels.most', { count: mostChannels })) : '',
      ],
      controls: [
        row(
          choose(
            customId('panelChannel', campaign.id),
            speech.t('panel.channels.open'),
            channels.map((channel) => ({ label: labelOf(channel, speech), value: channel.id })),
          ),
        ),
        ...(full
          ? []
          : [
              row(
                chooseChannel(
                  customId('channelAdd', campaign.id, campaign.version),
                  speech.t('panel.channels.add'),
                  channelTypes,
                ),
              ),
            ]),
      ],
    },
    speech,
  );
}

function labelOf({ audience, name }: PanelChannel, speech: Speech): string {
  return speech.t(audience === 'public' ? 'panel.channels.label' : 'panel.channels.organisersLabel', {
    name: `#${name}`,
  });
}

function lostLine({ quarantine }: CampaignChannel, speech: Speech): readonly string[] {
  if (quarantine === null) return [];
  return [`  ⚠ ${speech.t('panel.channels.lost', { reason: inline(quarantine.reason, 150) })}`];
}

/** One channel, with everything about it that can be changed. */
export function channelPage(
  campaign: Campaign,
  channel: CampaignChannel,
  languages: readonly Language[],
  speech: Speech,
  news?: string,
): Answer {
  const name = inline(campaign.name, 60);
  const mention = `<#${channel.channelId}>`;
  const isPublic = channel.audience === 'public';
  const parts = [campaign.id, channel.id, campaign.version] as const;
  const lost = lostLine(channel, speech).map((text) => text.trim());
  return {
    components: [
      words(
        [news, speech.t(isPublic ? 'panel.one.lead' : 'panel.one.organisers', { name, channel: mention })]
          .filter((part) => part !== undefined)
          .join(' '),
      ),
      words([channelLine(channel, speech), ...lost].join('\n')),
      ...(isPublic ? publicControls(parts, channel, speech) : []),
      row(
        chooseAgain(
          customId('channelLanguage', ...parts),
          speech.t('panel.one.language'),
          languages.map((value) => ({
            value,
            label: ownLanguageName(value),
            chosen: value === channel.language,
          })),
        ),
      ),
      row(chooseChannel(customId('channelReplace', ...parts), speech.t('panel.one.replace'), channelTypes)),
      words(
        [
          ...(isPublic && channel.ping !== null ? [small(speech.t('panel.one.pingHint'))] : []),
          small(speech.t('panel.one.replaceHint')),
        ].join('\n'),
      ),
      row(
        ...(isPublic ? [button(customId('channelRemove', ...parts), speech.t('panel.buttons.remove'))] : []),
        backButton(campaign, 'channels', speech.t('common.back')),
      ),
      panelSelect(campaign, null, speech),
    ],
  };
}

function publicControls(
  parts: readonly [string, string, number],
  { gets, ping }: CampaignChannel,
  speech: Speech,
): Answer['components'] {
  const option = (chosen: CampaignChannel['gets']) => (value: (typeof publicPurposes)[number]) => ({
    value,
    label: capital(purposeName(value, speech), speech.language),
    chosen: chosen.includes(value),
  });
  const pingOptions = publicPurposes.map(option(ping?.for ?? [])).map((one) => ({
    ...one,
    ...(one.value === 'remembrance' && { detail: speech.t('panel.one.mourning') }),
  }));
  return [
    row(
      chooseAgain(
        customId('channelGets', ...parts),
        speech.t('panel.one.gets'),
        publicPurposes.map(option(gets)),
        true,
      ),
    ),
    row(chooseRole(customId('channelRole', ...parts), speech.t('panel.one.role'), ping?.role ?? null)),
    ...(ping === null
      ? []
      : [
          row(
            chooseAgain(customId('channelPing', ...parts), speech.t('panel.one.pingFor'), pingOptions, true),
          ),
        ]),
  ];
}

/** Asks before a channel is removed. */
export function removeChannelAnswer(campaign: Campaign, channel: CampaignChannel, speech: Speech): Answer {
  const variables = { name: inline(campaign.name, 60), channel: `<#${channel.channelId}>` };
  return {
    components: [
      words(speech.t('panel.one.ask', variables)),
      row(
        button(
          customId('channelRemove', campaign.id, channel.id, campaign.version, 'yes'),
          speech.t('panel.buttons.removeNow'),
          'main',
        ),
        backButton(campaign, 'channels', speech.t('panel.buttons.keep')),
      ),
    ],
  };
}
