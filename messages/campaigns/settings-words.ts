import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import { publicPurposes, type PublicPurpose } from '../../campaigns/schedule.ts';
import { languageName } from '../say.ts';
import { capital } from '../text.ts';
import type { Speech } from '../words.ts';
import { nameOfWeekday } from './moments.ts';

/** What a channel gets, in which language, and whom it mentions: one line of a list. */
export function channelLine(channel: CampaignChannel, speech: Speech): string {
  const variables = {
    channel: `<#${channel.channelId}>`,
    language: capital(languageName(channel.language, speech), speech.language),
  };
  if (channel.audience === 'organisers') return speech.t('panel.channel.organisers', variables);
  return speech.t('panel.channel.public', {
    ...variables,
    gets: channel.gets.length === 0 ? speech.t('panel.channel.nothing') : purposeNames(channel.gets, speech),
    ping: pingText(channel, speech),
  });
}

function pingText({ ping }: CampaignChannel, speech: Speech): string {
  if (ping === null) return '';
  const role = `<@&${ping.role}>`;
  if (ping.for.length === 0) return speech.t('panel.channel.pingNothing', { role });
  return speech.t('panel.channel.ping', { role, purposes: purposeNames(ping.for, speech) });
}

/** "days of memory, digests" */
export function purposeNames(purposes: readonly PublicPurpose[], speech: Speech): string {
  return publicPurposes
    .filter((purpose) => purposes.includes(purpose))
    .map((purpose) => purposeName(purpose, speech))
    .join(', ');
}

export function purposeName(purpose: PublicPurpose, speech: Speech): string {
  return speech.t(`panel.purposes.${purpose}`);
}

/** The hours of a campaign in a sentence or two. */
export function timesText({ times, zone }: Pick<Campaign, 'times' | 'zone'>, speech: Speech): string {
  return speech.t('panel.about.times', {
    remembrance: times.remembrance,
    weekday: nameOfWeekday(times.digestWeekday, speech),
    digest: times.digest,
    days: speech.t('panel.about.days', { count: times.planningDays }),
    lateness: latenessName(times.latenessMinutes, speech),
    zone,
  });
}

function latenessName(minutes: number, speech: Speech): string {
  if (minutes % 60 === 0) return speech.t('panel.about.hours', { count: minutes / 60 });
  return speech.t('panel.about.minutes', { count: minutes });
}

/** Who may organise a campaign. */
export function whoText({ organiserRole }: Pick<Campaign, 'organiserRole'>, speech: Speech): string {
  if (organiserRole === null) return speech.t('panel.about.noRole');
  return speech.t('panel.about.role', { role: `<@&${organiserRole}>` });
}

type Approvals = Pick<Campaign, 'approvals' | 'unanswered'>;

/** How posts are approved, and what becomes of those that are not. */
export function approvalsText(campaign: Approvals, speech: Speech): string {
  return [approvalsMode(campaign, speech), unansweredText(campaign, speech)].join(' ').trim();
}

/** How many people must approve a post. */
export function approvalsMode({ approvals }: Pick<Approvals, 'approvals'>, speech: Speech): string {
  return speech.t(`panel.about.approvals${approvals}`);
}

/** What becomes of a post that nobody approved; empty where none needs it. */
export function unansweredText({ approvals, unanswered }: Approvals, speech: Speech): string {
  return approvals === 0 ? '' : speech.t(`panel.about.unanswered.${unanswered}`);
}
