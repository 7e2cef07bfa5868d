import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Drill } from '../drill.ts';
import { openCampaign } from '../harness/asking.ts';
import type { Servers } from '../harness/servers.ts';
import { eventually } from '../harness/verdict.ts';
import { momentOf } from '../harness/zones.ts';

const now = (): Temporal.Instant => Temporal.Now.instant();

export const zoneRules: Drill = {
  name: 'zone-rules',
  about: 'another version of the zone rules: what was planned by the old ones follows the new ones, once',
  profiles: ['postgres'],
  run: async ({ servers, size, start }) => {
    const posts = 3 * size;
    const zone = 'America/Santiago';
    const wall = wallIn(zone, now().add({ minutes: 3 }));
    const campaign = await openCampaign(servers.store);
    for (let asked = 0; asked < posts; asked += 1) await campaign.post({ wall, zone });
    const first = start({ zoneRules: '2000a' });
    await first.origin;
    await eventually('all are planned', async () => (await planned(servers)).length === posts);
    first.kill('SIGTERM');
    await first.ended;
    // As a machine with the rules of before a government's decision would have left it behind.
    await sql`
      update occurrences set due_at = due_at + interval '1 hour', latest_at = latest_at + interval '1 hour'
      where purpose = 'announcement'
    `.execute(servers.database.db);
    const second = start();
    await second.origin;
    const right = momentOf(wall, zone);
    await eventually('the moments follow', async () => (await planned(servers)).every((at) => at === right));
    second.moveClock(4 * 60_000);
    return { asked: posts, faultsEndedAt: now().toString(), note: 'an hour apart' };
  },
};

async function planned({ database }: Pick<Servers, 'database'>): Promise<number[]> {
  const { rows } = await database.pool.query<{ ms: number }>(
    "select extract(epoch from due_at)::float8 * 1000 as ms from occurrences where purpose = 'announcement'",
  );
  return rows.map(({ ms }) => ms);
}

function wallIn(zone: string, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}
