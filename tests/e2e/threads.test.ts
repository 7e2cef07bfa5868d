import { expect, test } from 'vitest';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { announceIn, appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { personIn } from './person-in.ts';
import { startStandIn } from './stand-in.ts';

const { march, organisers, questions, announcements } = startChannels;

test(
  'a campaign posts in threads, opens archived ones, and tells the organisers of one that is locked or gone',
  { timeout: 120_000 },
  async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const { people, world } = discord.sandbox;
    const replies = world.threads.add(announcements, { name: 'replies', ownerId: discord.rosa.id });
    const app = startApp({ ...discord.env, DATABASE_URL: data.url });
    await app.said(/commands are published/);
    const rosa = personIn(discord, discord.rosa, organisers);
    const create = async (channel: string, organisersIn: string) =>
      await rosa.use('campaign create', { name: 'March', channel, organisers: organisersIn });
    const held = async () => await data.store.campaigns.ofGuild(startIds.guild);

    for (const [channel, organisersIn] of [
      [questions, organisers],
      [march, questions],
    ] as const) {
      await create(channel, organisersIn);
      expect(await rosa.answer()).toContain('is a forum, and in a forum I cannot make sure');
      expect(await held()).toEqual([]);
    }
    world.threads.change(march, { locked: true });
    await create(march, organisers);
    expect(await rosa.answer()).toContain('is a thread that moderators locked');
    world.threads.change(march, { locked: false });

    await create(march, organisers);
    expect(await rosa.answer()).toContain('**March** is saved and paused');
    await rosa.press('panel-go', ['channels']);
    await rosa.press('channel-add', [replies.id]);
    const [campaign] = await held();
    if (campaign === undefined) throw new Error('no campaign');
    const announce = async (text: string) => await announceIn(data.store, campaign.id, discord.rosa.id, text);
    const tried = (thread: string, status: number): boolean =>
      discord.answers.some((one) => one.path.includes(`/${thread}/messages`) && one.status === status);

    world.threads.change(replies.id, { archived: true });
    await announce('We meet at five');
    await data.database.db.updateTable('announcements').set({ crosspost: true }).execute();
    await rosa.press('panel');
    await rosa.press('panel-go', ['overview']);
    await rosa.press('campaign-resume');
    await discord.until(() => tried(march, 200) && tried(replies.id, 200));
    expect(await discord.posts(march)).toEqual([expect.stringContaining('We meet at five')]);
    expect(await discord.posts(replies.id)).toEqual([expect.stringContaining('We meet at five')]);
    expect(world.place(replies.id)?.channel).toMatchObject({ thread_metadata: { archived: false } });
    await app.said(/"kind":"crosspost","to":"replaced"/);

    world.threads.change(march, { archived: true });
    const inThread = personIn(discord, discord.rosa, march);
    const [posted] = await people.messages(discord.rosa.id, march);
    await inThread.use('Manage this post', {}, posted?.message.id);
    const form = await inThread.press('post-correct');
    if (form.kind !== 'form') throw new Error(`no form: ${JSON.stringify(form)}`);
    const fields = { title: 'We meet at six', text: 'At the bridge.', what: 'the hour', where: 'all' };
    expect(await inThread.submit(form.formId, fields)).toEqual({ kind: 'answered' });
    await app.said(/(?:"kind":"correct","to":"done"[^]*){2}/);
    for (const thread of [march, replies.id]) {
      expect((await discord.posts(thread))[0]).toContain('We meet at six');
    }
    expect(world.place(march)?.channel).toMatchObject({ thread_metadata: { archived: false } });

    const notices = (): number =>
      discord.answers.filter(({ method, path }) => method === 'POST' && path.includes(`/${organisers}/`))
        .length;
    const before = notices();
    world.threads.change(march, { archived: true, locked: true });
    world.threads.remove(replies.id);
    await announce('Bring water');
    await discord.until(() => notices() >= before + 2);
    const told = (await discord.posts(organisers)).slice(-2);
    const about = (thread: string) => told.find((text) => text.includes(`<#${thread}>`));
    expect(about(march)).toContain('It is a thread, and moderators closed it. To fix it, open it again');
    expect(about(replies.id)).toContain('If the channel was deleted, put another one in its place');
    expect((await discord.posts(march)).join()).not.toContain('Bring water');
    app.kill('SIGTERM');
    expect(await app.ended).toBe(0);
  },
);
