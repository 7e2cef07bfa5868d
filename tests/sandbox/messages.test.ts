import { ChannelType, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { MemoryStorage } from '../../src/sandbox/memory-storage.ts';
import { channels, type Harness, SlowStorage, start } from './harness.ts';

const list = `/channels/${channels.campaign}/messages`;
const picture = new Uint8Array([137, 80, 78, 71]);

async function contents(harness: Harness, query = ''): Promise<unknown> {
  const { json } = await harness.request('GET', `${list}${query}`);
  return Array.isArray(json) ? json.map(({ content }) => content) : json;
}

async function posted(harness: Harness, body: object): Promise<{ id: string }> {
  const { json } = await harness.request('POST', list, body);
  if (typeof json !== 'object' || json === null || !('id' in json)) throw new Error('nothing was posted');
  return { id: String(json.id) };
}

describe('a nonce', () => {
  const post = { content: 'On 9 January …', nonce: 'delivery-1', enforce_nonce: true };

  test('that is enforced returns the first message, in another channel too', async () => {
    await using harness = await start();
    const first = await harness.request('POST', list, post);
    const again = await harness.request('POST', `/channels/${channels.general}/messages`, {
      ...post,
      content: 'x',
    });
    expect(first).toMatchObject({ status: 200, json: { content: post.content, nonce: 'delivery-1' } });
    expect(again.json).toEqual(first.json);
    expect(await contents(harness)).toEqual([post.content]);
  });

  test('returns one message to two who post at once', async () => {
    await using harness = await start({ storage: new SlowStorage() });
    const answers = await Promise.all([posted(harness, post), posted(harness, post), posted(harness, post)]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await contents(harness)).toHaveLength(1);
  });

  test('is not shown to who reads the message later', async () => {
    await using harness = await start();
    const { id } = await posted(harness, post);
    expect((await harness.request('GET', `${list}/${id}`)).json).not.toHaveProperty('nonce');
  });

  test('answers 10008 when its message was deleted', async () => {
    await using harness = await start();
    const { id } = await posted(harness, post);
    expect(await harness.request('DELETE', `${list}/${id}`)).toMatchObject({ status: 204, json: '' });
    expect(await harness.request('POST', list, post)).toMatchObject({ status: 404, json: { code: 10008 } });
  });

  test.each([
    ['is not enforced', { enforce_nonce: false }, 0],
    ['is forgotten', {}, 180_001],
  ])('that %s does not keep a second message away', async (_what, change, later) => {
    let now = Date.now();
    await using harness = await start({ realNow: () => now });
    await posted(harness, post);
    now += later;
    await posted(harness, { ...post, ...change });
    expect(await contents(harness)).toHaveLength(2);
  });

  test('is remembered over a restart', async () => {
    const storage = new MemoryStorage();
    const first = await (async () => {
      await using before = await start({ storage });
      return await posted(before, post);
    })();
    await using after = await start({ storage });
    expect(await posted(after, post)).toEqual(first);
  });
});

describe('files', () => {
  test('are uploaded by the client, described, and fetched again', async () => {
    await using harness = await start();
    const client = await harness.connect();
    const channel = await client.channels.fetch(channels.campaign);
    if (!channel?.isSendable()) throw new Error('no channel to send to');
    const message = await channel.send({
      content: 'A picture',
      files: [{ attachment: Buffer.from(picture), name: 'march.png', description: 'People on a bridge' }],
    });
    const attachment = message.attachments.first();
    expect(attachment).toMatchObject({ name: 'march.png', description: 'People on a bridge', size: 4 });
    const fetched = await fetch(attachment?.url ?? '');
    expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(picture);
    const seen = await harness.sandbox.people.file(harness.ana.id, attachment?.id ?? '');
    expect(Buffer.from(seen?.bytes ?? [])).toEqual(Buffer.from(picture));
  });

  test('stay, go and come when the message is edited', async () => {
    await using harness = await start();
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ attachments: [{ id: 0, description: 'one' }, { id: 1 }] }));
    form.set('files[0]', new Blob([picture], { type: 'image/png' }), 'one.png');
    form.set('files[1]', new Blob([picture]), 'two.png');
    const { json } = await harness.request('POST', list, form);
    expect(json).toMatchObject({
      attachments: [{ filename: 'one.png', description: 'one' }, { filename: 'two.png' }],
    });
    const { id, attachments } = json as { id: string; attachments: { id: string }[] }; // shown by the line above
    const kept = await harness.request('PATCH', `${list}/${id}`, {
      attachments: [{ id: attachments[1]?.id }],
    });
    expect(kept.json).toMatchObject({ attachments: [{ filename: 'two.png' }] });
    expect((await harness.request('PATCH', `${list}/${id}`, { attachments: [] })).json).toMatchObject({
      code: 50006,
    });
  });

  test('of a private answer are not shown to others', async () => {
    await using harness = await start();
    const { sandbox, ana, rosa } = harness;
    const form = new FormData();
    form.set('payload_json', '{"content":"x"}');
    form.set('files[0]', new Blob([picture]), 'one.png');
    const { json } = await harness.request('POST', `/channels/${channels.organisers}/messages`, form);
    const { attachments } = json as { attachments: { id: string }[] }; // as a message with a file has
    const id = attachments[0]?.id ?? '';
    expect(await sandbox.people.file(rosa.id, id)).not.toBeNull();
    expect(await sandbox.people.file(ana.id, id)).toBeNull();
  });
});

