import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import type { InteractionResult } from '../../src/sandbox/person.ts';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { announceNow, appDatabase, type AppDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const locale = 'en-US';
const channelId = startChannels.announcements;

/** An announcement in the channel that others follow, to be passed on to them. */
async function announceToFollowers({ database, store }: AppDatabase, organiserId: string): Promise<void> {
  await announceNow(store, organiserId, 'We meet at five');
  await database.db.updateTable('announcements').set({ crosspost: true }).execute();
  await database.db
    .updateTable('campaign_channels')
    .set({ channel_id: channelId })
    .where('audience', '=', 'public')
    .execute();
}

async function seen({ sandbox, rosa }: StandIn) {
  return await sandbox.people.messages(rosa.id, channelId, { limit: 20 });
}

/** The post as everybody sees it. */
async function post(discord: StandIn) {
  const found = (await seen(discord)).find((one) => !one.private);
  return found?.message;
}

/** Presses the button of that name in the newest answer that only Rosa sees. */
async function press(discord: StandIn, label: string): Promise<InteractionResult> {
  const answer = (await seen(discord)).findLast((one) => one.private)?.message;
  const json = JSON.stringify(answer?.components);
  const [button = ''] = new RegExp(`\\{[^{}]*"label":"${label}"[^{}]*\\}`).exec(json) ?? [];
  const [, customId = ''] = /"custom_id":"([^"]+)"/.exec(button) ?? [];
  expect(customId, `no button “${label}” in ${json}`).not.toBe('');
  const messageId = answer?.id ?? '';
  return await discord.sandbox.people.press(discord.rosa.id, { messageId, customId, locale });
}

async function manage(discord: StandIn): Promise<void> {
  const target = (await post(discord))?.id ?? '';
  const use = { channelId, name: 'Manage this post', options: {}, target, locale };
  expect(await discord.sandbox.people.command(discord.rosa.id, use)).toEqual({ kind: 'answered' });
}

test(
  'a post is passed on, corrected from its menu, and withdrawn; what Discord does not answer is tried again',
  { timeout: 120_000 },
  async () => {
    let failed = 0;
    await using discord = await startStandIn({
      faults: ({ path }) => {
        if (!path.endsWith('/crosspost') || failed > 0) return null;
        failed += 1;
        return { kind: 'status', status: 502, when: 'before' };
      },
    });
    await using data = await appDatabase();
    await announceToFollowers(data, discord.rosa.id);
    const app = startApp({ ...discord.env, DATABASE_URL: data.url });
    await app.said(/commands are published/);
    await app.said(/"kind":"crosspost","to":"done"/);
    expect(discord.requests.filter(({ path }) => path.endsWith('/crosspost'))).toHaveLength(2);
    expect(((await post(discord))?.flags ?? 0) & MessageFlags.Crossposted).not.toBe(0);

    await manage(discord);
    const form = await press(discord, 'Correct');
    if (form.kind !== 'form') throw new Error(`no form: ${JSON.stringify(form)}`);
    expect(JSON.stringify(form.form)).toContain('We meet at five');
    const fields = { title: 'We meet at six', text: 'At six, at the bridge.', what: 'the hour' };
    await discord.sandbox.people.submit(discord.rosa.id, { formId: form.formId, fields, locale });
    await app.said(/"kind":"correct","to":"done"/);
    expect((await post(discord))?.content).toMatch(
      /^\*\*We meet at six\*\*\n\nAt six, at the bridge\.\n\n-# Corrected on .*: the hour$/,
    );
    expect((await post(discord))?.edited_timestamp).not.toBeNull();

    await manage(discord);
    await press(discord, 'Withdraw');
    await press(discord, 'Withdraw it now');
    await app.said(/"kind":"withdraw","to":"done"/);
    expect(await post(discord)).toBeUndefined();
    const [row] = await data.database.db.selectFrom('deliveries').select(['state', 'taken_down']).execute();
    expect(row).toEqual({ state: 'sent', taken_down: 'withdrawn' });
    app.kill('SIGTERM');
    expect(await app.ended).toBe(0);
  },
);
