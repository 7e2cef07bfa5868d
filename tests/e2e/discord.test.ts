import { describe, expect, test } from 'vitest';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { announceNow, appDatabase } from './app-database.ts';
import { startApp, type AppProcess } from './app-process.ts';
import { posting, startStandIn, type SeenRequest, type StandIn } from './stand-in.ts';

const publishing = ({ method, path }: SeenRequest): boolean => method !== 'GET' && path.endsWith('/commands');

async function stop(app: AppProcess): Promise<void> {
  app.kill('SIGTERM');
  expect(await app.ended).toBe(0);
}

/** What somebody reads after a command, in the newest message that they see. */
async function answerTo(
  discord: StandIn,
  name: string,
  options: Record<string, string | boolean> = {},
  locale = 'en-US',
) {
  const channelId = startChannels.general;
  const result = await discord.sandbox.people.command(discord.ana.id, { channelId, name, options, locale });
  expect(result, name).toEqual({ kind: 'answered' });
  const seen = (await discord.sandbox.people.messages(discord.ana.id, channelId, { limit: 1 })).at(-1);
  return { text: JSON.stringify(seen?.message.components), private: seen?.private };
}

describe('with a token', { timeout: 120_000 }, () => {
  test('it reads the application first, publishes its commands once, and names what the portal lacks', async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const env = { ...discord.env, DATABASE_URL: data.url };

    const first = startApp(env);
    await first.said(/is ready/);
    await first.said(/commands are published/);
    expect(discord.requests[0]?.path).toMatch(/\/(applications|users)\/@me$/);
    expect(discord.requests.filter(publishing)).toHaveLength(1);
    expect(first.output()).toMatch(
      /Invite it to a server: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+/,
    );
    expect(first.output()).not.toContain(discord.env.DISCORD_TOKEN);
    await stop(first);

    const second = startApp(env);
    await second.said(/published already/);
    await stop(second);
    expect(discord.requests.filter(publishing)).toHaveLength(1);
    expect(await discord.posts(startChannels.general), 'joining posts nothing').toEqual([]);
  });

  test('every question is answered, privately and in the language of whoever asks, while posts go out', async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const app = startApp({ ...discord.env, DATABASE_URL: data.url });
    await app.said(/is ready/);
    await app.said(/commands are published/);
    const sending = discord.hold(posting);
    await announceNow(data.store, discord.rosa.id, 'Going out meanwhile');
    await sending.held;

    for (const name of ['timeline', 'demands', 'casualties', 'source', 'help', 'privacy']) {
      const english = await answerTo(discord, name);
      const spanish = await answerTo(discord, name, {}, 'es-419');
      expect(english.private, name).toBe(true);
      expect(english.text, name).not.toEqual(spanish.text);
    }
    const nonsense = await answerTo(discord, 'casualties', { event: 'zzzz qqqq 1999' });
    expect(nonsense.private).toBe(true);
    expect(nonsense.text).toContain('zzzz qqqq 1999');

    sending.release();
    await app.said(/"to":"sent"/);
    expect(await discord.posts(startChannels.campaign)).toHaveLength(1);
    await stop(app);
  });

  test('the two halves run as processes of their own', async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const env = { ...discord.env, DATABASE_URL: data.url };
    const [bot, worker] = [startApp(env, ['bot']), startApp(env, ['worker'])];
    await Promise.all([
      bot.said(/answers people\./),
      worker.said(/plans and posts\./),
      bot.said(/commands are published/),
    ]);
    await announceNow(data.store, discord.rosa.id, 'From the other half');
    await worker.said(/"to":"sent"/);
    expect((await answerTo(discord, 'help')).private).toBe(true);
    expect(await discord.posts(startChannels.campaign)).toHaveLength(1);
    await Promise.all([stop(bot), stop(worker)]);
  });
});
