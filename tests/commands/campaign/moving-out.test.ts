import { describe, expect, test } from 'vitest';
import { createPlanner } from '../../../worker/planner.ts';
import { exported, fullCampaign, future, only, role, twoWorlds, upload } from '../../support/moving.ts';
import { ids } from '../../support/organising.ts';
import { quiet } from '../../support/signals.ts';
import { formats } from '../../support/told-pictures.ts';
import { moreChannels } from '../announce/kit.ts';

const { world, elsewhere } = await twoWorlds();

describe('a campaign that is exported', () => {
  test('is a file of its own, private, without anybody in it', async () => {
    await fullCampaign(world);
    const seen = await world.organiser.use('campaign export', { campaign: 'Solidarity' });
    expect(seen).toMatchObject({ kind: 'answer', private: true });
    expect(seen.files.map(({ name }) => name)).toEqual(['solidarity.yaml']);
    const text = await exported(world);
    expect(text).toContain('Sign the petition');
    expect(text).not.toContain(ids.organiser);
    expect(text).toBe(await exported(world));
  });

  test('brings its pictures along without what they tell of a place or a camera', async () => {
    await fullCampaign(world);
    const text = await exported(world);
    const { image, tales, file } = formats.PNG;
    const [head = Buffer.alloc(0), ...rest] = image;
    const photograph = file([head, ...tales, ...rest]).toString('base64');
    const told = text.replace(/(?<=base64: \|\n).*/s, `  ${photograph}\n`);
    expect(told).not.toBe(text);
    const preview = await upload(elsewhere, told);
    const waiting = await elsewhere.database.db.selectFrom('import_pictures').select('bytes').execute();
    expect(waiting.map(({ bytes }) => bytes.equals(file(image)))).toEqual([true]);
    await elsewhere.organiser.press(preview.press['Import']);
    const kept = await elsewhere.database.db.selectFrom('announcement_pictures').select('bytes').execute();
    expect(kept.map(({ bytes }) => bytes.equals(file(image)))).toEqual([true]);
  });

  test('comes back as it was: the same calendar and the same words, in an empty database', async () => {
    await fullCampaign(world);
    const file = await exported(world);
    const wanted = await future(world);
    expect(wanted.calendar.length).toBeGreaterThan(100);
    expect(new Set(wanted.calendar.map(({ purpose }) => purpose)).size).toBe(5);

    elsewhere.discord.access.set(moreChannels.news, {
      kind: 'usable',
      name: 'news',
      type: 'announcement',
      private: false,
    });
    const preview = await upload(elsewhere, file);
    expect(preview.text).toContain('makes a new campaign, **Solidarity**');
    expect(await elsewhere.deps.store.campaigns.ofGuild(ids.server)).toEqual([]);
    const done = await elsewhere.organiser.press(preview.press['Import']);
    expect(done.text).toContain('Solidarity');
    expect(elsewhere.faults).toEqual([]);
    expect(await only(elsewhere)).toMatchObject({
      state: 'paused',
      organiserRole: role,
      approvals: 2,
      unanswered: 'post',
    });
    expect(await future(elsewhere)).toEqual(wanted);
    expect(await exported(elsewhere)).toBe(file);
    // And what the planner makes of both is the same.
    const planned = [];
    for (const one of [world, elsewhere]) {
      const { id } = await only(one);
      await one.deps.store.campaigns.setState(ids.server, id, 'active', ids.organiser);
      const queue = { ensure: async () => undefined };
      await createPlanner({ ...one.deps, queue, log: quiet }).tick();
      planned.push(
        await one.database.db
          .selectFrom('occurrences')
          .select(['purpose', 'subject', 'slot', 'due_at', 'skip', 'state'])
          .where('campaign_id', '=', id)
          .where('purpose', '<>', 'notice')
          .orderBy('due_at')
          .orderBy('subject')
          .execute(),
      );
    }
    expect(planned[1]).toEqual(planned[0]);
  });
});
