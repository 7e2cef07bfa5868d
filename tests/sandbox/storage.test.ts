import {
  type APIApplicationCommand,
  type APIMessage,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MemoryStorage } from '../../src/sandbox/memory-storage.ts';
import { PostgresStorage } from '../../src/sandbox/postgres-storage.ts';
import { Snowflakes } from '../../src/sandbox/snowflake.ts';
import type { Storage, StoredInteraction, StoredMessage } from '../../src/sandbox/storage.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';
import { channels, start } from './harness.ts';

const ids = new Snowflakes();
const author = {
  id: '100000000000000001',
  username: 'bot',
  discriminator: '0',
  global_name: null,
  avatar: null,
};

function message(change: Partial<StoredMessage> = {}, fields: Partial<APIMessage> = {}): StoredMessage {
  const shown: APIMessage = {
    id: ids.next(),
    channel_id: '200000000000000001',
    author,
    content: 'x',
    timestamp: '2026-01-01T00:00:00.000000+00:00',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: MessageType.Default,
    ...fields,
  };
  return {
    message: shown,
    visibleTo: null,
    nonce: null,
    deleted: false,
    pinnedAt: null,
    thinkingUntil: null,
    ...change,
  };
}

const interaction: StoredInteraction = {
  id: ids.next(),
  token: 'token',
  type: InteractionType.ApplicationCommand,
  personId: author.id,
  channelId: '200000000000000001',
  guildId: null,
  commandName: 'help',
  sourceMessageId: null,
  answeredWith: null,
  originalMessageId: null,
  form: null,
};

