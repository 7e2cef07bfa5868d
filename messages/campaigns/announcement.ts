import { createHash } from 'node:crypto';
import { ComponentType, type APIContainerComponent } from 'discord-api-types/v10';
import type { Temporal } from 'temporal-polyfill';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { Announcement, Campaign, Snowflake } from '../../campaigns/campaign.ts';
import { defaultLatenessMinutes } from '../../campaigns/schedule.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { announcementPost } from '../posts/announcement.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';
import { typedMoment, yourTime } from './moments.ts';
import { customId } from './routes.ts';

/** A draft, and where it will be posted. */
export interface Draft {
  readonly announcement: Announcement;
  readonly campaign: Campaign;
  readonly channels: readonly Snowflake[];
  readonly now: Temporal.Instant;
}

/**
 * What a draft says and when, in eight characters. A button that confirms has it, so that nobody schedules
 * something else than the preview that they saw.
 */
export function versionOf({ title, text, at }: Pick<Announcement, 'title' | 'text' | 'at'>): string {
  return createHash('sha256')
    .update(JSON.stringify([title, text, at]))
    .digest('base64url')
    .slice(0, 8);
}

/** A draft as it will be posted, by the same hand that makes the post, with the buttons that decide on it. */
export function previewAnswer(draft: Draft, speech: Speech): Answer {
  const { announcement, campaign } = draft;
  const { id, at } = announcement;
  const confirm = speech.t(at === null ? 'announce.buttons.postNow' : 'announce.buttons.schedule');
  const paused = pausedText(campaign, speech);
  const soon = paused.length === 0 ? [speech.t('announce.preview.now', { button: confirm })] : [];
  const lead = [
    speech.t('announce.preview.look', { channels: channelNames(draft) }),
    ...(at === null ? soon : [speech.t('announce.preview.at', moments(at, campaign, speech))]),
  ];
  return {
    components: [
      words([lead.join(' '), ...paused].join('\n')),
      asPosted(draft, speech),
      row(
        button(customId('announcementConfirm', id, versionOf(announcement)), confirm, 'main'),
        ...draftButtons(draft, speech),
      ),
    ],
  };
}

/** What happened to a draft that is confirmed, with the way back. */
export function scheduledAnswer(draft: Draft, speech: Speech): Answer {
  const { campaign, announcement } = draft;
  const { id, at } = announcement;
  const channels = channelNames(draft);
  const what =
    at === null
      ? speech.t(campaign.state === 'active' ? 'announce.posting' : 'announce.held', { channels })
      : speech.t('announce.scheduled', { channels, ...moments(at, campaign, speech) });
  return {
    components: [
      words([what, ...pausedText(campaign, speech)].join('\n')),
      row(button(customId('announcementWithdraw', id), speech.t('announce.buttons.withdraw'))),
    ],
  };
}

/** To change a draft, or to let go of it. */
export function draftButtons({ announcement: { id } }: Draft, speech: Speech) {
  return [
    button(customId('announcementChange', id), speech.t('announce.buttons.change')),
    button(customId('announcementDiscard', id), speech.t('announce.buttons.discard')),
  ];
}

/** A paused campaign posts nothing, whatever was confirmed. */
function pausedText({ state, name }: Campaign, speech: Speech): readonly string[] {
  if (state === 'active') return [];
  const hours = defaultLatenessMinutes / 60;
  return [speech.t('announce.paused', { campaign: inline(name, 60), hours })];
}

function asPosted({ announcement, campaign, now }: Draft, speech: Speech): APIContainerComponent {
  const setting = { deliveryId: announcement.id, dueAt: now, zone: campaign.zone, now, late: false };
  const { content = '' } = announcementPost(announcement, setting, speech).body;
  return { type: ComponentType.Container, components: [words(content)] };
}

function channelNames({ channels }: Draft): string {
  return channels.map((channel) => `<#${channel}>`).join(', ');
}

function moments(at: string, { zone }: Campaign, speech: Speech) {
  const instant = inZone(readWall(at), zone).toInstant();
  return { moment: typedMoment(instant, zone, speech), yours: yourTime(instant) };
}
