import { inline } from '../posts/inline.ts';
import { noticePost } from '../posts/notice.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import type { PanelFacts } from './overview.ts';

/** Notices that could not be posted: so many are shown, at this length. */
const mostStranded = 3;
const strandedLength = 300;

/** What organisers should mend about a campaign, the most urgent first. */
export function warningsOf(facts: PanelFacts, speech: Speech): readonly string[] {
  const { campaign, channels, button } = facts;
  if (campaign.state === 'archived') return [];
  const organisers = channels.find(({ audience }) => audience === 'organisers');
  const place = {
    button: speech.t('panel.organise.button'),
    channel: organisers === undefined ? '' : `<#${organisers.channelId}>`,
  };
  return [
    ...unreachable(facts, speech),
    ...channels
      .filter(({ quarantine }) => quarantine !== null)
      .map(({ channelId, quarantine }) =>
        speech.t('campaign.about.lost', {
          channel: `<#${channelId}>`,
          reason: inline(quarantine?.reason ?? '', 200),
        }),
      ),
    ...(facts.exposed ? [speech.t('campaign.about.exposed', { channel: place.channel })] : []),
    ...(button === 'missing' ? [speech.t('panel.warnings.button', place)] : []),
    ...(button === 'unpinned' ? [speech.t('panel.warnings.unpinned', place)] : []),
    ...(button === 'unpinnable' ? [speech.t('panel.warnings.unpinnable', place)] : []),
    ...facts.doubled.map(({ channelId, other }) =>
      speech.t('panel.warnings.doubled', {
        channel: `<#${channelId}>`,
        other: other === null ? speech.t('panel.warnings.doubledOther') : inline(other, 60),
      }),
    ),
    ...facts.archivedThreads.map((channelId) =>
      speech.t('panel.warnings.archived', { channel: `<#${channelId}>` }),
    ),
  ];
}

/** The organisers' channel is lost: what they were not told there. */
function unreachable({ campaign, channels, stranded, now }: PanelFacts, speech: Speech): readonly string[] {
  const lost = channels.find(({ audience, quarantine }) => audience === 'organisers' && quarantine !== null);
  if (lost === undefined) return [];
  const texts = stranded.slice(0, mostStranded).map(({ notice, deliveryId, dueAt }) => {
    const setting = { deliveryId, dueAt, zone: campaign.zone, now, late: false };
    const { content = '' } = noticePost(campaign, notice, setting, speech).body;
    return `> ${shorten(content.replaceAll(/\n+/g, ' '), strandedLength)}`;
  });
  return [
    campaign.createdBy === null
      ? speech.t('panel.warnings.unreachableNobody', { channel: `<#${lost.channelId}>` })
      : speech.t('panel.warnings.unreachable', {
          channel: `<#${lost.channelId}>`,
          creator: `<@${campaign.createdBy}>`,
        }),
    ...(texts.length > 0 ? [speech.t('panel.warnings.stranded'), ...texts] : []),
  ];
}
