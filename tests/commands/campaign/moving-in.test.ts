import { beforeEach, describe, expect, test } from 'vitest';
import { defaultSchedules } from '../../../campaigns/calendar/defaults.ts';
import { defaultTimes } from '../../../campaigns/campaign.ts';
import { exported, fullCampaign, future, only, start, upload } from '../../support/moving.ts';
import { ids, organising } from '../../support/organising.ts';
import { moreChannels } from '../announce/kit.ts';

const world = await organising(start);

beforeEach(async () => {
  await world.reset();
  await world.database.db.deleteFrom('imports').execute();
});

describe('a file of a campaign that is there already', () => {
  test('that says the same has nothing to change', async () => {
    await fullCampaign(world);
    const preview = await upload(world, await exported(world));
    expect(preview.text).toContain('There is nothing to change');
    expect(Object.keys(preview.press)).toEqual(['Discard']);
    expect((await world.organiser.press(preview.press['Discard'])).text).toContain('Nothing was changed');
    expect((await world.organiser.press(preview.press['Discard'])).text).toContain('no longer here');
  });

  test('changes what is different, and brings back what was there', async () => {
    const id = await fullCampaign(world);
    const file = await exported(world);
    const wanted = await future(world);
    const { organiser, deps } = world;
    // Somebody changes a little of everything.
    const times = { ...defaultTimes, digestWeekday: 1 };
    const record = deps.library.shelf((await only(world)).pack)?.record;
    if (!record) throw new Error('no pack');
    const { version } = await only(world);
    const change = { guildId: ids.server, campaignId: id, version, by: ids.organiser, now: deps.clock.now() };
    await deps.store.settings.change(
      change,
      { times, zone: 'America/Lima', language: 'es' },
      { schedules: defaultSchedules(record, 'America/Lima', times) },
    );
    const channels = await deps.store.campaigns.channels(id);
    const spanish = channels.find(({ channelId }) => channelId === moreChannels.spanish);
    await deps.store.settings.removeChannel({ ...change, version: version + 1 }, spanish?.id ?? '');
    const closing = await organiser.use('action close', { action: 'Sign the petition: now' });
    await organiser.press(Object.values(closing.press)[0]);
    const extra = await organiser.use('action add', { kind: 'share' });
    await organiser.submit(extra.form, { title: 'Extra', text: '', when: '', where: '', goal: '' });
    await organiser.use('announce', { title: 'Extra announcement', text: 'x' });
    const later = await organiser.use('campaign calendar', { months: 12 });
    const day = later.options['Saturday 9 January 2027, 10:00'] ?? '';
    const slot = await organiser.press(later.press['Choose a post to preview, change, move or skip it'], [
      day,
    ]);
    await organiser.press(slot.press['Skip']);

    const preview = await upload(world, file);
    const more = await organiser.press(preview.press['Next page']);
    for (const line of [
      '- time zone: America/Lima → Europe/London',
      '- day of the digest: monday → thursday',
      '- language: es → en',
      `- New: channel <#${moreChannels.spanish}>`,
      '- Changed: action “Sign the petition: now”',
      '- No longer: action “Extra”',
      '- No longer: announcement “Extra announcement”',
      '- No longer: day of memory (day-of-mourning), Saturday 9 January 2027, 10:00: as planned',
    ]) {
      expect(preview.text + more.text).toContain(line);
    }
    expect(await exported(world)).not.toBe(file);
    const done = await organiser.press(more.press['Import']);
    expect(done.text).toContain('is as the file says');
    expect(world.faults).toEqual([]);
    expect(await future(world)).toEqual(wanted);
    expect((await only(world)).state).toBe('active');
    expect((await upload(world, file)).text).toContain('There is nothing to change');
  });

  test('is shown again when somebody changed something after it was looked at', async () => {
    await fullCampaign(world);
    const file = (await exported(world)).replace('name: Solidarity', 'name: SOLIDARITY');
    const preview = await upload(world, file);
    const other = world.somebody({ userId: '100000000000000007' });
    await other.use('announce', { title: 'Meanwhile', text: 'x' });
    const again = await world.organiser.press(preview.press['Import']);
    expect(again.text).toContain('Something changed since you looked');
    expect(again.text).toContain('No longer: announcement “Meanwhile”');
    expect((await only(world)).name).toBe('Solidarity');
    expect((await world.organiser.press(again.press['Import'])).text).toContain('SOLIDARITY');
  });
});
