import { Temporal } from 'temporal-polyfill';
import type { Campaign } from '../../campaigns/campaign.ts';
import { unprovenReasons, type Notice, type UnprovenReason } from '../../campaigns/notice.ts';
import type { Post } from '../payload.ts';
import { isClosedThread } from '../campaigns/post-words.ts';
import type { Speech } from '../words.ts';
import { amendmentWords, changedWords, noticeButtons } from './notice-posts.ts';
import { approvalOver, approvalRequest } from './approval.ts';
import { compose } from './compose.ts';
import type { PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { momentName } from './moments.ts';
import { reportPost } from './report.ts';
import { settingsNotice } from './settings-notice.ts';

/** What organisers must know: what happened, and then what they can do. */
export function noticePost(campaign: Campaign, notice: Notice, setting: PostSetting, speech: Speech): Post {
  if (notice.kind === 'report') return reportPost(campaign, notice, setting, speech);
  if (notice.kind === 'approval') return approvalRequest(campaign, notice, setting, speech);
  if (notice.kind === 'approval-over') return approvalOver(campaign, notice, setting, speech);
  const { headline, what, help } = noticeWords(campaign, notice, setting, speech);
  const blocks = [
    { rank: 0, lines: [what] },
    { rank: 1, lines: help },
  ];
  const buttons = noticeButtons(campaign, notice, setting, speech);
  return compose({ headline, blocks, claims: [], buttons }, setting, speech);
}

export interface NoticeWords {
  readonly headline: string;
  readonly what: string;
  readonly help: readonly string[];
}

function noticeWords(
  { name, zone }: Campaign,
  notice: Exclude<Notice, { kind: 'report' | 'approval' | 'approval-over' }>,
  setting: PostSetting,
  speech: Speech,
): NoticeWords {
  const campaign = name;
  switch (notice.kind) {
    case 'missed':
      return {
        headline: speech.t('posts.notice.missed.headline', { campaign, count: notice.count }),
        what: missedWhat(notice, zone, speech),
        help: [speech.t('posts.notice.missed.help')],
      };
    case 'channel-lost':
      return {
        headline: speech.t('posts.notice.lost.headline', { campaign }),
        what: speech.t('posts.notice.lost.what', {
          channel: channel(notice),
          reason: inline(notice.reason, 300),
        }),
        help: [
          speech.t(isClosedThread(notice.reason) ? 'posts.notice.lost.closed' : 'posts.notice.lost.help'),
          speech.t('posts.notice.lost.kept'),
        ],
      };
    case 'channel-back':
      return {
        headline: speech.t('posts.notice.back.headline', { campaign }),
        what: speech.t('posts.notice.back.what', { channel: channel(notice) }),
        help: [],
      };
    case 'organiser-role':
    case 'approvals':
      return settingsNotice(campaign, notice, speech);
    case 'refused':
      return {
        headline: speech.t('posts.notice.refused.headline', { campaign }),
        what: speech.t('posts.notice.refused.what', post(notice, setting, speech)),
        help: [speech.t('posts.notice.refused.help')],
      };
    case 'unproven':
      return {
        headline: speech.t('posts.notice.unproven.headline', { campaign }),
        what: speech.t('posts.notice.unproven.what', {
          ...post(notice, setting, speech),
          reason: unprovenReason(notice.reason, speech),
        }),
        help: [speech.t('posts.notice.unproven.help')],
      };
    case 'not-amended':
      return amendmentWords({ name }, notice, setting, speech);
    case 'claims-changed':
      return changedWords({ name }, notice, setting, speech);
  }
}

function missedWhat(
  { count, first, last }: Extract<Notice, { kind: 'missed' }>,
  zone: string,
  speech: Speech,
): string {
  const [from, to] = [first, last].map((at) => momentName(Temporal.Instant.from(at), zone, speech));
  if (count === 1 || from === to) return speech.t('posts.notice.missed.one', { first: from ?? first });
  return speech.t('posts.notice.missed.many', { first: from ?? first, last: to ?? last });
}

function channel({ channelId }: { readonly channelId: string }): string {
  return `<#${channelId}>`;
}

const reasons = {
  'empty-channel': 'posts.notice.unproven.reasons.empty-channel',
  'too-many-messages': 'posts.notice.unproven.reasons.too-many-messages',
  'no-access': 'posts.notice.unproven.reasons.no-access',
  'other-channel': 'posts.notice.unproven.reasons.other-channel',
} as const satisfies Record<UnprovenReason, string>;

function unprovenReason(given: string, speech: Speech): string {
  const known = unprovenReasons.find((reason) => reason === given);
  return known ? speech.t(reasons[known]) : inline(given, 300);
}

const purposes = {
  remembrance: 'posts.notice.purposes.remembrance',
  'planning-note': 'posts.notice.purposes.planning-note',
  digest: 'posts.notice.purposes.digest',
  announcement: 'posts.notice.purposes.announcement',
  reminder: 'posts.notice.purposes.reminder',
  notice: 'posts.notice.purposes.notice',
} as const;

function post(
  notice: Extract<Notice, { kind: 'refused' | 'unproven' }>,
  { zone }: PostSetting,
  speech: Speech,
): { readonly what: string; readonly slot: string; readonly channel: string; readonly reason: string } {
  const due = Temporal.PlainDateTime.from(notice.slot).toZonedDateTime(zone).toInstant();
  return {
    what: speech.t(purposes[notice.purpose]),
    slot: momentName(due, zone, speech),
    channel: channel(notice),
    reason: inline(notice.reason, 300),
  };
}
