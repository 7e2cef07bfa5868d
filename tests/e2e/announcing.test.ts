import { MessageFlags } from 'discord-api-types/v10';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { PersonFile } from '../../src/sandbox/person.ts';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { jpeg } from '../support/pictures.ts';
import { appDatabase, type AppDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const channelId = startChannels.organisers;
const locale = 'en-GB';

async function givenCampaign({ store }: AppDatabase, createdBy: string): Promise<void> {
  const campaign = await store.campaigns.create({
    guildId: startIds.guild,
    name: 'Solidarity',
    pack: 'peru',
    zone: 'America/Lima',
    language: 'en',
    createdBy,
    createdAt: Temporal.Now.instant(),
    channels: [
      { channelId: startChannels.announcements, audience: 'public', language: 'en' },
      { channelId: startChannels.organisers, audience: 'organisers', language: 'en' },
    ],
    schedules: [],
  });
  if (campaign === 'taken') throw new Error('the campaign is there already');
  await store.campaigns.setState(startIds.guild, campaign.id, 'active', createdBy);
}

/** An organiser at work: what they see of the newest message, and what they press and fill in there. */
function rosaOf({ sandbox: { people }, rosa }: StandIn) {
  const newest = async () => {
    const seen = (await people.messages(rosa.id, channelId, { limit: 1 })).at(-1);
    if (!seen) throw new Error('nothing is there');
    return { ...seen, text: JSON.stringify(seen.message.components) };
  };
  const press = async (route: string, values: readonly string[] = []) => {
    const { message, text } = await newest();
    const customId = new RegExp(`"custom_id":"(${route}:[^"]*)"`).exec(text)?.[1] ?? route;
    return await people.press(rosa.id, { messageId: message.id, customId, values, locale });
  };
  return {
    newest,
    press,
    type: async (options: Record<string, string>) =>
      await people.command(rosa.id, { channelId, name: 'announce', options, locale }),
    fill: async (
      opened: Awaited<ReturnType<typeof press>>,
      fields: Record<string, string>,
      files: readonly PersonFile[] = [],
    ) => {
      if (opened.kind !== 'form') throw new Error(`no form: ${JSON.stringify(opened)}`);
      const { formId } = opened;
      expect(await people.submit(rosa.id, { formId, fields, files, locale })).toEqual({ kind: 'answered' });
    },
  };
}

/** The id of the first message that is published to following servers. */
async function passedOn({ sandbox: { people }, rosa }: StandIn): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const ending = new AbortController();
  people.watch(
    rosa.id,
    (change) => {
      if (change.kind !== 'message') return;
      const { id, flags = 0 } = change.seen.message;
      if ((flags & MessageFlags.Crossposted) !== 0) resolve(id);
    },
    ending.signal,
  );
  return await promise.finally(() => ending.abort());
}

const file = (bytes: Uint8Array): PersonFile => ({
  field: 'picture',
  name: 'march.png',
  type: 'image/png',
  bytes,
});

test(
  'an announcement with a picture goes from a form to the channel, and on to those who follow it',
  {
    timeout: 90_000,
  },
  async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const env = { ...discord.env, DATABASE_URL: data.url };
    const app = startApp(env);
    await app.said(/commands are published/);
    await givenCampaign(data, discord.rosa.id);
    const rosa = rosaOf(discord);

    await rosa.fill(await rosa.type({}), { title: 'March on Saturday', text: 'At ten. @everyone', when: '' });
    expect((await rosa.newest()).text).toContain('**March on Saturday**');

    await rosa.fill(await rosa.press('announce-picture'), { alt: 'Flags' }, [
      file(Buffer.from('<!doctype html><script>alert(1)</script>')),
    ]);
    expect((await rosa.newest()).text).toContain('This file is not a picture that can be posted');

    app.kill('SIGKILL');
    await app.ended;
    const again = startApp(env);
    await again.said(/is ready/);

    const picture = jpeg(30, 20);
    await rosa.fill(await rosa.press('announce-picture'), { alt: 'Flags' }, [file(picture)]);
    expect((await rosa.newest()).message.attachments).toMatchObject([
      { filename: 'picture.jpg', size: picture.byteLength },
    ]);
    await rosa.press('announce-crosspost');
    expect((await rosa.newest()).text).toContain('Pass on to followers: yes');
    await rosa.fill(await rosa.press('announce-repeat'), {
      repeat: 'yearly',
      of: '2023-01-09',
      lead: '7',
      tone: 'plain',
    });
    expect((await rosa.newest()).text).toContain('7 days before the day, at 10:00');
    await rosa.fill(await rosa.press('announce-repeat'), {
      repeat: 'none',
      of: '',
      lead: '0',
      tone: 'plain',
    });
    expect(await discord.posts(startChannels.announcements)).toEqual([]);

    const crossposted = passedOn(discord);
    await rosa.press('announce-confirm');
    await again.said(/"to":"sent"/);
    const seen = await discord.sandbox.people.messages(discord.ana.id, startChannels.announcements);
    expect(seen).toHaveLength(1);
    const message = seen[0]?.message;
    expect(message).toMatchObject({
      content: '**March on Saturday**\n\nAt ten. @everyone',
      mention_everyone: false,
      attachments: [{ filename: 'picture.jpg', description: 'Flags', size: picture.byteLength }],
    });
    const posted = await fetch(message?.attachments[0]?.url ?? '');
    expect(new Uint8Array(await posted.arrayBuffer())).toEqual(new Uint8Array(picture));
    expect(await crossposted).toBe(message?.id);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  },
);
