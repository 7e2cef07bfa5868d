import type { Temporal } from 'temporal-polyfill';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { SlotChange, SlotKey } from '../../campaigns/ports/slots.ts';
import { createStore } from '../../src/database/store/store.ts';
import { expansionOf } from '../../worker/expansion.ts';
import { at, givenCampaign, guildId, organiserId } from './campaigns.ts';
import { freshDatabase } from './database.ts';

/** A Wednesday. The digests are on Mondays at 09:00, the day of memory is 9 January. */
export const now = at('03-04T12:00');

/** The digest of a campaign that was to go out then. */
export const digestKey = (campaign: Campaign, slot = '2026-03-09T09:00'): SlotKey => ({
  campaignId: campaign.id,
  purpose: 'digest',
  subject: '',
  slot,
});

/** A database in which posts are planned and decided about. */
export async function slotWorld() {
  const database = await freshDatabase();
  const store = createStore(database);

  async function occurrencesOf({ id }: Campaign) {
    return await database.db
      .selectFrom('occurrences')
      .select(['purpose', 'slot', 'wall', 'due_at', 'skip', 'state'])
      .where('campaign_id', '=', id)
      .orderBy('slot')
      .execute();
  }

  return {
    database,
    store,
    occurrencesOf,
    /** An active campaign that was made now, so that nothing of it lies behind. */
    made: async (changes: Parameters<typeof givenCampaign>[1] = {}): Promise<Campaign> =>
      await givenCampaign(store, { createdAt: now, ...changes }),
    decide: async (
      key: SlotKey,
      change: SlotChange,
      { seen = 0, by = organiserId, when = now, guild = guildId } = {},
    ) => await store.slots.decide(guild, { key, change, seen, by, now: when }),
    /** Plans as the planner does it, for every campaign. */
    plan: async (when: Temporal.Instant = now): Promise<void> => {
      await store.planning.expandDue(when, 1_000, (look) => expansionOf(look, null, when));
    },
    /** When what is planned and not skipped is due. */
    planned: async (campaign: Campaign): Promise<readonly string[]> =>
      (await occurrencesOf(campaign))
        .filter(({ state, skip }) => state === 'planned' && !skip)
        .map(({ due_at: due }) => due.toString()),
  };
}
