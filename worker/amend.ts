import type { Id } from '../campaigns/campaign.ts';
import type { ClaimedAmendment } from '../campaigns/ports/amendments.ts';
import type { AmendOutcome, Discord } from '../campaigns/ports/discord.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { JobOutcome } from '../campaigns/ports/queue.ts';
import type { Languages } from '../messages/words.ts';
import { correctionStanding, notApproved } from './amend-approval.ts';
import { startAttempt, type MachineClocks } from './attempt.ts';
import { corrected } from './corrected.ts';
import type { FactsDeps } from './facts.ts';
import { afterAmending, notAmended, type AmendmentTransition } from './transitions.ts';

export interface AmendSettings extends FactsDeps {
  readonly discord: Discord;
  readonly languages: Languages;
  readonly log: Log;
  readonly attemptMs: number;
  readonly leaseMs: number;
  readonly clocks: MachineClocks;
  readonly onTokenRefused?: () => void;
}

/** What is to be tried again sooner than this keeps its job; the planner brings the rest back. */
const keptJobMs = 5_000;

/** Does what is to be done to a post that is out, one thing after the other. */
export async function amend(deliveryId: Id, settings: AmendSettings): Promise<JobOutcome> {
  const { store, clock, log, attemptMs, leaseMs, clocks } = settings;
  for (;;) {
    const attempt = startAttempt(attemptMs, clocks);
    const claimed = await store.amendments.claim(deliveryId, leaseMs);
    if (claimed === null) return { kind: 'done' };
    const { settlement, tokenRefused } = await carryOut(claimed, attempt.signal, settings);
    const { amendment, leaseId } = claimed;
    const kept = await store.amendments.settle(amendment.id, leaseId, settlement, clock.now());
    const { notice: _, ...said } = { notice: null, ...settlement };
    const fields = { delivery: deliveryId, amendment: amendment.id, kind: amendment.kind, ...unquoted(said) };
    if (kept) log.info(fields, 'an amendment was recorded');
    else log.warn(fields, 'an amendment was taken back or recovered by another worker meanwhile');
    if (tokenRefused) {
      log.error({ delivery: deliveryId }, "Discord does not accept the bot's token");
      settings.onTokenRefused?.();
    }
    if (settlement.to === 'open') {
      const { afterMs } = settlement;
      return afterMs <= keptJobMs ? { kind: 'again', afterMs } : { kind: 'done' };
    }
  }
}

async function carryOut(
  claimed: ClaimedAmendment,
  signal: AbortSignal,
  settings: AmendSettings,
): Promise<AmendmentTransition> {
  const { discord } = settings;
  const { amendment, delivery, messageId } = claimed;
  const at = { channelId: delivery.channel.channelId, messageId, signal };
  switch (amendment.kind) {
    case 'withdraw':
      return afterAmending(await settled(discord.remove(at)), claimed);
    case 'crosspost':
      return afterAmending(await settled(discord.crosspost(at)), claimed);
    case 'correct': {
      const made = await corrected(claimed, settings);
      if (made === null) return notAmended(claimed, 'failed', 'the record has nothing to say there any more');
      const standing = await correctionStanding(claimed, made, settings);
      if (standing !== 'go') return standing;
      return afterAmending(await settled(discord.edit({ ...at, body: made.body })), claimed);
    }
  }
}

/** Why people turned it down is in their words: those are for the organisers, and not for the log of the machine. */
function unquoted<Said extends object>(said: Said): Said {
  return 'cause' in said && typeof said.cause === 'string' && said.cause.startsWith(notApproved)
    ? { ...said, cause: notApproved }
    : said;
}

function settled(outcome: Promise<AmendOutcome>): Promise<AmendOutcome> {
  return outcome.catch((error: unknown) => ({ kind: 'ambiguous', cause: String(error) }));
}
