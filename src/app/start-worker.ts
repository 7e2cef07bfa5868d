import type { Queue } from '../../campaigns/ports/queue.ts';
import { ensureButton } from '../../commands/campaign/organise-button.ts';
import type { Deps } from '../../commands/contract.ts';
import { noticeChangedClaims } from '../../worker/claim-changes.ts';
import { createDeliverer } from '../../worker/delivery.ts';
import { createHousekeeping } from '../../worker/housekeeping.ts';
import { named } from '../../worker/delivery-lines.ts';
import { createPlanner } from '../../worker/planner.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import type { Health } from '../http/health.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createPostgresQueue } from '../queue/postgres-queue.ts';
import { createRedisQueue } from '../queue/redis-queue.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { startChannels, startIds } from '../sandbox/world/start.ts';
import { startTick } from '../tick.ts';
import { withDecisionLines } from './decision-lines.ts';
import { ensurePracticeCampaign } from './practice.ts';
import type { Tuning } from './tuning.ts';
import { createRehearsal } from './rehearsal.ts';

/** The ticks, in cron's words with seconds in front. What falls due is queued within 5 s. */
const planningTick = '*/5 * * * * *';
const choresTick = '30 * * * * *';

export interface WorkerOptions extends Omit<
  Deps,
  'reportFault' | 'pictures' | 'previews' | 'approvalsNow' | 'uploads' | 'files' | 'linkTo' | 'pledges'
> {
  readonly config: Pick<Config, 'redisUrl' | 'databaseUrl'>;
  readonly applicationId: string;
  readonly database: Database;
  readonly log: Logger;
  readonly onTokenRefused: () => void;
  readonly sandbox: Sandbox | null;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly tuning?: Tuning;
}

/** Starts what plans and posts. */
export async function startWorker(parts: AsyncDisposableStack, given: WorkerOptions): Promise<void> {
  const { library, languages, clock, log, sandbox, health, metrics, tuning = {} } = given;
  const usual = { ledger: given.store.ledger, discord: given.discord };
  const { ledger, discord } = tuning.between?.(usual) ?? usual;
  const store = { ...withDecisionLines(given.store, log), ledger: metrics.deliveries.observed(ledger) };
  const options = { ...given, store, discord };
  if (options.config.databaseUrl === null) {
    // The database is this process's alone: whoever held a lease on something is gone.
    const released = await store.ledger.releaseLeases();
    if (released.length > 0) {
      log.info(named(released), 'what was under way when the app ended last is looked at first');
    }
  }
  await noticeChangedClaims(options);
  const queue = await openQueue(options);
  parts.defer(() => queue.close());
  metrics.queue.readFrom(queue);
  health.depend('queue', async () => {
    const { waiting, active, delayed } = await queue.depth();
    return `${waiting} waiting, ${active} at work, ${delayed} put off`;
  });
  health.depend('planner', () => metrics.planner.check());
  const planner = createPlanner({
    store,
    queue,
    clock,
    library,
    languages,
    log,
    zoneRules: tuning.zoneRules ?? process.versions['tz'],
  });
  parts.defer(() => planner.stop());
  const deliverer = createDeliverer({ ...options, ...tuning.delivery });
  parts.defer(() => deliverer.stop());
  const housekeeping = createHousekeeping(options);
  parts.defer(() => housekeeping.stop());

  let { work } = deliverer;
  if (sandbox) {
    const { rehearsal, observed } = createRehearsal({ store, library, planner });
    work = observed(work);
    sandbox.clock.rehearseWith(rehearsal);
    await givePracticeCampaign(sandbox, options);
  }
  await queue.work(work);
  const plan = startTick({
    expression: tuning.planningTick ?? planningTick,
    run: metrics.planner.timed(() => planner.tick()),
    log,
  });
  parts.defer(() => plan.stop());
  const chores = startTick({ expression: choresTick, run: () => housekeeping.run(), log });
  parts.defer(() => chores.stop());
}

function openQueue({ config, applicationId, database, log, tuning }: WorkerOptions): Promise<Queue> {
  const settings = { log, ...(tuning?.stalledMs !== undefined && { stalledMs: tuning.stalledMs }) };
  if (config.redisUrl === null) return createPostgresQueue({ ...settings, poolConfig: database.poolConfig });
  // Several bots may share one Redis: each keeps to keys of its own.
  return createRedisQueue({ ...settings, url: config.redisUrl, prefix: `campaigns-${applicationId}` });
}

async function givePracticeCampaign(sandbox: Sandbox, options: WorkerOptions): Promise<void> {
  const { store, clock, library, languages } = options;
  const [shelf] = library.shelves;
  const organiser = sandbox.people.all.find(({ role }) => role === 'organiser');
  if (!shelf || !organiser) return;
  await ensurePracticeCampaign({
    store,
    clock,
    shelf,
    speech: languages.in('en'),
    guildId: startIds.guild,
    organiserId: organiser.id,
    channels: { public: startChannels.campaign, organisers: startChannels.organisers },
  });
  // Once: who deleted it there may put it back from the panel.
  const channelId = startChannels.organisers;
  if ((await store.organiseButtons.find(channelId)) !== null) return;
  await ensureButton({ guildId: startIds.guild, channelId, language: 'en' }, options);
}
