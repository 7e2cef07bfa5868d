import { expect, test } from 'vitest';
import type { PersonFile } from '../../src/sandbox/person.ts';
import { startChannels, startIds } from '../../src/sandbox/world/start.ts';
import { appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const channelId = startChannels.organisers;
const locale = 'en-GB';

/** What Rosa sees last, with what she can press there. */
async function newest({ sandbox, rosa }: StandIn) {
  const seen = (await sandbox.people.messages(rosa.id, channelId, { limit: 1 })).at(-1);
  if (!seen) throw new Error('nothing is there');
  return { ...seen.message, text: JSON.stringify(seen.message.components) };
}

test(
  'a campaign is exported, everything is deleted, and a file brings it back, also after a restart',
  { timeout: 90_000 },
  async () => {
    await using discord = await startStandIn();
    await using data = await appDatabase();
    const env = { ...discord.env, DATABASE_URL: data.url };
    const app = startApp(env);
    await app.said(/commands are published/);
    const { people } = discord.sandbox;
    const { rosa } = discord;
    const use = async (name: string, options = {}) =>
      await people.command(rosa.id, { channelId, name: `campaign ${name}`, options, locale });
    const press = async (route: string) => {
      const { id: messageId, text } = await newest(discord);
      const customId = new RegExp(`"custom_id":"(${route}:[^"]*)"`).exec(text)?.[1] ?? route;
      return await people.press(rosa.id, { messageId, customId, values: [], locale });
    };
    const upload = async (name: string, bytes: Uint8Array) => {
      const form = await use('import');
      if (form.kind !== 'form') throw new Error(`no form: ${JSON.stringify(form)}`);
      const file: PersonFile = { field: 'file', name, type: 'application/yaml', bytes };
      const submitted = { formId: form.formId, fields: {}, files: [file], locale };
      const edits = (): number => discord.answers.filter(({ method }) => method === 'PATCH').length;
      const before = edits();
      expect(await people.submit(rosa.id, submitted)).toEqual({ kind: 'answered' });
      // What takes long is answered by the edit of an empty answer.
      if ((await newest(discord)).text === '[]') await discord.until(() => edits() > before);
    };

    await use('create', { name: 'Memory & más', channel: startChannels.campaign, organisers: channelId });
    await use('export');
    const [attached] = (await newest(discord)).attachments;
    expect(attached?.filename).toBe('memory-mas.yaml');
    const { bytes = new Uint8Array() } = (await people.file(rosa.id, attached?.id ?? '')) ?? {};

    await data.database.db.deleteFrom('campaign_guild').execute();
    await data.database.db.deleteFrom('campaigns').execute();
    await upload('bomb.yaml', new TextEncoder().encode('['.repeat(400_000)));
    expect((await newest(discord)).text).toMatch(/takes too long|deeper than|could not be read/);
    await upload('memory.yaml', bytes);
    expect((await newest(discord)).text).toContain('makes a new campaign');

    app.kill('SIGKILL');
    await app.ended;
    const again = startApp(env);
    await again.said(/is ready/);
    await press('import-yes');
    expect((await newest(discord)).text).toContain('Memory & más');
    const [campaign, ...more] = await data.store.campaigns.ofGuild(startIds.guild);
    expect(more).toEqual([]);
    expect(campaign).toMatchObject({ name: 'Memory & más', state: 'paused' });
    await use('export');
    const [second] = (await newest(discord)).attachments;
    expect((await people.file(rosa.id, second?.id ?? ''))?.bytes).toEqual(bytes);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  },
);
