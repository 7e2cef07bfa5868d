import { describe, expect, test } from 'vitest';
import { exported, fullCampaign, only, role, twoWorlds, upload } from '../../support/moving.ts';
import { ids } from '../../support/organising.ts';
import { moreChannels } from '../announce/kit.ts';

const { world, elsewhere } = await twoWorlds();

describe('in another server', () => {
  const there = ['100000000000000061', '100000000000000062'] as const;

  test('channels and roles are found by name, chosen in the form, or asked for', async () => {
    await fullCampaign(world);
    const file = await exported(world);
    for (const id of [ids.channel, ids.organisers, ...Object.values(moreChannels)]) {
      elsewhere.discord.access.set(id, { kind: 'not-found' });
    }
    elsewhere.discord.roles.set(role, null);
    elsewhere.discord.names.set('channel news', there[0]);
    elsewhere.discord.access.set(there[1], { kind: 'usable', name: 'o', type: 'text', private: true });
    const fields = { organisers: there[1] };
    const preview = await upload(elsewhere, file, 'campaign.yaml', elsewhere.organiser, fields);
    expect(preview.text).toContain('Choose others for them first');
    expect(preview.text).toContain('1 role of the file is not in this server');
    expect(Object.keys(preview.press)).toEqual(
      expect.arrayContaining(['Which channel for #channel?', 'Discard']),
    );
    expect(Object.keys(preview.press)).not.toContain('Import');
    const choose = preview.press['Which channel for #channel?'];
    const first = await elsewhere.organiser.press(choose, ['100000000000000063']);
    // The second one of that name stands for the first of the two that are left.
    const second = await elsewhere.organiser.press(first.press['Which channel for #channel?'], [
      '100000000000000063',
    ]);
    expect(second.text).toContain('Two channels of the file would be the same here');
    const again = await upload(elsewhere, file, 'campaign.yaml', elsewhere.organiser, fields);
    let seen = again;
    for (const channel of ['100000000000000063', '100000000000000064']) {
      seen = await elsewhere.organiser.press(seen.press['Which channel for #channel?'], [channel]);
    }
    const done = await elsewhere.organiser.press(seen.press['Import']);
    expect(done.text).toContain('Solidarity');
    const { id } = await only(elsewhere);
    const channels = await elsewhere.deps.store.campaigns.channels(id);
    expect(channels.map(({ channelId }) => channelId).toSorted()).toEqual([
      there[0],
      there[1],
      '100000000000000063',
      '100000000000000064',
    ]);
    expect(channels.map(({ ping }) => ping)).toEqual([null, null, null, null]);
    const [vigil] = (await elsewhere.deps.store.announcements.standing(ids.server, 9)).filter(
      ({ title }) => title === 'Vigil',
    );
    expect(vigil?.channels).toEqual([channels.find(({ channelId }) => channelId === there[0])?.id]);
    expect(elsewhere.faults).toEqual([]);
  });

  test('whatever is checked for a campaign that is made by hand is checked here', async () => {
    await world.campaign();
    const file = await exported(world);
    elsewhere.discord.access.set(ids.channel, {
      kind: 'missing-permissions',
      name: 'c',
      missing: ['SendMessages'],
    });
    const refused = await upload(elsewhere, file);
    expect(refused.text).toContain('cannot be imported');
    expect(refused.text).toContain('Send Messages');
    elsewhere.discord.access.delete(ids.channel);
    const pinged = file.replace(
      'audience: public',
      `audience: public\n    ping:\n      role:\n        id: "${ids.server}"\n      for: [digest]`,
    );
    expect((await upload(elsewhere, pinged)).text).toMatch(
      /role of the file is not in this server|Everybody/,
    );
    elsewhere.discord.roles.set(role, { name: 'r', mentionable: false, managed: true });
    const managed = file.replace('channels:', `organiserRole:\n  id: "${role}"\nchannels:`);
    expect((await upload(elsewhere, managed)).text).toContain('belongs to a bot');
    const long = `${file}announcements:\n  - state: scheduled\n    title: Ñ\n    text: ${'x'.repeat(1_790)}\n    at: 2027-01-01T10:00\n    translations:\n      es: { title: "", text: "" }\n`;
    expect((await upload(elsewhere, long)).text).toContain('cannot be scheduled');
    expect(await elsewhere.deps.store.campaigns.ofGuild(ids.server)).toEqual([]);
    elsewhere.discord.roles.clear();
  });
});
