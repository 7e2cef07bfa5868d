import type { Temporal } from 'temporal-polyfill';
import type { Id } from '../campaigns/campaign.ts';
import { nonceOf, type Delivery, type FrozenPost } from '../campaigns/delivery.ts';
import type { Discord, PostOutcome } from '../campaigns/ports/discord.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { JobOutcome, Work } from '../campaigns/ports/queue.ts';
import { freezeDelivery } from '../messages/posts/render.ts';
import type { Languages } from '../messages/words.ts';
import { amend } from './amend.ts';
import { approvedPost } from './approval-parts.ts';
import { machineClocks, startAttempt, type Attempt, type MachineClocks } from './attempt.ts';
import { createClockCheck } from './clock-check.ts';
import { mostNamed, named } from './delivery-lines.ts';
import { gatherFacts, type FactsDeps } from './facts.ts';
import { lookUp } from './look-up.ts';
import {
  afterLookUp,
  afterPost,
  afterRunningOut,
  afterWaiting,
  planOf,
  type Claimed,
  type Transition,
} from './transitions.ts';

export interface DelivererOptions extends FactsDeps {
  readonly discord: Discord;
  readonly languages: Languages;
  readonly log: Log;
  /** Told when Discord does not accept the bot's token. */
  readonly onTokenRefused?: () => void;
  /** Times in milliseconds; attempt < lease < nonce window. */
  readonly attemptMs?: number;
  readonly leaseMs?: number;
  /** For how long Discord is trusted to know a nonce again, from the first attempt that is in doubt. */
  readonly nonceWindowMs?: number;
  /** From when on a post says that it is late. */
  readonly lateAfterMs?: number;
  /** How many pages of 100 messages a look-up reads. */
  readonly lookUpPages?: number;
  readonly clocks?: MachineClocks;
}

export interface Deliverer {
  /** Does what can be done for one delivery now. */
  readonly work: Work;
  /** Begins nothing new, and waits until what runs is recorded. Safe to call twice. */
  stop(): Promise<void>;
}

const done: JobOutcome = { kind: 'done' };
/** Somebody else holds it, or this machine must not claim: come back. */
const leasedPauseMs = 5_000;
const clockPauseMs = 30_000;
/** A post could not be made: perhaps the database was away, perhaps only a new version mends it. */
const troublePauseMs = 60_000;

/**
 * Posts one delivery at a time, exactly once: render, claim (which freezes the bytes), look up if there is any
 * doubt, send, record. What each outcome leads to stands in {@link ./transitions.ts}.
 */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const settings = {
    attemptMs: 15_000,
    leaseMs: 45_000,
    nonceWindowMs: 120_000,
    lateAfterMs: 15 * 60_000,
    lookUpPages: 10,
    clocks: machineClocks,
    ...options,
  };
  const { attemptMs, leaseMs, nonceWindowMs, store, log } = settings;
  if (!(attemptMs < leaseMs && leaseMs + attemptMs < nonceWindowMs)) {
    throw new RangeError(
      'an attempt must be shorter than its lease, and both together than the nonce window',
    );
  }
  const clockAgrees = createClockCheck({
    databaseTime: () => store.ledger.time(),
    clocks: settings.clocks,
    log,
  });
  const running = new Set<Promise<JobOutcome>>();
  let stopped = false;

  return {
    work: async (id) => {
      if (stopped) return { kind: 'again', afterMs: 1000 };
      const run = deliver(id, settings, clockAgrees);
      running.add(run);
      return await run.finally(() => running.delete(run));
    },
    stop: async () => {
      stopped = true;
      await Promise.allSettled(running);
    },
  };
}

type Settings = DelivererOptions &
  Required<
    Pick<
      DelivererOptions,
      'attemptMs' | 'leaseMs' | 'nonceWindowMs' | 'lateAfterMs' | 'lookUpPages' | 'clocks'
    >
  >;

async function deliver(id: Id, settings: Settings, clockAgrees: () => Promise<boolean>): Promise<JobOutcome> {
  const { store, clock, log, attemptMs, leaseMs, clocks } = settings;
  const delivery = await store.ledger.find(id);
  if (delivery?.state === 'sent') return await amend(id, settings);
  if (delivery === null || (delivery.state !== 'pending' && delivery.state !== 'sending')) return done;
  if (!(await clockAgrees())) return { kind: 'again', afterMs: clockPauseMs };

  const now = clock.now();
  const post = delivery.frozen ?? (await renderOrNote(delivery, now, settings));
  if (post === 'trouble') return { kind: 'again', afterMs: troublePauseMs };
  if (post === null) return done;

  const attempt = startAttempt(attemptMs, clocks);
  const claim = await store.ledger.claim(id, { post, approval: delivery.approval, leaseMs, now });
  if (claim.kind === 'not-now') {
    log.debug({ delivery: id, state: claim.state, reason: claim.reason }, 'a delivery was not claimed');
    return claim.reason === 'leased' ? { kind: 'again', afterMs: leasedPauseMs } : done;
  }
  log.debug({ delivery: id, attempt: claim.delivery.attempts, first: claim.first }, 'a delivery was claimed');
  const transition = await attemptPost(claim, attempt, now, settings);
  return await record(claim, transition, settings);
}

