import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { defaultSchedules } from '../../../campaigns/calendar/defaults.ts';
import { defaultTimes } from '../../../campaigns/campaign.ts';
import { exported, future, only, twoWorlds, upload } from '../../support/moving.ts';
import { ids } from '../../support/organising.ts';

const { world, elsewhere } = await twoWorlds();

test('a file waits for a day, and a new start of the bot finds it', async () => {
  await world.campaign();
  const file = (await exported(world)).replace('digest: 09:00', 'digest: 10:30');
  const preview = await upload(world, file);
  const { imports } = world.deps.store;
  const now = Temporal.Now.instant();
  expect(await imports.prune(now.subtract({ hours: 24 }))).toBe(0);
  expect((await world.organiser.press(preview.press['Import'])).text).toContain('is as the file says');
  const other = await upload(world, file.replace('10:30', '11:30'));
  expect(await imports.prune(now.add({ hours: 1 }))).toBe(1);
  expect((await world.organiser.press(other.press['Import'])).text).toContain('more than a day');
});

test('what was posted in its week already does not come again by the file', async () => {
  const id = await world.campaign();
  const { version, pack } = await only(world);
  const due = '2026-11-09T14:00:00Z';
  await world.database.db
    .insertInto('occurrences')
    .values({
      campaign_id: id,
      purpose: 'digest',
      subject: '',
      slot: '2026-11-09T09:00',
      zone: 'America/Lima',
      wall: '2026-11-09T09:00',
      due_at: due,
      latest_at: due,
      state: 'opened',
    })
    .execute();
  const record = world.deps.library.shelf(pack)?.record;
  if (!record) throw new Error('no pack');
  const times = { ...defaultTimes, digestWeekday: 5 };
  const change = {
    guildId: ids.server,
    campaignId: id,
    version,
    by: ids.organiser,
    now: world.deps.clock.now(),
  };
  const schedules = defaultSchedules(record, 'America/Lima', times);
  await world.deps.store.settings.change(change, { times }, { schedules });
  const wanted = await future(world);
  expect(wanted.calendar[0]).toMatchObject({ wall: '2026-11-13T09:00', dropped: 'over' });
  const preview = await upload(elsewhere, await exported(world));
  await elsewhere.organiser.press(preview.press['Import']);
  expect(await future(elsewhere)).toEqual(wanted);
  // Nor does what the file says of it change anything where it comes from.
  expect((await upload(world, await exported(world))).text).toContain('There is nothing to change');
});
