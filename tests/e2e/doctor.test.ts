import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sql } from 'kysely';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { dataFolder } from '../support/data-folder.ts';
import { canStartRedis, startRedis } from '../support/redis.ts';
import { announceNow, appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn } from './stand-in.ts';

/** What the doctor says, and its exit code. */
async function examined(env: Readonly<Record<string, string>>) {
  const doctor = startApp(env, ['doctor']);
  const code = await doctor.ended;
  return { code, said: doctor.output() };
}

describe('the doctor', { timeout: 120_000 }, () => {
  test('finds nothing to fix where all is well, and names each thing it looked at', async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    await announceNow(data.store, discord.rosa.id, 'well');
    const { code, said } = await examined({ ...discord.env, DATABASE_URL: data.url });
    expect(said).toMatch(/ok {4}token .*application/);
    expect(said).toMatch(/ok {4}database .*PostgreSQL \d+.*schema up to date/);
    expect(said).toMatch(/ok {4}clock .* s between this machine's clock and the database's/);
    expect(said).toMatch(/ok {4}time zones .*in use: UTC/);
    expect(said).toMatch(/ok {4}gateway .*logins left today/);
    expect(said.match(/ok {4}channels /g)).toHaveLength(2);
    expect(said).toContain('Nothing is to be fixed.');
    expect(code).toBe(0);
    expect(said).not.toContain(discord.env.DISCORD_TOKEN);
  });

  test('says what to fix: a lost channel, a database of another application, at once', async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    await announceNow(data.store, discord.rosa.id, 'ill');
    await sql`update campaign_channels set channel_id = '999999999999999999'
      where channel_id = ${startChannels.campaign}`.execute(data.database.db);
    await sql`insert into world (name) values ('123456789012345678')`.execute(data.database.db);
    const { code, said } = await examined({ ...discord.env, DATABASE_URL: data.url });
    expect(said).toMatch(
      /FIX {3}channels .*"Campaign of ill", public channel 999999999999999999: it is gone/,
    );
    expect(said).toMatch(/FIX {3}database .*belongs to application 123456789012345678/);
    expect(said).toContain('2 to fix.');
    expect(code).toBe(1);
  });

  test('goes on when one thing cannot be asked', async () => {
    await using discord = await startStandIn();
    const { code, said } = await examined({
      ...discord.env,
      DISCORD_TOKEN: 'not.a.token',
      DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/campaigns',
    });
    expect(said).toMatch(/FIX {3}database .*cannot be used/);
    expect(said).toMatch(/FIX {3}token .*Discord refused DISCORD_TOKEN/);
    expect(said).not.toMatch(/hunter2|^\s+at /m);
    expect(code).toBe(1);
  });

  test('joins the database of an app that runs, and does not make one that was never made', async () => {
    const folder = await dataFolder(onTestFinished);
    const before = await examined({ DATA_DIR: join(folder, 'new') });
    expect(before.said).toMatch(/note {2}database .*nothing is in/);
    const app = startApp({ DATA_DIR: folder });
    await app.said(/practice server is open/);
    const { code, said } = await examined({ DATA_DIR: folder });
    expect(said).toMatch(/ok {4}database .*schema up to date/);
    expect(code).toBe(0);
    app.kill('SIGTERM');
    await app.ended;
    expect((await examined({ DATA_DIR: folder })).said).toMatch(/ok {4}database .*schema up to date/);
  });

  test.skipIf(!canStartRedis())('refuses a Redis that would drop posts', async () => {
    const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
    onTestFinished(() => redis.remove());
    const { code, said } = await examined({
      SANDBOX: 'yes',
      DATA_DIR: await dataFolder(onTestFinished),
      REDIS_URL: `unix://${redis.url}`,
    });
    expect(said).toMatch(/FIX {3}queue .*maxmemory-policy noeviction/s);
    expect(code).toBe(1);
  });
});
