import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../content/language.ts';
import type { Campaign, Id, Snowflake } from './campaign.ts';
import type { FrozenPost } from './delivery.ts';
import type { PublicPurpose, Purpose } from './schedule.ts';
import { publicPurposes } from './schedule.ts';

/** What is approved: all that goes out at one time, to all channels, in all languages, with its files. */
export interface ApprovalSubject {
  readonly campaignId: Id;
  readonly purpose: PublicPurpose;
  readonly subject: string;
  /** The original slot of the occurrence. */
  readonly slot: string;
  /** Set when it is about a correction of what was posted then, and not about the post itself. */
  readonly amendment: Id | null;
}

/** One channel's part of what is approved: exactly what it gets, declared slots left open. */
export interface ApprovedPart {
  /** Our own id of the campaign's channel. */
  readonly channel: Id;
  /** Discord's. */
  readonly channelId: Snowflake;
  readonly language: Language;
  readonly post: FrozenPost;
  /** It is to be passed on to the servers that follow the channel. */
  readonly crosspost?: true;
}

/**
 * `open` waits for approvals, or has them all; `rejected` is held until it says something else; `ended` was
 * replaced, posted, skipped or missed.
 */
export type ApprovalState = 'open' | 'rejected' | 'ended';

/** Why an approval ended. */
export type ApprovalEnd =
  | 'changed' // it would say something else now
  | 'gone' // there is nothing to post any more
  | 'off' // the campaign asks for no approvals any more
  | 'posted'
  | 'skipped'
  | 'missed';

/** What of a post changed, so that the approvals of it count no more. */
export type ApprovalChange = 'wording' | 'source' | 'channel' | 'role' | 'file' | 'language' | 'crosspost';

export interface Vote {
  readonly person: Snowflake;
  readonly at: Temporal.Instant;
}

/** A frozen set, and what people said to it. */
export interface Approval extends ApprovalSubject {
  readonly id: Id;
  /** Over everything that is approved, declared slots left open. */
  readonly hash: string;
  /** The first line of it, as it is posted. */
  readonly headline: string;
  readonly state: ApprovalState;
  readonly ended: ApprovalEnd | null;
  /** Who changed it last; null when nobody did, or it is forgotten. */
  readonly editor: Snowflake | null;
  /** Nobody answered in time, and the campaign posts then: it needs no approvals any more. */
  readonly released: boolean;
  readonly dueAt: Temporal.Instant | null;
  readonly latestAt: Temporal.Instant | null;
  readonly askedAt: Temporal.Instant;
  readonly votes: readonly Vote[];
  /** Who wants it otherwise, and why. */
  readonly rejection: { readonly by: Snowflake | null; readonly reason: string } | null;
}

/** What needs approval, where a campaign asks for it: what members see. What organisers are told never does. */
export function needsApproval(purpose: Purpose): purpose is PublicPurpose {
  return publicPurposes.some((one) => one === purpose);
}

/**
 * Whose approval counts. When two are asked for, the one who changed it last is not among them; when one is
 * asked for, it may be anybody: a group may have one organiser only.
 */
export function mayApprove(
  { editor }: Pick<Approval, 'editor'>,
  person: Snowflake,
  needed: Campaign['approvals'],
): boolean {
  return needed < 2 || editor !== person;
}

/** The approvals that count. */
export function counted(
  approval: Pick<Approval, 'editor' | 'votes'>,
  needed: Campaign['approvals'],
): readonly Vote[] {
  return approval.votes.filter(({ person }) => mayApprove(approval, person, needed));
}

/**
 * Whether exactly what went out by it may go out once more: those who approved it are still enough, and nobody took
 * anything back.
 */
export function wasApproved(
  approval: Pick<Approval, 'editor' | 'votes' | 'state' | 'ended' | 'released'>,
  needed: Campaign['approvals'],
): boolean {
  if (approval.state !== 'ended') return isApproved(approval, needed);
  return approval.ended === 'posted' && isApproved({ ...approval, state: 'open' }, needed);
}

/** Whether it may go out as far as approvals are concerned. */
export function isApproved(
  approval: Pick<Approval, 'editor' | 'votes' | 'state' | 'released'>,
  needed: Campaign['approvals'],
): boolean {
  return approval.state === 'open' && (approval.released || counted(approval, needed).length >= needed);
}
