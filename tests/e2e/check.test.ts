import { expect, test } from 'vitest';
import { startChannels } from '../../src/sandbox/world/start.ts';
import { announceNow, appDatabase } from './app-database.ts';
import { startApp } from './app-process.ts';
import { startStandIn, type StandIn } from './stand-in.ts';

const menu = 'Check against sources';
const secret = '19 people were killed in Juliaca, says Violeta Quiñones';

async function newest({ sandbox, ana }: StandIn) {
  const seen = (await sandbox.people.messages(ana.id, startChannels.general, { limit: 1 })).at(-1);
  if (!seen) throw new Error('nothing is there');
  return seen;
}

function idsIn(components: unknown): readonly string[] {
  return [...JSON.stringify(components).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id = '']) => id);
}

test('a message is checked from its menu, and an error reported reaches the organisers', async () => {
  await using discord = await startStandIn();
  await using data = await appDatabase();
  const app = startApp({ ...discord.env, DATABASE_URL: data.url });
  await app.said(/commands are published/);
  await announceNow(data.store, discord.rosa.id, 'A campaign to report to');
  const { people } = discord.sandbox;
  const [channelId, locale] = [startChannels.general, 'es-419'];

  await people.say(discord.rosa.id, channelId, `${secret}, <@${discord.ana.id}>`);
  const { message } = await newest(discord);
  const use = { channelId, name: menu, options: {}, target: message.id, locale };
  expect(await people.command(discord.ana.id, use)).toEqual({ kind: 'answered' });
  const answer = await newest(discord);
  expect(answer.private).toBe(true);
  const words = JSON.stringify(answer.message.components);
  expect(words).toContain('El registro tiene la misma cifra');
  expect(words).toContain('19 personas muertas');
  expect(words).toContain('Violeta Quiñones');
  expect(words).not.toContain(discord.ana.id);

  const open = idsIn(answer.message.components).find((id) => id.startsWith('check-open')) ?? '';
  const [, value = ''] = /"value":"([^"]+)"/.exec(words) ?? [];
  await people.press(discord.ana.id, {
    messageId: answer.message.id,
    customId: open,
    values: [value],
    locale,
  });
  const details = await newest(discord);
  expect(details.message.id).not.toBe(answer.message.id);
  const report = idsIn(details.message.components).find((id) => id.startsWith('report:')) ?? '';
  const opened = await people.press(discord.ana.id, {
    messageId: details.message.id,
    customId: report,
    locale,
  });
  if (opened.kind !== 'form') throw new Error(`no form: ${JSON.stringify(opened)}`);
  const fields = { wrong: 'Eran 18', link: 'https://example.org/18' };
  expect(await people.submit(discord.ana.id, { formId: opened.formId, fields, locale })).toEqual({
    kind: 'answered',
  });
  expect(JSON.stringify((await newest(discord)).message.components)).toContain('Tu aviso llegó');

  await app.said(/"to":"sent"[^]*"to":"sent"/);
  const posts = await discord.posts(startChannels.organisers);
  expect(posts.filter((post) => post.includes('Eran 18'))).toHaveLength(1);
  expect(posts.join('\n')).toContain(`<@${discord.ana.id}>`);

  app.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  expect(app.output(), 'no text of a message is logged').not.toContain('Violeta');
});
