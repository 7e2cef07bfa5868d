import { Temporal } from 'temporal-polyfill';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { Notice } from '../../campaigns/notice.ts';
import { logId } from '../campaigns/log-routes.ts';
import { causeInWords, purposeName } from '../campaigns/post-words.ts';
import { button } from '../components.ts';
import type { Speech } from '../words.ts';
import type { Draft } from './compose.ts';
import type { PostSetting } from './facts.ts';
import { momentName } from './moments.ts';
import type { NoticeWords } from './notice.ts';

/** Something that was to be done to a post and could not be done. */
export function amendmentWords(
  { name: campaign }: Pick<Campaign, 'name'>,
  notice: Extract<Notice, { kind: 'not-amended' }>,
  { zone }: PostSetting,
  speech: Speech,
): NoticeWords {
  const due = Temporal.PlainDateTime.from(notice.slot).toZonedDateTime(zone).toInstant();
  return {
    headline: speech.t('manage.notice.notAmended.headline', { campaign }),
    what: speech.t(`manage.notice.notAmended.${notice.amendment}`, {
      what: purposeName(notice.purpose, speech),
      channel: `<#${notice.channelId}>`,
      slot: momentName(due, zone, speech),
      why: causeInWords(notice.reason, speech),
    }),
    help: notice.gone ? [] : [speech.t('manage.notice.notAmended.help')],
  };
}

/** Posts that state what the record says differently now. */
export function changedWords(
  { name: campaign }: Pick<Campaign, 'name'>,
  { posts, newest }: Extract<Notice, { kind: 'claims-changed' }>,
  { zone }: PostSetting,
  speech: Speech,
): NoticeWords {
  const lines = newest.map(({ purpose, channelId, at }) =>
    speech.t('manage.notice.claims.line', {
      what: purposeName(purpose, speech),
      channel: `<#${channelId}>`,
      moment: momentName(Temporal.Instant.from(at), zone, speech),
    }),
  );
  const more = posts - newest.length;
  const rest = more > 0 ? [speech.t('manage.notice.claims.more', { count: more })] : [];
  return {
    headline: speech.t('manage.notice.claims.headline', { campaign, count: posts }),
    what: [...lines, ...rest].join('\n'),
    help: [speech.t('manage.notice.claims.help')],
  };
}

/** What an organiser can press below a notice. All of it answers whoever presses, privately. */
export function noticeButtons(
  { id }: Pick<Campaign, 'id'>,
  notice: Notice,
  { deliveryId }: Pick<PostSetting, 'deliveryId'>,
  speech: Speech,
): NonNullable<Draft['buttons']> {
  switch (notice.kind) {
    case 'unproven':
      return [button(logId('open', notice.deliveryId), speech.t('manage.buttons.decide'), 'main')];
    case 'refused':
    case 'not-amended':
      return [button(logId('open', notice.deliveryId), speech.t('manage.buttons.open'), 'main')];
    case 'missed':
    case 'channel-lost':
      return [button(logId('logNew', id), speech.t('manage.buttons.problems'))];
    case 'claims-changed':
      return [button(logId('all', deliveryId), speech.t('manage.buttons.open'), 'main')];
    case 'report':
    case 'approval':
    case 'approval-over':
    case 'approvals':
    case 'organiser-role':
    case 'channel-back':
      return [];
  }
}
