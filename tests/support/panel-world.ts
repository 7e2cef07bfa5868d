import { beforeEach } from 'vitest';
import { ids, organising, type Organising, type Seen, type Somebody } from './organising.ts';

/** The world of organisers, emptied before each test, with what the panel of a campaign shows and changes. */
export async function panelWorld() {
  const world: Organising = await organising();
  const { organiser, deps, database, discord } = world;
  const { campaigns } = deps.store;
  beforeEach(async () => {
    await world.reset();
    discord.roles.clear();
  });
  return {
    ...world,
    campaignOf: async (id: string) => await campaigns.find(ids.server, id),
    channelsOf: async (id: string) => await campaigns.channels(id),
    publicOf: async (id: string) =>
      (await campaigns.channels(id)).filter(({ audience }) => audience === 'public'),
    /** Opens a page of the panel. */
    page: async (id: string, name: string, who: Somebody = organiser): Promise<Seen> =>
      await who.press(`panel-go:${id}`, [name]),
    notices: async () =>
      (await database.db.selectFrom('notices').select('notice').execute()).map(({ notice }) => notice),
    /** The last line of the log. */
    noted: async () =>
      (await database.db.selectFrom('audit').select(['what', 'details']).orderBy('id').execute()).at(-1),
  };
}
