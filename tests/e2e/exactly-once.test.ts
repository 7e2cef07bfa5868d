import { expect, test } from 'vitest';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { announceNow, appDatabase, type AppDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { posting, startStandIn } from './stand-in.ts';

const recorded = /"to":"sent"/;

async function outcomes({ database }: AppDatabase) {
  return await database.db.selectFrom('deliveries').select(['state', 'message_id']).execute();
}

test(
  'a kill between sending and recording: the post is there once, and recorded by the next process',
  { timeout: 180_000 },
  async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    await announceNow(data.store, discord.rosa.id, 'Once after a kill');
    const env = { ...discord.env, DATABASE_URL: data.url };

    const sending = discord.hold(posting);
    const first = startApp(env);
    await sending.held;
    expect(await discord.posts(startChannels.campaign)).toHaveLength(1);
    first.kill('SIGKILL');
    await first.ended;
    sending.release();
    expect(await outcomes(data)).toEqual([{ state: 'sending', message_id: null }]);

    // The lease of the killed one runs out after 45 s; then the same nonce finds the first message.
    const second = startApp(env);
    await second.said(recorded);
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(await discord.posts(startChannels.campaign)).toHaveLength(1);
    expect(discord.requests.filter(posting)).toHaveLength(2);
    expect(await outcomes(data)).toEqual([{ state: 'sent', message_id: expect.stringMatching(/^\d+$/) }]);
  },
);

test(
  'SIGTERM between sending and recording: it is recorded before the process ends',
  { timeout: 120_000 },
  async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    await announceNow(data.store, discord.rosa.id, 'Once after a stop');
    const env = { ...discord.env, DATABASE_URL: data.url };

    const sending = discord.hold(posting);
    const app = startApp(env);
    await sending.held;
    app.kill('SIGTERM');
    await app.said(/stopping/);
    sending.release();
    expect(await app.ended).toBe(0);
    expect(await outcomes(data)).toEqual([{ state: 'sent', message_id: expect.stringMatching(/^\d+$/) }]);

    // Started again, there is nothing left to do.
    const again = startApp(env);
    await again.said(/is ready/);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    expect(await discord.posts(startChannels.campaign)).toHaveLength(1);
  },
);