/** Makes the post. That it cannot be made is a fault of ours: it is written down, and tried again after a while. */
async function renderOrNote(
  delivery: Delivery,
  now: Temporal.Instant,
  settings: Settings,
): Promise<FrozenPost | null | 'trouble'> {
  const { store, log } = settings;
  try {
    return await render(delivery, now, settings);
  } catch (err) {
    log.error({ err, delivery: delivery.id }, 'a post could not be made');
    await store.ledger.trouble(delivery.id, `it could not be made: ${String(err)}`);
    return 'trouble';
  }
}

/** Makes the post, or ends the delivery when there is nothing to say. */
async function render(
  delivery: Delivery,
  now: Temporal.Instant,
  settings: Settings,
): Promise<FrozenPost | null> {
  if (delivery.approval !== null) {
    // What was approved goes out, and not what would be made of the same facts by now.
    return await approvedPost(delivery, await settings.store.approvals.parts(delivery.approval), settings);
  }
  const gathered = await gatherFacts(delivery, settings);
  const { id, dueAt, zone, channel } = delivery;
  const voice = { speech: settings.languages.in(channel.language), language: channel.language };
  const post =
    gathered.kind === 'facts'
      ? freezeDelivery(gathered.facts, { deliveryId: id, dueAt, zone, now, ping: gathered.ping }, voice)
      : null;
  if (post !== null) return post;
  const reason = gathered.kind === 'nothing' ? gathered.reason : 'empty';
  await settings.store.ledger.end(id, 'skipped', reason, now);
  settings.log.info({ delivery: id, reason }, 'a delivery has nothing to say');
  return null;
}

async function attemptPost(
  claim: Claimed,
  attempt: Attempt,
  now: Temporal.Instant,
  settings: Settings,
): Promise<Transition> {
  const { delivery } = claim;
  const { discord, nonceWindowMs } = settings;
  const lateMs = now.epochMilliseconds - delivery.dueAt.epochMilliseconds;
  const plan = planOf(claim, lateMs, settings);
  if (plan === 'wait') return afterWaiting(claim, nonceWindowMs);
  if (plan === 'look-up') {
    const result = await lookUp(discord, delivery, {
      anchor: claim.anchor,
      signal: attempt.signal,
      pages: settings.lookUpPages,
      trustEmpty: claim.first,
    });
    settings.log.info({ delivery: delivery.id, result: result.kind }, 'a delivery was looked up');
    const transition = afterLookUp(result, claim);
    if (transition !== 'post') return transition;
  }
  if (attempt.isOver()) return afterRunningOut(claim);

  const late = lateMs > settings.lateAfterMs;
  const post = bytesFor(delivery.frozen, late);
  const outcome = await discord
    .post({
      channelId: delivery.channel.channelId,
      post,
      nonce: nonceOf(delivery),
      signal: attempt.signal,
      isOver: () => attempt.isOver(),
    })
    .catch((error: unknown): PostOutcome => ({ kind: 'ambiguous', cause: String(error) }));
  const transition = afterPost(outcome, claim, plan === 'look-up');
  return transition.settlement.to === 'sent'
    ? { ...transition, settlement: { ...transition.settlement, late } }
    : transition;
}

/** Writes down how the attempt ended, then does what follows from it. */
async function record(claim: Claimed, transition: Transition, settings: Settings): Promise<JobOutcome> {
  const { store, clock, log } = settings;
  const { delivery, leaseId } = claim;
  const { settlement, next, quarantine, tokenRefused } = transition;
  const now = clock.now();
  const kept = await store.ledger.settle(delivery.id, leaseId, settlement, now);
  const { notice: _, ...said } = { notice: null, ...settlement };
  const fields = { delivery: delivery.id, ...said, attempt: delivery.attempts };
  if (kept) log.info(fields, 'a delivery was recorded');
  else log.warn(fields, 'the lease was lost before the outcome was recorded: another worker recovers it');

  if (quarantine !== undefined) {
    const { channelId } = delivery.channel;
    const notice = { kind: 'channel-lost', channelId, reason: quarantine } as const;
    const changed = await store.campaigns.setQuarantine(delivery.channel.id, quarantine, now, notice);
    if (changed) {
      const waiting = await store.ledger.waitingIn(delivery.channel.id, mostNamed + 1);
      const where = { delivery: delivery.id, channel: channelId, campaign: delivery.campaignId, quarantine };
      log.warn({ ...where, ...named(waiting) }, 'a channel is quarantined: what waits for it is held back');
    }
  }
  if (tokenRefused) {
    log.error({ delivery: delivery.id }, "Discord does not accept the bot's token");
    settings.onTokenRefused?.();
  }
  return next;
}

function bytesFor(frozen: FrozenPost, late: boolean): FrozenPost {
  return late && frozen.lateBody !== undefined ? { ...frozen, body: frozen.lateBody } : frozen;
}
