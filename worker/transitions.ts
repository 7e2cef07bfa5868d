import type { Delivery } from '../campaigns/delivery.ts';
import type { Notice, UnprovenReason } from '../campaigns/notice.ts';
import type { AmendmentSettlement, ClaimedAmendment } from '../campaigns/ports/amendments.ts';
import type { AmendOutcome, PostOutcome } from '../campaigns/ports/discord.ts';
import type { JobOutcome } from '../campaigns/ports/queue.ts';
import type { ClaimResult, Settlement } from '../campaigns/ports/ledger.ts';
import type { LookUp } from './look-up.ts';

/**
 * Every way in which a claimed delivery goes on. Nothing else decides it.
 *
 *     pending ──claim──▶ sending ──▶ sent      it is in the channel
 *        ▲                 │ │ └───▶ failed    Discord refused it for what is in it
 *        └─ surely not ────┘ │       skipped   it was there and was deleted since, or it was withdrawn
 *           posted           │       missed    it is not there, and it is too late now
 *                            │       unknown   nobody can tell: an organiser decides
 *                            └─▶ sending       perhaps posted, "in doubt"
 *
 * A worker that is killed between sending and recording leaves `sending` behind, in doubt. When its lease has
 * run out, the planner queues the delivery again, and whoever claims it recovers it: within the nonce window by
 * posting under the same nonce (Discord then answers with the first message), after it by looking into the
 * channel.
 */
export interface Transition {
  readonly settlement: Settlement;
  readonly next: JobOutcome;
  /** Why the channel is to be quarantined, when it is. */
  readonly quarantine?: string;
  /** Discord did not accept the bot's token. */
  readonly tokenRefused?: true;
}

export type Claimed = Extract<ClaimResult, { kind: 'claimed' }>;

const done: JobOutcome = { kind: 'done' };
const tokenPauseMs = 60_000;

/** What is done with a delivery that was just claimed. */
export type Plan =
  /** Post it under its nonce. */
  | 'post'
  /** Read the channel first: the nonce proves nothing any more. */
  | 'look-up'
  /** In doubt and not to be posted any more: wait until an attempt that is still on its way must have arrived. */
  | 'wait';

/**
 * @param lateMs how long ago it was due. When that is longer than a nonce is known, and the database may have forgotten
 *   what went out since, because it was restored from a backup, it is looked up before its first attempt too.
 */
export function planOf(
  claim: Pick<Claimed, 'first' | 'forgettable' | 'stopped' | 'sinceFirstAttemptMs'>,
  lateMs: number,
  { attemptMs, nonceWindowMs }: { readonly attemptMs: number; readonly nonceWindowMs: number },
): Plan {
  if (claim.first) return claim.forgettable && lateMs > nonceWindowMs ? 'look-up' : 'post';
  if (claim.sinceFirstAttemptMs + attemptMs > nonceWindowMs) return 'look-up';
  return claim.stopped === null ? 'post' : 'wait';
}

/** In doubt, and waiting until the nonce window is over. */
export function afterWaiting(claim: Claimed, nonceWindowMs: number): Transition {
  const cause = `in doubt and ${claim.stopped ?? 'not stopped'}`;
  return again({ to: 'sending', cause }, Math.max(nonceWindowMs - claim.sinceFirstAttemptMs, 1000));
}

/** The attempt's time was over before anything was sent. */
export function afterRunningOut(claim: Claimed): Transition {
  return again({ to: 'pending', cause: 'no time was left to send it' }, backoffMs(claim));
}

/** @returns `post` when it is proved that nothing was posted, and it may be */
export function afterLookUp(result: LookUp, claim: Claimed): Transition | 'post' {
  switch (result.kind) {
    case 'found':
      return ended({ to: 'sent', messageId: result.messageId, cause: 'found in the channel' });
    case 'absent':
      return afterAbsence(claim);
    case 'unproven':
      return unproven(claim, result.reason, 'the channel proves nothing');
    case 'unreadable':
      if (!claim.first) return { ...unproven(claim, 'no-access', result.cause), quarantine: result.cause };
      return { ...ended({ to: 'pending', cause: result.cause }), quarantine: result.cause };
    case 'put-off':
      return again({ to: 'pending', cause: result.cause, uncounted: true }, backoffMs(claim));
  }
}

/** It is not in the channel: it may be posted, or what stopped it decides. */
function afterAbsence({ stopped }: Claimed): Transition | 'post' {
  const cause = 'not in the channel';
  switch (stopped) {
    case null:
      return 'post';
    case 'paused':
    case 'quarantined':
    case 'unapproved':
      // The planner brings it back once nothing holds it any more, or ends it when that is too late.
      return ended({ to: 'pending', cause, absent: true });
    case 'withdrawn':
      return ended({ to: 'skipped', reason: 'withdrawn', cause });
    case 'late':
      return ended({ to: 'missed', reason: 'late', cause });
  }
}

/**
 * An outcome that says "not created" speaks of its own attempt only. An earlier one that is in doubt stays so,
 * unless the channel was read right before and the post is not there.
 *
 * @param absent the channel was read right before
 */
