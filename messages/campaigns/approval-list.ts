import type { Temporal } from 'temporal-polyfill';
import { counted, isApproved, type Approval } from '../../campaigns/approval.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { button, choose, line, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { momentName } from '../posts/moments.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { approvalId } from './approval-routes.ts';
import { yourTime } from './moments.ts';

/** Everything of a campaign that waits for approval or was turned down, what is due first first. */
export function approvalList(
  campaign: Campaign,
  approvals: readonly Approval[],
  view: { readonly page: number; readonly now: Temporal.Instant },
  speech: Speech,
): Answer {
  const name = inline(campaign.name, 60);
  const pages = Math.max(1, Math.ceil(approvals.length / blocksPerPage));
  const page = Math.min(Math.max(view.page, 0), pages - 1);
  const shown = approvals.slice(page * blocksPerPage, (page + 1) * blocksPerPage);
  const turn = (to: number, label: string) =>
    to < 0 || to >= pages ? [] : [button(approvalId('list', campaign.id, to), label)];
  const buttons = [
    ...turn(page - 1, speech.t('common.previous')),
    ...turn(page + 1, speech.t('common.next')),
  ];
  return {
    components: [
      words(leadText(campaign, approvals.length, name, speech)),
      ...(shown.length > 0 ? [line()] : []),
      ...shown.map((approval) => words(entryText(approval, campaign, view.now, speech))),
      ...(pages > 1 ? [words(small(speech.t('common.page', { page: page + 1, pages })))] : []),
      ...(shown.length > 0 ? [openRow(shown, campaign, speech)] : []),
      ...(buttons.length > 0 ? [row(...buttons)] : []),
    ],
  };
}

function leadText({ approvals }: Campaign, count: number, name: string, speech: Speech): string {
  if (count > 0) return speech.t('approval.list.lead', { count, name });
  return speech.t(approvals === 0 ? 'approval.list.off' : 'approval.list.none', { name });
}

function entryText(approval: Approval, campaign: Campaign, now: Temporal.Instant, speech: Speech): string {
  const { dueAt, headline } = approval;
  const moment = dueAt === null ? null : momentName(dueAt, campaign.zone, speech);
  const ahead = dueAt !== null && dueAt.epochMilliseconds > now.epochMilliseconds;
  const details = [
    speech.t(`approval.purposes.${approval.purpose}`),
    ...(moment === null ? [] : [moment]),
    ...(ahead ? [yourTime(dueAt)] : []),
    stateText(approval, campaign, speech),
  ];
  return `${speech.t('approval.list.entry', { title: inline(headline, 120) })}\n${details.join(' · ')}`;
}

function stateText(approval: Approval, { approvals: needed }: Campaign, speech: Speech): string {
  if (approval.state === 'rejected') return speech.t('approval.list.state.rejected');
  if (isApproved(approval, needed)) return speech.t('approval.list.state.approved');
  return speech.t('approval.list.state.waiting', { given: counted(approval, needed).length, needed });
}

function openRow(shown: readonly Approval[], campaign: Campaign, speech: Speech) {
  return row(
    choose(
      approvalId('open', campaign.id),
      speech.t('approval.list.open'),
      shown.map((approval) => ({
        label: shorten(approval.headline, 100),
        value: approval.id,
        detail: stateText(approval, campaign, speech),
      })),
    ),
  );
}
