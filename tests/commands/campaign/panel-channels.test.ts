import { describe, expect, test } from 'vitest';
import { ids } from '../../support/organising.ts';
import { panelWorld } from '../../support/panel-world.ts';

const world = await panelWorld();
const { organiser, deps, campaignOf, channelsOf, publicOf, page, noted } = world;
const role = '100000000000000020';
const newChannel = '100000000000000005';

describe('the channels', () => {
  const open = async (id: string) => {
    const [channel] = await publicOf(id);
    return await organiser.press(`panel-channel:${id}`, [channel?.id ?? '']);
  };

  test('are added, changed and removed', async () => {
    const id = await world.campaign();
    const added = await organiser.press((await page(id, 'channels')).press['Add a channel'], [newChannel]);
    expect(added.text).toContain(`what **Solidarity** posts to <#${newChannel}>`);
    const fewer = await organiser.press(added.press['What it gets'], ['digest']);
    const spanish = await organiser.press(fewer.press['In which language'], ['es']);
    expect(spanish.text).toContain(`<#${newChannel}>: digests. Spanish.`);
    expect((await publicOf(id)).find(({ channelId }) => channelId === newChannel)).toMatchObject({
      gets: ['digest'],
      language: 'es',
    });
    const asked = await organiser.press(spanish.press['Remove this channel']);
    expect(await publicOf(id)).toHaveLength(2);
    expect(asked.text).toContain('Do you want to remove');
    await organiser.press(asked.press['Yes, remove it']);
    expect((await publicOf(id)).map(({ channelId }) => channelId)).toEqual([ids.channel]);
    expect(await noted()).toEqual({ what: 'channel.remove', details: { channel: newChannel } });
  });

  test('keep at least one, and none twice', async () => {
    const id = await world.campaign();
    const [only] = await publicOf(id);
    const version = (await campaignOf(id))?.version ?? 0;
    const gone = await organiser.press(`channel-remove:${id}:${only?.id}:${version}:yes`);
    expect(gone.text).toContain('only channel of that kind');
    for (const channel of [ids.channel, ids.organisers]) {
      const twice = await organiser.press(`channel-add:${id}:${version}`, [channel]);
      expect(twice.text).toContain('posts to');
    }
    expect(await channelsOf(id)).toHaveLength(2);
  });

  test('in which the bot cannot post are refused with the reason', async () => {
    const id = await world.campaign();
    const add = (await page(id, 'channels')).press['Add a channel'];
    const refusals = [
      [{ kind: 'wrong-type', name: 'f', type: 'GuildForum' }, 'is a forum'],
      [{ kind: 'locked-thread', name: 't' }, 'a thread that moderators locked'],
      [{ kind: 'not-in-thread', name: 't' }, 'a private thread, and I am not in it'],
      [{ kind: 'missing-permissions', name: 'c', missing: ['SendMessages'] }, 'I still need: Send Messages'],
      [{ kind: 'not-found' }, 'not a channel of this server'],
    ] as const;
    for (const [access, sentence] of refusals) {
      world.discord.access.set(newChannel, access);
      expect((await organiser.press(add, [newChannel])).text).toContain(sentence);
    }
    expect(await publicOf(id)).toHaveLength(1);
  });

  test('mention a role only where it can be mentioned, and only for what is chosen', async () => {
    const id = await world.campaign();
    const select = (await open(id)).press['A role to mention (none is fine)'];
    world.discord.roles.set(role, { name: 'Volunteers', mentionable: false, managed: false });
    world.discord.access.set(ids.channel, {
      kind: 'usable',
      name: 'c',
      type: 'text',
      private: false,
      lacks: ['MentionEveryone'],
    });
    expect((await organiser.press(select, [role])).text).toContain('would reach nobody');
    expect((await organiser.press(select, [ids.server])).text).toContain('Everybody in the server');
    world.discord.access.set(ids.channel, {
      kind: 'usable',
      name: 'c',
      type: 'text',
      private: false,
      lacks: [],
    });
    const chosen = await organiser.press(select, [role]);
    expect(chosen.text).toContain(`<@&${role}> is chosen, but for no post yet`);
    const named = await organiser.press(chosen.press['For which posts the role is mentioned'], [
      'announcement',
    ]);
    expect(named.text).toContain(`Mentions <@&${role}> for announcements.`);
    expect((await publicOf(id))[0]?.ping).toEqual({ role, for: ['announcement'] });
    await organiser.press(named.press['A role to mention (none is fine)'], []);
    expect((await publicOf(id))[0]?.ping).toBeNull();
  });

  test('of the organisers can be replaced when it is lost, and the button follows', async () => {
    const id = await world.campaign();
    const lost = (await channelsOf(id)).find(({ audience }) => audience === 'organisers');
    await deps.store.campaigns.setQuarantine(lost?.id ?? '', 'Unknown Channel', deps.clock.now());
    expect((await organiser.use('campaign show')).text).toContain('I cannot reach the organisers');
    const opened = await organiser.press(`panel-channel:${id}`, [lost?.id ?? '']);
    const replaced = await organiser.press(opened.press['Put another channel in its place'], [newChannel]);
    expect(replaced.text).toContain(`<#${newChannel}> is where the organisers`);
    expect((await channelsOf(id)).find(({ audience }) => audience === 'organisers')).toMatchObject({
      channelId: newChannel,
      quarantine: null,
    });
    expect(world.discord.in(newChannel).map(({ content }) => content)).toEqual([
      expect.stringContaining('Organise the campaigns of this server'),
    ]);
  });
});

describe('a channel that the organiser cannot see', () => {
  test('is not taken, added or put in the place of another, and is once they see it', async () => {
    const id = await world.campaign();
    const hidden = `${ids.organiser}/${newChannel}`;
    world.discord.hidden.add(hidden);
    const { version = 0 } = (await campaignOf(id)) ?? {};
    const rowId = (await world.deps.store.campaigns.channels(id))[0]?.id;
    for (const customId of [`channel-add:${id}:${version}`, `channel-replace:${id}:${rowId}:${version}`]) {
      expect((await organiser.press(customId, [newChannel])).text).toContain(
        `You cannot see <#${newChannel}>`,
      );
    }
    expect(await campaignOf(id)).toMatchObject({ version });
    world.discord.hidden.delete(hidden);
    await organiser.press(`channel-add:${id}:${version}`, [newChannel]);
    expect(await campaignOf(id)).toMatchObject({ version: version + 1 });
  });
});
