import type { Temporal } from 'temporal-polyfill';
import { remembranceSchedules } from '../campaigns/calendar/defaults.ts';
import type { Clock } from '../campaigns/ports/clock.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { Ready } from '../campaigns/ports/planning.ts';
import type { Queue } from '../campaigns/ports/queue.ts';
import type { Store } from '../campaigns/ports/store.ts';
import type { Library } from '../content/library.ts';
import type { Languages } from '../messages/words.ts';
import { createApprovalKeeper, type ApprovalKeeper } from './approvals.ts';
import { named, sayEnded, sayMade } from './delivery-lines.ts';
import { expansionOf } from './expansion.ts';

export interface PlannerOptions {
  readonly store: Store;
  readonly queue: Pick<Queue, 'ensure'>;
  readonly clock: Clock;
  readonly library: Library;
  readonly languages: Languages;
  readonly log: Log;
  /** The version of the tz database by which this process reckons, such as `2026c`; undefined: not looked at. */
  readonly zoneRules?: string | undefined;
  /** How many rows one statement takes at a time. */
  readonly batch?: number;
}

/** What a tick did: for logs and tests. */
interface TickReport {
  readonly looked: number;
  readonly opened: number;
  readonly missed: number;
  readonly ensured: number;
  /** The steps that failed; they were logged, and the next tick tries them again. */
  readonly failed: readonly string[];
}

export interface Planner {
  /**
   * Brings the ledger and the queue up to what is due now. Ticks of one planner never overlap: one that is
   * asked for while another runs begins when that one ends, and stands for all that were asked for meanwhile.
   * Never rejects.
   */
  tick(): Promise<TickReport>;
  /** Lets a running tick end and begins no other. Safe to call twice. */
  stop(): Promise<void>;
}

const nothing: TickReport = { looked: 0, opened: 0, missed: 0, ensured: 0, failed: [] };

/** The planner reconciles: what should be posted (rules), what is written down (ledger), what is queued. */
export function createPlanner(given: PlannerOptions): Planner {
  const options = { ...given, approvals: createApprovalKeeper(given) };
  let stopped = false;
  let synced = false;
  let running: Promise<TickReport> | null = null;
  let waiting: Promise<TickReport> | null = null;

  function begin(): Promise<TickReport> {
    waiting = null;
    const tick = stopped
      ? Promise.resolve(nothing)
      : runTick(options, { sync: !synced, isStopped: () => stopped }).then((report) => {
          synced ||= !stopped && !report.failed.includes('sync');
          return report;
        });
    running = tick.finally(() => {
      running = null;
    });
    return running;
  }

  return {
    tick: () => (running === null ? begin() : (waiting ??= running.then(begin))),
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

type Equipped = PlannerOptions & { readonly approvals: ApprovalKeeper };

async function runTick(
  { store, queue, clock, library, log, approvals, zoneRules, batch = 500 }: Equipped,
  { sync, isStopped }: { readonly sync: boolean; readonly isStopped: () => boolean },
): Promise<TickReport> {
  const { planning } = store;
  const now = clock.now();
  const failed: string[] = [];

  async function step(name: string, run: () => Promise<number>): Promise<number> {
    if (isStopped()) return 0;
    try {
      return await run();
    } catch (err) {
      failed.push(name);
      log.error({ err, step: name }, 'a step of the planner failed');
      return 0;
    }
  }
  async function inBatches(take: () => Promise<number>): Promise<number> {
    let all = 0;
    for (let taken = batch; taken >= batch && !isStopped(); all += taken) taken = await take();
    return all;
  }

  await step('beat', async () => {
    await planning.beat();
    return 0;
  });
  if (sync) {
    await step('sync', async () => {
      if (zoneRules !== undefined) {
        const moved = await planning.followZoneRules(zoneRules, now);
        if (moved > 0) log.info({ zoneRules, moved }, 'planned posts follow the new rules of their zones');
      }
      return await syncRemembrances(store, library, log, now);
    });
  }
  const looked = await step('expand', () =>
    inBatches(() =>
      planning.expandDue(now, batch, (look) => {
        try {
          const record = library.shelf(look.pack)?.record ?? null;
          return expansionOf(look, record, now);
        } catch (err) {
          log.error(
            { err, schedule: look.schedule.id, campaign: look.schedule.campaignId },
            'a schedule could not be expanded',
          );
          return null;
        }
      }),
    ),
  );
  // What could not be looked at is not opened.
  let ready: readonly Ready[] = [];
  await step('approvals', async () => {
    ready = await approvals.keep(now, isStopped);
    return ready.length;
  });
  const open = async (approved?: readonly Ready[]): Promise<number> => {
    const { closed, made } = await planning.openDeliveries(now, batch, approved);
    sayMade(log, made);
    return closed;
  };
  const opened = await step('open', () => inBatches(() => open(ready)));
  const missed = await step('close', () => closeLate(store, now, log));
  // What was missed is told by a notice, which is due at once.
  if (missed > 0) await step('open', () => inBatches(() => open()));
  const ensured = await step('ensure', async () => {
    const ids = await planning.unfinished(batch);
    for (const delivery of ids) log.debug({ delivery }, 'a delivery is to be worked on');
    if (ids.length > 0) await queue.ensure(ids);
    return ids.length;
  });
  return { looked, opened, missed, ensured, failed };
}

/** Brings each campaign's remembrances up to its pack: packs change only while the app is down. */
async function syncRemembrances(
  store: Store,
  library: Library,
  log: Log,
  now: Temporal.Instant,
): Promise<number> {
  const problems: unknown[] = [];
  const campaigns = await store.campaigns.all();
  for (const campaign of campaigns) {
    const record = library.shelf(campaign.pack)?.record;
    if (record === undefined) {
      log.warn({ campaign: campaign.id, pack: campaign.pack }, 'the pack of a campaign is not loaded');
      continue;
    }
    try {
      await store.campaigns.syncRemembrances(
        campaign.id,
        remembranceSchedules(record, campaign.zone, campaign.times),
        now,
      );
    } catch (err) {
      problems.push(err);
      log.error(
        { err, campaign: campaign.id },
        'the remembrances of a campaign could not be brought up to date',
      );
    }
  }
  if (problems.length > 0)
    throw new AggregateError(problems, `${problems.length} campaigns could not be synced`);
  return campaigns.length;
}

async function closeLate(store: Store, now: Temporal.Instant, log: Log): Promise<number> {
  const { missed, ended } = await store.planning.closeLate(now);
  sayEnded(log, ended);
  for (const { campaignId, count, first, last } of missed) {
    const own = ended.filter((one) => one.campaignId === campaignId && one.state === 'missed');
    const times = { count, first: first.toString(), last: last.toString() };
    log.warn({ campaign: campaignId, ...times, ...named(own.map(({ id }) => id)) }, 'posts were missed');
  }
  return missed.reduce((all, { count }) => all + count, 0);
}
