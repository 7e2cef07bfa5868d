import { OverwriteType, PermissionFlagsBits as bits } from 'discord-api-types/v10';
import { PermissionsBitField } from 'discord.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allPermissions } from '../../src/sandbox/world/permissions.ts';
import { channels, start } from './harness.ts';

const chosen = fc.constantFrom(bits.ViewChannel, bits.SendMessages, bits.EmbedLinks, bits.ManageGuild, 0n);
const change = fc.record({ allow: chosen, deny: chosen });

describe('permissions in a channel', () => {
  test('are what discord.js resolves them to, whatever the overwrites', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const client = await harness.connect();
    const [guild] = world.guilds;
    const [everyone, , botRole] = guild?.roles ?? [];
    const id = world.bot.id;
    await fc.assert(
      fc.asyncProperty(change, change, change, async (all, role, self) => {
        world.overwrite(channels.general, everyone?.id ?? '', all);
        world.overwrite(channels.general, botRole?.id ?? '', role);
        const told = new Promise((resolve) => client.once('channelUpdate', resolve));
        world.overwrite(channels.general, id, { allow: self.allow | bits.AddReactions, deny: self.deny });
        await told;
        const channel = client.guilds.cache.get(guild?.id ?? '')?.channels.cache.get(channels.general);
        const place = world.place(channels.general);
        if (!channel || place === null) throw new Error('no channel');
        const theirs = channel.permissionsFor(id)?.bitfield ?? 0n;
        const ours = world.permissions(id, place);
        // discord.js resolves the overwrites alone; a hidden channel takes everything away besides, and one
        // that is read-only what needs writing.
        const { ViewChannel, SendMessages, EmbedLinks, AttachFiles, MentionEveryone } = bits;
        const whenWriting = EmbedLinks | AttachFiles | MentionEveryone;
        const readable = (theirs & ViewChannel) === 0n ? 0n : theirs;
        expect(ours).toBe((readable & SendMessages) === 0n ? readable & ~whenWriting : readable);
      }),
      { numRuns: 40 },
    );
  });

  test('of an owner and an administrator are all there are', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const [guild] = world.guilds;
    const place = world.place(channels.organisers);
    if (place?.kind !== 'guild' || guild === undefined) throw new Error('no channel');
    world.overwrite(channels.organisers, harness.ana.id, { deny: bits.ViewChannel });
    expect(world.permissions(harness.ana.id, place)).toBe(0n);
    const admin = world.addRole(guild.id, 'Admins', bits.Administrator);
    world.setMemberRoles(guild.id, harness.ana.id, [admin.id]);
    expect(world.permissions(harness.ana.id, place)).toBe(allPermissions);
    expect(world.permissions(guild.owner_id, place)).toBe(PermissionsBitField.All);
    expect(place.channel.permission_overwrites?.some(({ type }) => type === OverwriteType.Member)).toBe(true);
    expect(world.permissions('123456789012345678', place)).toBe(0n);
  });
});
