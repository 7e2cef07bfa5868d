import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { onTestFinished } from 'vitest';
import { defaultSchedules } from '../../campaigns/calendar/defaults.ts';
import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import type { Log } from '../../campaigns/ports/log.ts';
import type { Store } from '../../campaigns/ports/store.ts';
import { loadLanguages } from '../../messages/words.ts';
import { createStore } from '../../src/database/store/store.ts';
import { createDeliverer, type Deliverer, type DelivererOptions } from '../../worker/delivery.ts';
import { createPlanner, type Planner } from '../../worker/planner.ts';
import { makeDatabase, type TestDatabase } from './database.ts';
import { testLibrary } from './record.ts';
import { RecordingDiscord } from './recording-discord.ts';

export const languages = await loadLanguages();
const library = testLibrary();

/** A worker's whole world: a real database, a Discord that records, a clock that the test moves. */
export interface World {
  readonly database: TestDatabase;
  readonly store: Store;
  readonly discord: RecordingDiscord;
  readonly campaign: Campaign & { readonly createdBy: string };
  readonly publicChannel: CampaignChannel;
  readonly organisersChannel: CampaignChannel;
  readonly clock: { now(): Temporal.Instant; set(moment: string): void };
  readonly log: Log;
  /** What was written into it. */
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
  /** What was queued and not yet worked on. */
  readonly queued: Set<string>;
  readonly planner: Planner;
  newPlanner(): Planner;
  newDeliverer(options?: Partial<DelivererOptions>): Deliverer;
  /** A tick, and then everything that it queued, once each. */
  round(deliverer?: Deliverer): Promise<void>;
  /** Lets that much time pass on the database's clock for everything in the ledger. */
  letPass(seconds: number): Promise<void>;
  states(): Promise<
    readonly { readonly purpose: string; readonly state: string; readonly reason: string | null }[]
  >;
}

/**
 * Begins at a moment of the campaign clock with an active campaign in America/Lima that was made then: the
 * remembrances of the test pack, and a digest on Mondays at nine.
 */
export async function campaignWorld(start = '2027-01-05T12:00:00Z'): Promise<World> {
  const database = await makeDatabase();
  onTestFinished(async () => await database.drop());
  const store = createStore(database);
  const discord = new RecordingDiscord();
  const logged: World['logged'] = [];
  const write = (level: string) => (fields: object, message: string) =>
    logged.push({ level, fields, message });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  let moment = Temporal.Instant.from(start);
  const clock = { now: () => moment, set: (to: string) => (moment = Temporal.Instant.from(to)) };
  const queued = new Set<string>();
  const queue = {
    ensure: async (ids: readonly string[]) => {
      for (const id of ids) queued.add(id);
    },
  };
  const campaign = await activeCampaign(store, moment);
  const channels = await store.campaigns.channels(campaign.id);
  const [publicChannel, organisersChannel] = (['public', 'organisers'] as const).map((audience) =>
    channels.find((channel) => channel.audience === audience),
  );
  if (!publicChannel || !organisersChannel) throw new Error('the campaign lacks a channel');
  // Somebody spoke there long ago, so that the channels have a past.
  for (const { channelId } of channels) discord.say(channelId, 600);

  const newPlanner = () => createPlanner({ store, queue, clock, library, languages, log });
  const newDeliverer = (options: Partial<DelivererOptions> = {}) =>
    createDeliverer({ store, discord, clock, library, languages, log, ...options });
  const planner = newPlanner();
  const standing = newDeliverer();
  return {
    database,
    store,
    discord,
    campaign,
    publicChannel,
    organisersChannel,
    clock,
    log,
    logged,
    queued,
    planner,
    newPlanner,
    newDeliverer,
    round: async (deliverer = standing) => {
      const report = await planner.tick();
      if (report.failed.length > 0)
        throw new Error(`failed: ${report.failed.join(', ')}: ${JSON.stringify(logged.at(-1))}`);
      const ids = [...queued];
      queued.clear();
      for (const id of ids) await deliverer.work(id);
    },
    letPass: async (seconds) => {
      await sql`update deliveries set lease_until = lease_until - ${seconds} * interval '1 second',
        in_doubt_since = in_doubt_since - ${seconds} * interval '1 second'`.execute(database.db);
      await sql`update delivery_attempts set started_at = started_at - ${seconds} * interval '1 second'`.execute(
        database.db,
      );
    },
    states: async () => {
      const { rows } = await sql<{ purpose: string; state: string; reason: string | null }>`
        select occurrences.purpose, deliveries.state, deliveries.reason from deliveries
        join occurrences on occurrences.id = deliveries.occurrence_id order by deliveries.due_at, occurrences.purpose
      `.execute(database.db);
      return rows;
    },
  };
}

async function activeCampaign(store: Store, now: Temporal.Instant): Promise<World['campaign']> {
  const zone = 'America/Lima';
  const record = testLibrary().shelves[0]?.record;
  const made = await store.campaigns.create({
    guildId: '100000000000000001',
    name: 'Solidarity',
    pack: 'test',
    zone,
    language: 'en',
    createdBy: '100000000000000002',
    createdAt: now,
    channels: [
      { channelId: '100000000000000003', audience: 'public', language: 'en' },
      { channelId: '100000000000000004', audience: 'organisers', language: 'en' },
    ],
    schedules: record ? defaultSchedules(record, zone) : [],
  });
  if (made === 'taken') throw new Error('the name is taken');
  const createdBy = '100000000000000002';
  const active = await store.campaigns.setState(made.guildId, made.id, 'active', createdBy);
  if (active === null) throw new Error('the campaign is gone');
  return { ...active, createdBy };
}
