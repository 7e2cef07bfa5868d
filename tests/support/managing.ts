import { createDeliverer, type Deliverer } from '../../worker/delivery.ts';
import { createPlanner } from '../../worker/planner.ts';
import type { Purpose } from '../../campaigns/schedule.ts';
import type { Library } from '../../content/library.ts';
import { ids, languages, organising, type Organising, type Seen } from './organising.ts';
import { testLibrary } from './record.ts';

export interface LoggedLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

/** Organisers with a worker behind them. */
export interface Managing extends Organising {
  readonly deliverer: Deliverer;
  /** What the worker wrote into its log. */
  readonly logged: LoggedLine[];
  /** A tick of the planner, and then everything that it queued. */
  round(): Promise<void>;
  /** An active campaign whose digest, remembrances and announcements go out in the public channel; its id. */
  running(): Promise<string>;
  /** What the bot posted in the public channel, oldest first. */
  posts(): readonly string[];
  /** The delivery that became due last, of one purpose. */
  delivery(purpose?: Purpose): Promise<string>;
  /** Opens the message menu on a message. */
  manage(id: string): Promise<Seen>;
}

export async function managing(
  start = '2027-01-05T12:00:00Z',
  library: Library = testLibrary(),
): Promise<Managing> {
  const world = await organising(start, library);
  const { deps, discord, database } = world;
  const logged: LoggedLine[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    logged.push({ level, fields, message });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const queued = new Set<string>();
  const queue = { ensure: async (all: readonly string[]) => all.forEach((id) => queued.add(id)) };
  const shared = { store: deps.store, clock: deps.clock, library, languages, log };
  const planner = createPlanner({ ...shared, queue });
  const deliverer = createDeliverer({ ...shared, discord });
  return {
    ...world,
    deliverer,
    logged,
    round: async () => {
      await planner.tick();
      const all = [...queued];
      queued.clear();
      for (const id of all) await deliverer.work(id);
    },
    running: async () => {
      await world.reset();
      discord.in(ids.channel).length = 0;
      discord.in(ids.organisers).length = 0;
      discord.forgetNonces();
      for (const channel of [ids.channel, ids.organisers]) discord.say(channel, 600);
      const campaign = await world.campaign();
      await deps.store.campaigns.setState(ids.server, campaign, 'active', ids.organiser);
      return campaign;
    },
    posts: () =>
      discord
        .in(ids.channel)
        .filter(({ ours }) => ours)
        .map(({ content }) => content),
    delivery: async (purpose = 'remembrance') => {
      const row = await database.db
        .selectFrom('deliveries')
        .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
        .select('deliveries.id')
        .where('occurrences.purpose', '=', purpose)
        .orderBy('deliveries.due_at', 'desc')
        .executeTakeFirstOrThrow();
      return row.id;
    },
    manage: async (id) => await world.organiser.press(`post-open:${id}`),
  };
}