describe.each(['memory', 'PostgreSQL'])('%s', (kind) => {
  let database: TestDatabase | null = null;
  let storage: Storage = new MemoryStorage();

  beforeAll(async () => {
    if (kind === 'memory') return;
    database = await makeDatabase();
    storage = new PostgresStorage(database.pool);
  });
  afterAll(async () => database?.drop());

  test('keeps the clock and the commands', async () => {
    expect(await storage.loadClockOffset()).toBe(0);
    await storage.saveClockOffset(5);
    await storage.saveClockOffset(-86_400_000);
    expect(await storage.loadClockOffset()).toBe(-86_400_000);

    const command = (name: string): APIApplicationCommand => ({
      id: ids.next(),
      application_id: author.id,
      version: '1',
      type: ApplicationCommandType.ChatInput,
      name,
      description: 'x',
      default_member_permissions: null,
    });
    const [first, second] = [command('one'), command('two')];
    await storage.saveCommands([first, second]);
    await storage.saveCommands([second]);
    expect(await storage.loadCommands()).toEqual([second]);
  });

  test('finds messages by id and nonce, deleted ones too', async () => {
    const stored = message({ nonce: 'n' }, { content: 'a NUL \u0000 and “quotes”' });
    await storage.saveMessage(stored);
    expect(await storage.message(stored.message.id)).toEqual(stored);
    await storage.saveMessage({ ...stored, deleted: true });
    expect(await storage.message(stored.message.id)).toEqual({ ...stored, deleted: true });
    expect(await storage.messageByNonce(author.id, 'n', '1')).toMatchObject({ deleted: true });
    expect(await storage.messageByNonce(author.id, 'n', stored.message.id)).toBeNull();
    expect(await storage.messageByNonce('1', 'n', '1')).toBeNull();
    expect(await storage.message('1')).toBeNull();
  });

  test('pages through what the viewer sees, as a plain list does', async () => {
    const channelId = ids.next();
    const all = Array.from({ length: 12 }, (_each, index) =>
      message(
        { visibleTo: index % 4 === 1 ? '7' : null, deleted: index % 5 === 3 },
        { channel_id: channelId },
      ),
    );
    for (const one of all) await storage.saveMessage(one);
    const position = fc.option(fc.nat(11), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(
        position,
        fc.boolean(),
        fc.integer({ min: 1, max: 13 }),
        fc.constantFrom('7', '8', null),
        async (at, back, limit, viewer) => {
          const edge = at === undefined ? undefined : all[at]?.message.id;
          const bound = edge === undefined ? {} : back ? { before: edge } : { after: edge };
          const seen = all
            .filter(({ deleted, visibleTo }) => !deleted && (visibleTo === null || visibleTo === viewer))
            .filter(({ message: { id } }) => edge === undefined || (back ? id < edge : id > edge))
            .toReversed();
          const expected = edge !== undefined && !back ? seen.slice(-limit) : seen.slice(0, limit);
          const page = await storage.messages({ channelId, limit, viewer, ...bound });
          expect(page.map(({ message: { id } }) => id)).toEqual(expected.map(({ message: { id } }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('lists what is pinned, the newest pin first', async () => {
    const channelId = ids.next();
    const [one, two] = [message({}, { channel_id: channelId }), message({}, { channel_id: channelId })];
    await storage.saveMessage({ ...one, pinnedAt: '2026-01-02T00:00:00Z' });
    await storage.saveMessage({ ...two, pinnedAt: '2026-01-01T00:00:00Z' });
    const pinned = (await storage.pinned(channelId)).map((stored) => stored.message.id);
    expect(pinned).toEqual([one.message.id, two.message.id]);
    await storage.saveMessage(one);
    expect(await storage.pinned(channelId)).toHaveLength(1);
  });

  test('keeps files with their message', async () => {
    const stored = message();
    const file = {
      id: ids.next(),
      messageId: stored.message.id,
      name: 'x.png',
      type: 'image/png',
      bytes: new Uint8Array([0, 255]),
    };
    await storage.saveMessage(stored, [file]);
    const found = await storage.file(file.id);
    expect({ ...found, bytes: Uint8Array.from(found?.bytes ?? []) }).toEqual(file);
    expect(await storage.file('1')).toBeNull();
  });

  test('keeps what was uploaded in a form', async () => {
    const upload = {
      id: '900000000000000007',
      name: 'ñ.png',
      type: 'image/png',
      bytes: new Uint8Array([0, 255]),
    };
    await storage.saveUpload(upload);
    const found = await storage.upload(upload.id);
    expect({ ...found, bytes: Uint8Array.from(found?.bytes ?? []) }).toEqual(upload);
    expect(await storage.upload('1')).toBeNull();
    expect(await storage.file(upload.id)).toBeNull();
  });

  test('keeps interactions until they are forgotten', async () => {
    await storage.saveInteraction(interaction);
    await storage.saveInteraction({ ...interaction, answeredWith: InteractionResponseType.Modal });
    expect(await storage.interaction(interaction.id)).toEqual({
      ...interaction,
      answeredWith: InteractionResponseType.Modal,
    });
    expect(await storage.interactionByToken('token')).toMatchObject({ id: interaction.id });
    await storage.forgetInteractions(interaction.id);
    expect(await storage.interaction(interaction.id)).not.toBeNull();
    await storage.forgetInteractions(ids.next());
    expect(await storage.interactionByToken('token')).toBeNull();
  });
});

test('a restart keeps messages, commands, the clock and answers that can still be edited', async () => {
  const database = await makeDatabase();
  try {
    const storage = new PostgresStorage(database.pool);
    const path = `/channels/${channels.campaign}/messages`;
    let webhook = '';
    {
      await using before = await start({ storage });
      const client = await before.connect();
      await client.application.commands.set([{ name: 'help', description: 'Help' }]);
      client.once('interactionCreate', (asked) => {
        webhook = `/webhooks/${asked.applicationId}/${asked.token}/messages/@original`;
        if (asked.isRepliable()) void asked.deferReply();
      });
      const use = { channelId: channels.general, name: 'help', options: {}, locale: 'en-US' };
      expect(await before.sandbox.people.command(before.ana.id, use)).toEqual({ kind: 'answered' });
      const form = new FormData();
      form.set('payload_json', '{"content":"kept"}');
      form.set('files[0]', new Blob(['bytes']), 'x.txt');
      await before.request('POST', path, form);
      await before.request('POST', `/channels/${channels.march}/messages`, { content: 'in the thread' });
      await before.sandbox.clock.moveTo(before.sandbox.clock.now().add({ hours: 1000 }));
    }
    await using after = await start({ storage });
    const { people, clock } = after.sandbox;
    expect(people.view(after.ana.id).commands).toMatchObject([{ name: 'help' }]);
    expect(clock.now().epochMilliseconds - Date.now()).toBeGreaterThan(999 * 3_600_000);
    const [kept] = await people.messages(after.ana.id, channels.campaign);
    expect(kept?.message).toMatchObject({ content: 'kept', attachments: [{ filename: 'x.txt' }] });
    expect(await people.messages(after.ana.id, channels.march)).toHaveLength(1);
    const file = await people.file(after.ana.id, kept?.message.attachments[0]?.id ?? '');
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('bytes');
    expect(await after.request('PATCH', webhook, { content: 'late, but here' })).toMatchObject({
      status: 200,
    });
    expect(await people.messages(after.ana.id, channels.general)).toMatchObject([
      { thinking: false, message: { content: 'late, but here' } },
    ]);
  } finally {
    await database.drop();
  }
});