describe('a list of messages', () => {
  test('turns pages backwards, forwards and around', async () => {
    await using harness = await start();
    const ids = [];
    for (const content of ['1', '2', '3', '4', '5']) ids.push((await posted(harness, { content })).id);
    expect(await contents(harness)).toEqual(['5', '4', '3', '2', '1']);
    expect(await contents(harness, `?limit=2&before=${ids[3]}`)).toEqual(['3', '2']);
    expect(await contents(harness, `?limit=2&after=${ids[1]}`)).toEqual(['4', '3']);
    expect(await contents(harness, `?limit=3&around=${ids[2]}`)).toEqual(['4', '3', '2']);
    expect(ids.every((id) => /^\d{18,19}$/.test(id))).toBe(true);
    expect(await harness.request('GET', `${list}?limit=101`)).toMatchObject({
      status: 400,
      json: { code: 50035 },
    });
  });

  test('keeps what people write from a bot without the message-content intent', async () => {
    await using harness = await start();
    const { sandbox, ana } = harness;
    await sandbox.people.say(ana.id, channels.campaign, 'secret');
    await sandbox.people.say(ana.id, channels.campaign, `<@${sandbox.world.bot.id}> hello`);
    expect(await contents(harness)).toEqual([`<@${sandbox.world.bot.id}> hello`, '']);
  });
});

describe('mentions', () => {
  const everyone = '@everyone';

  test('reach nobody that allowed_mentions leaves out', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const [guild] = world.guilds;
    const role = guild?.roles.find(({ name }) => name === 'Organisers')?.id ?? '';
    const content = `${everyone} <@${harness.ana.id}> <@&${role}>`;
    const plain = await harness.request('POST', list, { content, allowed_mentions: { parse: [] } });
    expect(plain.json).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
    const chosen = await harness.request('POST', list, { content, allowed_mentions: { roles: [role] } });
    expect(chosen.json).toMatchObject({ mentions: [], mention_roles: [role], mention_everyone: false });
    const all = await harness.request('POST', list, { content });
    expect(all.json).toMatchObject({ mentions: [{ id: harness.ana.id }], mention_everyone: false });
    world.overwrite(channels.campaign, world.bot.id, { allow: 1n << 17n });
    expect((await harness.request('POST', list, { content })).json).toMatchObject({ mention_everyone: true });
  });
});

describe('an announcement', () => {
  const news = `/channels/${channels.announcements}/messages`;

  test('is published once, and only in an announcement channel', async () => {
    await using harness = await start();
    const client = await harness.connect();
    const channel = await client.channels.fetch(channels.announcements);
    if (channel?.type !== ChannelType.GuildAnnouncement) throw new Error('no announcement channel');
    const message = await channel.send('News');
    const published = await message.crosspost();
    expect(published.flags.has(MessageFlags.Crossposted)).toBe(true);
    expect(await harness.request('POST', `${news}/${message.id}/crosspost`)).toMatchObject({
      status: 400,
      json: { code: 40033 },
    });
    const { id } = await posted(harness, { content: 'x' });
    expect((await harness.request('POST', `${list}/${id}/crosspost`)).json).toMatchObject({ code: 50024 });
  });
});

describe('a message', () => {
  test('is pinned and unpinned', async () => {
    await using harness = await start();
    const client = await harness.connect();
    const channel = await client.channels.fetch(channels.campaign);
    if (!channel?.isSendable()) throw new Error('no channel to send to');
    const message = await channel.send('Organise');
    await message.pin();
    const pins = await channel.messages.fetchPins();
    expect(pins.items.map(({ message: { id } }) => id)).toEqual([message.id]);
    await message.unpin();
    expect((await harness.request('GET', `/channels/${channels.campaign}/pins`)).json).toEqual([]);
  });

  test('of somebody else cannot be edited, nor deleted without Manage Messages', async () => {
    await using harness = await start();
    const { sandbox, ana } = harness;
    await sandbox.people.say(ana.id, channels.campaign, 'mine');
    const [seen] = await sandbox.people.messages(ana.id, channels.campaign);
    const one = `${list}/${seen?.message.id}`;
    expect((await harness.request('PATCH', one, { content: 'x' })).json).toMatchObject({ code: 50005 });
    expect((await harness.request('DELETE', one)).json).toMatchObject({ code: 50013 });
  });

  test('goes to a person by direct message', async () => {
    await using harness = await start();
    const client = await harness.connect();
    const user = await client.users.fetch(harness.ana.id);
    const message = await user.send('The organisers’ channel is gone.');
    const direct = harness.sandbox.people.view(harness.ana.id).channels.find((channel) => channel.direct);
    const seen = await harness.sandbox.people.messages(harness.ana.id, direct?.id ?? '');
    expect(seen.map(({ message: { id } }) => id)).toEqual([message.id]);
    expect(await harness.sandbox.people.messages(harness.rosa.id, direct?.id ?? '')).toEqual([]);
  });
});
