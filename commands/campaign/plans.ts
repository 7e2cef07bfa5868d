import { calendarOf } from '../../campaigns/calendar/calendar-of.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type { Purpose } from '../../campaigns/schedule.ts';
import type { PackRecord } from '../../content/record.ts';
import type { Plans } from '../../messages/campaigns/entries.ts';
import type { Deps } from '../contract.ts';

/** What a campaign has before it within so many months from now: the numbers told of it are counted from this. */
export async function plansFor(
  campaign: Campaign,
  record: PackRecord,
  months: number,
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
): Promise<Plans> {
  const from = clock.now();
  const until = from.toZonedDateTimeISO(campaign.zone).add({ months }).toInstant();
  const [schedules, overrides] = await Promise.all([
    store.campaigns.schedules(campaign.id),
    store.campaigns.overrides(campaign.id),
  ]);
  const occurrences = calendarOf(schedules, overrides, record, { from, until });
  const titles = async (purpose: Purpose, titleOf: (id: Id) => Promise<string | undefined>) => {
    const subjects = new Set(
      occurrences.filter((one) => one.purpose === purpose).map(({ subject }) => subject),
    );
    const found = await Promise.all([...subjects].map(async (id) => [id, await titleOf(id)] as const));
    return new Map(found.flatMap(([id, title]) => (title === undefined ? [] : [[id, title] as const])));
  };
  const { guildId } = campaign;
  return {
    schedules,
    occurrences,
    overrides,
    announcements: await titles(
      'announcement',
      async (id) => (await store.announcements.find(guildId, id))?.title,
    ),
    actions: await titles('reminder', async (id) => (await store.actions.find(guildId, id))?.action.title),
  };
}
