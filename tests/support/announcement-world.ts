import type { Announcement } from '../../campaigns/announcement.ts';
import type { AnnouncementEdit, AnnouncementSaved } from '../../campaigns/ports/announcements.ts';
import { createStore } from '../../src/database/store/store.ts';
import { at, claimed, givenCampaign, guildId, organiserId, planSlots, post } from './campaigns.ts';
import { freshDatabase } from './database.ts';

export const words = { title: 'March', text: 'On Saturday at noon', at: '2026-03-14T12:00' };
export const lease = { post, leaseMs: 60_000, now: at('03-14T12:00') };

/** Who changes which version of it. */
export function edit(
  { id, version }: Pick<Announcement, 'id' | 'version'>,
  more: Partial<AnnouncementEdit> = {},
): AnnouncementEdit {
  return { guildId, id, seen: version, by: organiserId, now: at('03-01T12:00'), ...more };
}

/** It goes out once. */
export function scheduleOf({ id }: Announcement) {
  return {
    purpose: 'announcement',
    subject: id,
    rule: { kind: 'once', at: words.at },
    zone: 'UTC',
    latenessMinutes: 360,
  } as const;
}

/** @throws when it was not saved */
export function valueOf(saved: AnnouncementSaved): Announcement {
  if (saved.kind !== 'saved') throw new Error(`not saved: ${saved.kind}`);
  return saved.value;
}

/** A database with announcements in every state. */
export async function announcementWorld() {
  const { db } = await freshDatabase();
  const store = createStore({ db });
  const { announcements, planning, ledger } = store;

  async function givenDraft(): Promise<Announcement> {
    const { id } = await givenCampaign(store, { schedules: [] });
    return await announcements.draft({ campaignId: id, ...words, createdBy: organiserId });
  }

  return {
    db,
    store,
    givenDraft,
    givenScheduled: async (given?: Announcement): Promise<Announcement> => {
      const draft = given ?? (await givenDraft());
      return valueOf(await announcements.schedule(edit(draft), scheduleOf(draft)));
    },
    /** Its deliveries, which become due. */
    opened: async ({ campaignId }: Announcement): Promise<readonly string[]> => {
      await planSlots(store, campaignId, [words.at]);
      await planning.openDeliveries(at('03-14T12:00'), 100);
      const rows = await db
        .selectFrom('deliveries')
        .select('id')
        .where('campaign_id', '=', campaignId)
        .execute();
      return rows.map(({ id }) => id);
    },
    /** A delivery is claimed and posted. */
    sent: async (deliveryId: string): Promise<void> => {
      const { leaseId } = await claimed(store, deliveryId, lease);
      await ledger.settle(deliveryId, leaseId, { to: 'sent', messageId: '400000000000000001' }, lease.now);
    },
    /** What the log says about it. */
    audited: async (id: string) =>
      (await db.selectFrom('audit').select(['what', 'by', 'details']).orderBy('id').execute()).filter(
        ({ details }) => JSON.stringify(details).includes(id),
      ),
  };
}
