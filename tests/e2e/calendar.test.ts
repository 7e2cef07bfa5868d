import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const channelId = startChannels.organisers;
const locale = 'en-GB';

/** What Rosa sees last, with what she can press there. */
async function newest({ sandbox, rosa }: StandIn) {
  const seen = (await sandbox.people.messages(rosa.id, channelId, { limit: 1 })).at(-1);
  if (!seen) throw new Error('nothing is there');
  const text = JSON.stringify(seen.message.components);
  const idOf = (route: string): string => {
    const [, id] = new RegExp(`"custom_id":"(${route}:[^"]*)"`).exec(text) ?? [];
    if (id === undefined) throw new Error(`nothing to press of ${route} in ${text}`);
    return id;
  };
  return { id: seen.message.id, text, idOf, attachments: seen.message.attachments };
}

test('an organiser previews, notes, moves and posts an anniversary, and takes the calendar along', async () => {
  await using discord = await startStandIn();
  await using data = await appDatabase();
  const app = startApp({ ...discord.env, DATABASE_URL: data.url });
  await app.said(/commands are published/);
  const { people } = discord.sandbox;
  const { rosa } = discord;
  const use = async (name: string, options = {}) => {
    const used = { channelId, name: `campaign ${name}`, options, locale };
    expect(await people.command(rosa.id, used)).toEqual({ kind: 'answered' });
    return await newest(discord);
  };
  const press = async (route: string, values: readonly string[] = []) => {
    const { id: messageId, idOf } = await newest(discord);
    const customId = idOf(route);
    return await people.press(rosa.id, { messageId, customId, values, locale });
  };
  const fillIn = async (route: string, fields: Readonly<Record<string, string>>) => {
    const form = await press(route);
    if (form.kind !== 'form') throw new Error(`no form: ${JSON.stringify(form)}`);
    expect(await people.submit(rosa.id, { formId: form.formId, fields, locale })).toEqual({
      kind: 'answered',
    });
    return await newest(discord);
  };

  await use('create', { name: 'Memory', channel: startChannels.campaign, organisers: channelId });
  await use('resume');
  const calendar = await use('calendar', { months: 12 });
  const [, value = ''] = /"label":"[^"]*9 January[^"]*10:00","value":"([\w-]{16})"/.exec(calendar.text) ?? [];
  expect(value).not.toBe('');

  await press('campaign-calendar-file');
  const [file] = (await newest(discord)).attachments;
  const read = await people.file(rosa.id, file?.id ?? '');
  const component = new ICAL.Component(ICAL.parse(new TextDecoder().decode(read?.bytes)));
  expect(component.getAllSubcomponents('vevent').length).toBeGreaterThan(52);

  await use('calendar', { months: 12 });
  expect(await press('campaign-calendar-open', [value])).toEqual({ kind: 'answered' });
  const noted = await fillIn('slot-note', { note: 'We light a candle at six.' });
  expect(noted.text).toContain('Saved: the note goes with this post');
  const asked = await fillIn('slot-move', { when: '10 January 2099 18:00' });
  expect(asked.text).toContain('more than 24 months ahead');
  await press('slot');
  await press('slot-preview');
  const preview = await newest(discord);
  expect(preview.text).toContain('years ago today');
  expect(preview.text).toContain('From the organisers:\\n> We light a candle at six.');
  await press('slot');
  await press('slot-post-now');
  await press('slot-post-now-sure');
  expect((await newest(discord)).text).toContain('within a few seconds');

  await app.said(/"to":"sent"/);
  const posts = await discord.posts(startChannels.campaign);
  expect(posts).toHaveLength(1);
  expect(posts[0]).toContain('years ago today');
  expect(posts[0]).toContain('From the organisers:\n> We light a candle at six.');
  const [body = ''] = /"content":"\*\*[^"]*candle at six\./.exec(preview.text) ?? [];
  expect(JSON.stringify(posts[0]).slice(1, -1)).toBe(body.slice('"content":"'.length));

  app.kill('SIGTERM');
  expect(await app.ended).toBe(0);
});