export function afterPost(outcome: PostOutcome, claim: Claimed, absent: boolean): Transition {
  switch (outcome.kind) {
    case 'sent':
      if (outcome.channelId !== claim.delivery.channel.channelId) {
        return unproven(claim, 'other-channel', `the message is in ${outcome.channelId}`);
      }
      return ended({ to: 'sent', messageId: outcome.messageId });
    case 'gone':
      return ended({ to: 'skipped', reason: 'gone', cause: 'posted before, and deleted since' });
    case 'refused':
      return afterRefusal(outcome, claim, absent);
    case 'rate-limited':
      return again(
        { to: 'pending', cause: `rate limit: ${outcome.scope}`, absent, uncounted: true },
        outcome.retryAfterMs,
      );
    case 'not-sent':
      return again({ to: 'pending', cause: outcome.cause, absent }, backoffMs(claim));
    case 'ambiguous':
      return again({ to: 'sending', cause: outcome.cause }, backoffMs(claim));
  }
}

function afterRefusal(
  { fix, code, reason }: Extract<PostOutcome, { kind: 'refused' }>,
  claim: Claimed,
  absent: boolean,
): Transition {
  const cause = `${reason} (${code})`;
  const doubt = !claim.first && !absent;
  switch (fix) {
    case 'channel': {
      const settlement = { to: 'pending', cause, absent } as const;
      return { ...(doubt ? again(settlement, backoffMs(claim)) : ended(settlement)), quarantine: cause };
    }
    case 'token':
      return {
        ...again({ to: 'pending', cause, absent, uncounted: true }, tokenPauseMs),
        tokenRefused: true,
      };
    case 'message':
      // Perhaps an earlier attempt was accepted: tried again until the window is over, and then looked up.
      if (doubt) return again({ to: 'sending', cause }, backoffMs(claim));
      return ended({ to: 'failed', reason: 'refused', cause, ...noticeAbout('refused', claim, cause) });
  }
}

/** How a try to amend a post that is out goes on, besides what is recorded of it. */
export interface AmendmentTransition extends Omit<Transition, 'settlement' | 'next'> {
  readonly settlement: AmendmentSettlement;
}

/** Discord's code for a channel that nobody can follow. */
const notFollowed = 50_024;

/**
 * An amendment can be made again without harm, so that doubt costs nothing but another try. Somebody else's deletion
 * is final; for a withdrawal it comes to the same.
 *
 *     open ──▶ done      the message says so, is gone, or is published
 *       ▲ ├──▶ gone      somebody deleted it before
 *       └─┴──▶ failed    Discord refuses it: an organiser may try it again
 */
export function afterAmending(
  outcome: AmendOutcome,
  claimed: Pick<ClaimedAmendment, 'amendment' | 'delivery'>,
): AmendmentTransition {
  const { attempts } = claimed.amendment;
  switch (outcome.kind) {
    case 'done':
      return { settlement: { to: 'done' } };
    case 'gone':
      return notAmended(claimed, 'gone', 'somebody deleted the message');
    case 'rate-limited':
      return putOff(`rate limit: ${outcome.scope}`, outcome.retryAfterMs);
    case 'not-sent':
    case 'ambiguous':
      return { settlement: { to: 'open', cause: outcome.cause, afterMs: pauseMs(attempts, 15 * 60_000) } };
    case 'refused': {
      const cause = `${outcome.reason} (${outcome.code})`;
      if (outcome.fix === 'token') return { ...putOff(cause, tokenPauseMs), tokenRefused: true };
      if (outcome.code === notFollowed) return { settlement: { to: 'replaced', cause } };
      return notAmended(claimed, 'failed', cause);
    }
  }
}

function putOff(cause: string, afterMs: number): AmendmentTransition {
  return { settlement: { to: 'open', cause, afterMs, uncounted: true } };
}

/** It was not done, and the organisers are told; that a post to be withdrawn is gone already needs no word. */
export function notAmended(
  { amendment, delivery }: Pick<ClaimedAmendment, 'amendment' | 'delivery'>,
  to: 'gone' | 'failed',
  cause: string,
): AmendmentTransition {
  const { id, purpose, subject, slot, channel } = delivery;
  const gone = to === 'gone';
  if (purpose === 'notice' || (gone && amendment.kind === 'withdraw')) return { settlement: { to, cause } };
  const post = { deliveryId: id, purpose, subject, slot, channelId: channel.channelId };
  const notice = { kind: 'not-amended', ...post, amendment: amendment.kind, gone, reason: cause } as const;
  return { settlement: { to, cause, notice } };
}

function unproven(claim: Claimed, reason: UnprovenReason, detail: string): Transition {
  const cause = `${reason}: ${detail}`;
  return ended({ to: 'unknown', reason: 'unproven', cause, ...noticeAbout('unproven', claim, reason) });
}

function ended(settlement: Settlement): Transition {
  return { settlement, next: done };
}

function again(settlement: Settlement, afterMs: number): Transition {
  return { settlement, next: { kind: 'again', afterMs } };
}

/** 1 s, 2 s, 4 s … up to a minute. */
function backoffMs({ delivery }: { readonly delivery: Delivery }): number {
  return pauseMs(delivery.attempts, 60_000);
}

function pauseMs(attempts: number, longest: number): number {
  return Math.min(1000 * 2 ** Math.max(attempts - 1, 0), longest);
}

/** A notice about a notice would never end. */
function noticeAbout(
  kind: 'refused' | 'unproven',
  { delivery }: Claimed,
  reason: string,
): { readonly notice?: Notice } {
  const { id, purpose, subject, slot, channel } = delivery;
  if (purpose === 'notice') return {};
  return { notice: { kind, deliveryId: id, purpose, subject, slot, channelId: channel.channelId, reason } };
}
