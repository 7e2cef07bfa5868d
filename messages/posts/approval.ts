import { Temporal } from 'temporal-polyfill';
import type { ApprovalNotice, ApprovalOver } from '../../campaigns/approval-notice.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { changesText } from '../campaigns/approval.ts';
import { approvalId } from '../campaigns/approval-routes.ts';
import { logId } from '../campaigns/log-routes.ts';
import { button } from '../components.ts';
import type { Post } from '../payload.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { compose } from './compose.ts';
import type { PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { personName } from './person.ts';
import { momentName, timeLeft } from './moments.ts';

/** How much of the first line of a post its request begins with. */
const titleLength = 100;

/** The organisers are asked to approve a post: what it is, whose approval counts, and what becomes of it otherwise. */
export function approvalRequest(
  { name: campaign, zone }: Campaign,
  notice: ApprovalNotice,
  setting: PostSetting,
  speech: Speech,
): Post {
  const { approval, news } = notice;
  const title = shorten(notice.headline, titleLength);
  const t = (key: Parameters<typeof approvalId>[0], label: string, main: 'main' | 'quiet' = 'quiet') =>
    button(key === 'look' ? approvalId(key, approval, 0) : approvalId(key, approval), label, main);
  return compose(
    {
      headline: speech.t(`approval.request.headline.${news}`, { campaign: shorten(campaign, 60), title }),
      blocks: [
        { rank: 0, lines: newsLines(notice, speech) },
        { rank: 0, lines: [whatText(notice, zone, setting.now, speech)] },
        { rank: 1, lines: neededLines(notice, speech) },
        {
          rank: 2,
          lines: [
            ...(notice.due === null ? [] : [speech.t(`approval.request.${notice.unanswered}`)]),
            speech.t('approval.request.help', { look: speech.t('approval.buttons.look') }),
          ],
        },
      ],
      claims: [],
      buttons: [
        t('look', speech.t('approval.buttons.look')),
        t('vote', speech.t('approval.buttons.approve'), 'main'),
        t('reject', speech.t('approval.buttons.reject')),
        ...(notice.due === null ? [] : [t('skip', speech.t('approval.buttons.skip'))]),
      ],
    },
    setting,
    speech,
  );
}

function whatText(
  { purpose, due, channels }: Pick<ApprovalNotice, 'purpose' | 'due' | 'channels'>,
  zone: string,
  now: Temporal.Instant,
  speech: Speech,
): string {
  const names = channels.map((id) => `<#${id}>`).join(', ');
  if (due === null) return speech.t('approval.request.amendment', { channels: names });
  const at = Temporal.Instant.from(due);
  const what = {
    purpose: speech.t(`approval.purposes.${purpose}`),
    moment: momentName(at, zone, speech),
    channels: names,
  };
  if (at.epochMilliseconds <= now.epochMilliseconds) return speech.t('approval.request.over', what);
  return speech.t('approval.request.due', { ...what, left: timeLeft(at) });
}

function neededLines({ needed, editor, given }: ApprovalNotice, speech: Speech): readonly string[] {
  const who =
    needed === 1
      ? speech.t('approval.request.one')
      : editor === null
        ? speech.t('approval.request.two')
        : speech.t('approval.request.twoNot', { editor: `<@${editor}>` });
  return [who, ...(given > 0 ? [speech.t('approval.request.given', { count: given })] : [])];
}

/** Why they are asked anew. */
function newsLines({ news, changed, by, lost }: ApprovalNotice, speech: Speech): readonly string[] {
  if (news === 'again' && by !== null) return [speech.t('approval.request.askedBy', { by: `<@${by}>` })];
  if (news !== 'changed') return [];
  const what = changesText(changed, speech);
  const which =
    by === null
      ? speech.t('approval.request.changedRecord', { what })
      : speech.t('approval.request.changedBy', { what, by: `<@${by}>` });
  return [which, ...(lost > 0 ? [speech.t('approval.request.lost', { count: lost })] : [])];
}

/** What became of a post that organisers were asked about, and what can be done. Who wrote it learns of a rejection. */
export function approvalOver(
  { id, name: campaign, zone }: Campaign,
  notice: ApprovalOver,
  setting: PostSetting,
  speech: Speech,
): Post {
  const { what, approval } = notice;
  const title = shorten(notice.headline, titleLength);
  const again = speech.t('approval.buttons.askAgain');
  return compose(
    {
      headline: speech.t(`approval.over.${what}.headline`, { campaign: shorten(campaign, 60), title }),
      blocks: [
        { rank: 0, lines: overLines(notice, zone, speech), lineLength: 1_200 },
        {
          rank: 1,
          lines:
            what === 'approved'
              ? []
              : what === 'rejected'
                ? [speech.t('approval.over.rejected.help', { button: again })]
                : what === 'posted'
                  ? [speech.t('approval.over.posted.help')]
                  : [speech.t(`approval.over.${what}.help`, { button: speech.t('manage.buttons.now') })],
        },
      ],
      claims: [],
      buttons: [
        button(approvalId('look', approval, 0), speech.t('approval.buttons.look')),
        ...(what === 'rejected' ? [button(approvalId('askAgain', approval), again)] : []),
        ...(what === 'missed' || what === 'skipped'
          ? [button(logId('logNew', id), speech.t('manage.buttons.problems'))]
          : []),
      ],
    },
    setting,
    speech,
  );
}

function overLines(notice: ApprovalOver, zone: string, speech: Speech): readonly string[] {
  const { what, by, due, editor } = notice;
  const reason = inline(notice.reason, 500);
  if (what === 'rejected') {
    return [
      speech.t('approval.over.rejected.what', { by: personName(by, speech), reason }),
      ...(editor === null ? [] : [speech.t('approval.over.rejected.editor', { editor: `<@${editor}>` })]),
    ];
  }
  if (what === 'approved' && due === null) {
    return [speech.t('approval.over.approved.amendment', { by: personName(by, speech) })];
  }
  const moment = due === null ? '' : momentName(Temporal.Instant.from(due), zone, speech);
  if (what === 'approved') {
    return [speech.t('approval.over.approved.what', { by: personName(by, speech), moment })];
  }
  if (what === 'missed' && reason !== '')
    return [speech.t('approval.over.missed.turnedDown', { moment, reason })];
  return [speech.t(`approval.over.${what}.what`, { moment })];
}
