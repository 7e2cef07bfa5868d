import { changesBetween } from '../../campaigns/approval-bytes.ts';
import type { Approval } from '../../campaigns/approval.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import {
  approvalAnswer,
  changesText,
  standingText,
  type ApprovalFacts,
} from '../../messages/campaigns/approval.ts';
import { serverOf } from '../campaign/server.ts';
import { organised } from '../campaign/which.ts';
import type { Asker, Deps, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';

/** An approval and its campaign. */
export interface Found {
  readonly approval: Approval;
  readonly campaign: Campaign;
}

/**
 * The approval of a custom id, if it is of a campaign of this server that the asker may organise. Who may not is
 * told no more than who names one that does not exist.
 *
 * @throws UserError when it is not
 */
export async function approvalPressed(id: Id | undefined, asker: Asker, deps: Deps): Promise<Found> {
  const guildId = serverOf(asker);
  const approval = id === undefined ? null : await deps.store.approvals.find(guildId, id);
  const campaign = approval && (await deps.store.campaigns.find(guildId, approval.campaignId));
  const notFound = new UserError('approval.errors.notFound');
  if (!approval) throw notFound;
  return { approval, campaign: organised(campaign, notFound, asker) };
}

/** How an approval is shown. */
export interface Show {
  /** In place of the answer that was pressed in, and not as an answer of its own. */
  readonly here: boolean;
  readonly part?: number;
  /** The first sentence, from how it stands with it. */
  readonly lead?: (state: string) => string;
}

/** An approval with exactly what is approved, to the asker alone. */
export async function shown(
  { approval, campaign }: Found,
  show: Show,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  const parts = await deps.store.approvals.parts(approval.id);
  const facts: ApprovalFacts = { approval, campaign, parts, now: deps.clock.now() };
  const state = standingText(facts, asker.speech);
  const answer = approvalAnswer(
    facts,
    { person: asker.userId, part: show.part ?? 0, lead: show.lead?.(state) ?? state },
    asker.speech,
  );
  return show.here ? { kind: 'update', answer } : { kind: 'answer', private: true, answer };
}

/** What is asked by now in place of something older, and what is different about it. Nothing was approved. */
export async function replaced(
  before: Approval,
  newest: Found,
  here: boolean,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  const { approvals } = deps.store;
  const changes = changesBetween(await approvals.parts(before.id), await approvals.parts(newest.approval.id));
  const { speech } = asker;
  const news =
    before.hash === newest.approval.hash
      ? speech.t('approval.sheet.staleSame')
      : speech.t('approval.sheet.stale', { what: changesText(changes, speech) });
  return await shown(newest, { here, lead: () => news }, asker, deps);
}
