import { request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { PermissionFlagsBits as bits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { refusal } from '../../src/sandbox/guard.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { channels, start } from './harness.ts';

const messages = `/channels/${channels.campaign}/messages`;

describe('what the bot may do', () => {
  test.each([
    ['View Channel', bits.ViewChannel, 'POST', { content: 'x' }, 403, 50001],
    ['View Channel', bits.ViewChannel, 'GET', undefined, 403, 50001],
    ['Send Messages', bits.SendMessages, 'POST', { content: 'x' }, 403, 50013],
    ['Embed Links', bits.EmbedLinks, 'POST', { embeds: [{ title: 'x' }] }, 403, 50013],
  ])('without %s it is refused', async (_name, permission, method, body, status, code) => {
    await using harness = await start();
    const { world } = harness.sandbox;
    world.overwrite(channels.campaign, world.bot.id, { deny: permission });
    expect(await harness.request(method, messages, body)).toMatchObject({ status, json: { code } });
    world.overwrite(channels.campaign, world.bot.id, {});
    expect(await harness.request(method, messages, body)).toMatchObject({ status: 200 });
  });

  test('without Attach Files it cannot attach', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    world.overwrite(channels.campaign, world.bot.id, { deny: bits.AttachFiles });
    const form = new FormData();
    form.set('files[0]', new Blob(['x']), 'x.txt');
    expect((await harness.request('POST', messages, form)).json).toMatchObject({ code: 50013 });
  });

  test('without Read Message History a list is empty, and one message is refused', async () => {
    await using harness = await start();
    const { world } = harness.sandbox;
    const { json } = await harness.request('POST', messages, { content: 'x' });
    world.overwrite(channels.campaign, world.bot.id, { deny: bits.ReadMessageHistory });
    expect(await harness.request('GET', messages)).toMatchObject({ status: 200, json: [] });
    const { id } = json as { id: string }; // what was posted has an id
    expect((await harness.request('GET', `${messages}/${id}`)).json).toMatchObject({ code: 50013 });
  });

  test.each([
    ['/channels/123456789012345678', 10003],
    ['/guilds/123456789012345678', 10004],
    ['/users/123456789012345678', 10013],
    [`${messages}/123456789012345678`, 10008],
    ['/nothing', 0],
  ])('%s is not found', async (path, code) => {
    await using harness = await start();
    expect(await harness.request('GET', path)).toMatchObject({ status: 404, json: { code } });
  });

  test('it reads the application, the server, its roles, channels and members', async () => {
    await using harness = await start({ application: { userInstall: true } });
    const { world } = harness.sandbox;
    const [guild] = world.guilds;
    const server = `/guilds/${guild?.id}`;
    expect((await harness.request('GET', '/applications/@me')).json).toMatchObject({
      id: world.application.id,
      integration_types_config: { 0: {}, 1: {} },
    });
    expect((await harness.request('GET', server)).json).toMatchObject({
      name: 'Solidaridad',
      roles: [{}, {}, {}, {}],
    });
    expect((await harness.request('GET', `${server}/channels`)).json).toHaveLength(5);
    expect((await harness.request('GET', `${server}/members/${harness.ana.id}`)).json).toMatchObject({
      user: { global_name: 'Ana' },
    });
    expect((await harness.request('GET', `${server}/members/1`)).json).toMatchObject({ code: 10007 });
  });
});

describe('what people see', () => {
  const publish = async (harness: Awaited<ReturnType<typeof start>>, commands: object[]) =>
    harness.request('PUT', `/applications/${harness.sandbox.world.application.id}/commands`, commands);

  test('the channels and commands that their permissions open to them', async () => {
    await using harness = await start();
    const { people } = harness.sandbox;
    await publish(harness, [
      { name: 'help', description: 'x' },
      {
        name: 'campaign',
        description: 'x',
        default_member_permissions: String(bits.ManageGuild),
        contexts: [0],
      },
      { name: 'nobody', description: 'x', default_member_permissions: '0', contexts: [0] },
    ]);
    const shown = (id: string) => {
      const { channels: seen, commands } = people.view(id);
      return [
        seen.map(({ name, private: hidden }) => (hidden ? `${name}!` : name)),
        commands.map(({ name }) => name),
      ];
    };
    const open = ['general', 'campaign', 'march-planning', 'announcements'];
    expect(shown(harness.ana.id)).toEqual([[...open, 'questions', 'Campaign Bot!'], ['help']]);
    expect(shown(harness.rosa.id)).toEqual([
      [...open, 'organisers!', 'questions', 'Campaign Bot!'],
      ['help', 'campaign'],
    ]);
  });

  test('and can write only where they may', async () => {
    await using harness = await start();
    const { people } = harness.sandbox;
    expect(await people.say(harness.ana.id, channels.announcements, 'x', 'es-ES')).toEqual({
      kind: 'refused',
      reason: 'No puedes escribir en este canal.',
    });
    await people.say(harness.rosa.id, channels.announcements, 'x');
    expect(await people.messages(harness.ana.id, channels.announcements)).toHaveLength(1);
    expect(await people.messages(harness.ana.id, channels.organisers)).toEqual([]);
  });

  test('changes, of what they see and nothing else', async () => {
    await using harness = await start();
    const { people } = harness.sandbox;
    const heard: string[] = [];
    const stop = new AbortController();
    people.watch(harness.ana.id, (change) => heard.push(change.kind), stop.signal);
    await people.say(harness.rosa.id, channels.organisers, 'secret');
    await people.say(harness.rosa.id, channels.general, 'hello');
    const [seen] = await people.messages(harness.ana.id, channels.general);
    harness.sandbox.world.overwrite(channels.general, harness.sandbox.world.bot.id, {
      allow: bits.ManageMessages,
    });
    await harness.request('DELETE', `/channels/${channels.general}/messages/${seen?.message.id}`);
    await publish(harness, [{ name: 'help', description: 'x' }]);
    stop.abort();
    await people.say(harness.rosa.id, channels.general, 'unheard');
    expect(heard).toEqual(['message', 'server', 'deleted', 'server']);
  });
});

describe('commands', () => {
  test('keep their ids when they are published again, and their translations are sent on request', async () => {
    await using harness = await start();
    const path = `/applications/${harness.sandbox.world.application.id}/commands`;
    const help = { name: 'help', description: 'Help', name_localizations: { 'es-ES': 'ayuda' } };
    const first = await harness.request('PUT', path, [help]);
    const second = await harness.request('PUT', path, [{ ...help, description: 'More help' }]);
    const [{ id }] = first.json as [{ id: string }]; // one was published
    expect(second.json).toMatchObject([{ id, description: 'More help' }]);
    const full = await harness.request('GET', `${path}?with_localizations=true`);
    expect(full.json).toMatchObject([{ name_localizations: help.name_localizations }]);
    expect((await harness.request('GET', path)).json).not.toHaveProperty('0.name_localizations');
    expect((await harness.request('PATCH', `${path}/${id}`, { description: 'Less' })).json).toMatchObject({
      id,
      description: 'Less',
      name: 'help',
    });
    expect(await harness.request('DELETE', `${path}/${id}`)).toMatchObject({ status: 204 });
    expect((await harness.request('GET', `${path}/${id}`)).json).toMatchObject({ code: 10063 });
  });

  test('of one server are offered there', async () => {
    await using harness = await start();
    const [guild] = harness.sandbox.world.guilds;
    const path = `/applications/${harness.sandbox.world.application.id}/guilds/${guild?.id}/commands`;
    expect(await harness.request('POST', path, { name: 'local', description: 'x' })).toMatchObject({
      status: 201,
    });
    expect(harness.sandbox.people.view(harness.ana.id).commands).toMatchObject([
      { name: 'local', guild_id: guild?.id },
    ]);
  });
});

describe('foreign pages', () => {
  test.each([
    [{ host: 'localhost:3000', origin: undefined }, true],
    [{ host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, true],
    [{ host: '[::1]:3000', origin: undefined }, true],
    [{ host: 'campaign.example', origin: undefined }, true],
    [{ host: 'evil.example:3000', origin: undefined }, false],
    [{ host: 'localhost.evil.example', origin: undefined }, false],
    [{ host: undefined, origin: undefined }, false],
    [{ host: 'localhost:3000', origin: 'http://evil.example' }, false],
    [{ host: 'localhost:3000', origin: 'http://localhost:4000' }, false],
    [{ host: 'localhost:3000', origin: 'null' }, false],
  ])('%o is served: %s', (caller, served) => {
    expect(refusal(caller, ['campaign.example']) === null).toBe(served);
  });

  test('reach neither REST nor the Gateway', async () => {
    await using harness = await start();
    const posted = await harness.request(
      'POST',
      messages,
      { content: 'x' },
      { origin: 'https://evil.example' },
    );
    expect(posted.status).toBe(403);
    const rebound = httpRequest(`${harness.origin}/api/v10/gateway`, {
      headers: { host: 'evil.example' },
    }).end();
    const [response] = await once(rebound, 'response');
    expect(response.statusCode).toBe(403);
    const socket = new WebSocket(`${harness.origin.replace('http', 'ws')}/gateway`, {
      origin: 'https://evil.example',
    });
    await expect(once(socket, 'open')).rejects.toThrow('403');
  });

  test('cannot end the process by asking for what is no address', async () => {
    await using harness = await start();
    for (const path of ['//[', '//', '/gateway[']) {
      const socket = new WebSocket(`${harness.origin.replace('http', 'ws')}${path}`);
      await expect(once(socket, 'open')).rejects.toThrow('socket hang up');
      await fetch(`${harness.origin}${path}`);
    }
    expect(await harness.request('GET', '/gateway')).toMatchObject({ status: 200 });
  });
});

describe('a fault', () => {
  /** Posts with the fault. @returns what came back, and how many messages there are then */
  async function answered(fault: Fault): Promise<unknown[]> {
    await using harness = await start({ faults: ({ method }) => (method === 'POST' ? fault : null) });
    let outcome: unknown = 'stalled';
    const posting = fetch(`${harness.origin}/api/v10${messages}`, {
      method: 'POST',
      headers: { authorization: `Bot ${harness.sandbox.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'x' }),
    });
    const response = await posting.catch(() => null);
    if (fault.kind === 'stall') {
      void response
        ?.text()
        .then((text) => (outcome = text))
        .catch(() => undefined);
    } else {
      outcome = response?.status ?? 'reset';
    }
    const { json } = await harness.request('GET', messages);
    return [outcome, Array.isArray(json) ? json.length : json];
  }

  test.each<[Fault, unknown, number]>([
    [{ kind: 'status', status: 502, when: 'before' }, 502, 0],
    [{ kind: 'status', status: 502, when: 'after' }, 502, 1],
    [{ kind: 'reset', when: 'before' }, 'reset', 0],
    [{ kind: 'reset', when: 'after' }, 'reset', 1],
    [{ kind: 'stall' }, 'stalled', 1],
  ])('%o is acted out', async (fault, outcome, count) => {
    expect(await answered(fault)).toEqual([outcome, count]);
  });
});
