import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { announceNow, appDatabase, type AppDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { posting, startStandIn, type StandIn } from './stand-in.ts';

const locale = 'en-US';
const channelId = startChannels.organisers;
const titles = ['One', 'Two', 'Three'];
const toCampaign = (path: string): boolean => path.includes(startChannels.campaign);

async function deliveries({ database }: AppDatabase) {
  return await database.db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .innerJoin('announcements', 'announcements.id', 'occurrences.subject')
    .select(['deliveries.id', 'deliveries.state', 'deliveries.reason', 'announcements.title'])
    .orderBy('announcements.title')
    .execute();
}

/** An organiser presses a button in the newest message of their channel that has it. */
async function press({ sandbox, rosa }: StandIn, route: string, deliveryId: string): Promise<void> {
  const seen = await sandbox.people.messages(rosa.id, channelId, { limit: 50 });
  const pattern = new RegExp(`"custom_id":"(${route}:${deliveryId}[^"]*)"`);
  const found = seen
    .map(({ message }) => ({ message, customId: pattern.exec(JSON.stringify(message.components))?.[1] }))
    .findLast(({ customId }) => customId !== undefined);
  expect(found, `no button ${route}`).toBeDefined();
  const { message, customId = '' } = found ?? {};
  const use = { messageId: message?.id ?? '', customId, locale };
  expect(await sandbox.people.press(rosa.id, use)).toEqual({ kind: 'answered' });
}

test(
  'posts of which nobody can tell: an organiser finds one, posts one again, and leaves one',
  { timeout: 180_000 },
  async () => {
    let resets = 0;
    await using discord = await startStandIn({
      // Two are there, one is not, and the bot is not told which.
      faults: ({ method, path }) => {
        if (method !== 'POST' || !path.endsWith('/messages') || !toCampaign(path) || resets >= 3) return null;
        resets += 1;
        return { kind: 'reset', when: resets === 2 ? 'before' : 'after' };
      },
    });
    await using data = await appDatabase();
    for (const title of titles) await announceNow(data.store, discord.rosa.id, title);
    const env = { ...discord.env, DATABASE_URL: data.url };
    const first = startApp(env);
    await discord.until(
      () => discord.requests.filter(posting).filter(({ path }) => toCampaign(path)).length >= 3,
    );
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const there = await discord.posts(startChannels.campaign);
    expect(there).toHaveLength(2);

    // Long afterwards, when the nonces are forgotten, the channel cannot be read either.
    const long = '2020-01-01T00:00:00Z';
    await data.database.db
      .updateTable('deliveries')
      .set({ in_doubt_since: long, lease_until: long })
      .execute();
    const { world } = discord.sandbox;
    const { ReadMessageHistory } = PermissionFlagsBits;
    world.overwrite(startChannels.campaign, world.bot.id, { deny: ReadMessageHistory });
    const app = startApp(env);
    const told = () => discord.answers.filter(posting).filter(({ path }) => path.includes(channelId)).length;
    await discord.until(() => told() >= 3);
    const found = await deliveries(data);
    expect(found.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown']);
    await app.said(/commands are published/);
    world.overwrite(startChannels.campaign, world.bot.id, {});

    const isThere = (title: string): boolean => there.some((text) => text.includes(`**${title}**`));
    const [kept, left] = found.filter(({ title }) => isThere(title));
    const lost = found.find(({ title }) => !isThere(title));
    if (!kept || !left || !lost) throw new Error('two are there, and one is not');
    for (const { id } of found) await press(discord, 'post-open', id);
    await press(discord, 'post-look', kept.id);
    await press(discord, 'post-leave', left.id);
    await press(discord, 'post-again', lost.id);
    await press(discord, 'post-again-sure', lost.id);
    await app.said(new RegExp(`"delivery":"${lost.id}","to":"sent"`));

    expect(await deliveries(data)).toMatchObject(
      found.map(({ id }) => (id === left.id ? { state: 'skipped', reason: 'left' } : { state: 'sent' })),
    );
    expect(await discord.posts(startChannels.campaign)).toHaveLength(3);
    app.kill('SIGTERM');
    expect(await app.ended).toBe(0);
  },
);
