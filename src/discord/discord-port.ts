import { DiscordAPIError, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type {
  Discord,
  History,
  MessageAt,
  PostOutcome,
  PostRequest,
  RoleFacts,
  SeenMessage,
} from '../../campaigns/ports/discord.ts';
import { markerOf } from '../../messages/posts/marker.ts';
import { judgeAccess } from './access.ts';
import { readChannelAccess, readRole } from './access-rest.ts';
import { readNamed } from './named.ts';
import { crosspostMessage, editMessage, pinMessage, removeMessage } from './change-message.ts';
import { directChannel } from './direct-channel.ts';
import { failureOf } from './failure.ts';
import { canSee, type CachedFacts } from './sight.ts';

const Created = z.object({ id: z.string(), channel_id: z.string() });
const Message = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(z.unknown()).default([]),
  pinned: z.boolean().optional(),
});
const Listed = z.array(Message);
const Body = z.record(z.string(), z.unknown());

const pageLimit = 100;
const unknownMessage = 10_008;

export interface DiscordPortOptions {
  /** Never repeats a request (see {@link ./rest.ts}). */
  readonly posting: REST;
  readonly reading: REST;
  readonly botUserId: string;
  /** What the Gateway knows of a channel, where there is one. */
  readonly cachedFacts?: CachedFacts;
  /** The name of a private thread that the Gateway knows, where there is one: REST hides those that the bot is not in. */
  readonly cachedPrivateThread?: (channelId: string) => string | null;
  /** What the Gateway knows of a role, where there is one. */
  readonly cachedRole?: (guildId: string, roleId: string) => RoleFacts | null;
}

/** What campaigns need of Discord. REST alone is enough: a worker needs no Gateway. */
export function createDiscordPort({
  posting,
  reading,
  botUserId,
  cachedFacts,
  cachedPrivateThread,
  cachedRole,
}: DiscordPortOptions): Discord {
  return {
    post: (request) => post(posting, request),
    history: (channelId, before, signal) => history(posting, botUserId, channelId, before, signal),
    edit: (at) => editMessage(posting, at),
    remove: (at) => removeMessage(posting, at),
    crosspost: (at) => crosspostMessage(posting, at),
    message: (at) => message(posting, botUserId, at),
    channelAccess: async (guildId, channelId) => {
      const known = cachedFacts?.(guildId, channelId);
      if (known) return judgeAccess(known.facts);
      const hiddenThread = cachedPrivateThread?.(channelId) ?? null;
      return await readChannelAccess(reading, botUserId, guildId, channelId, hiddenThread);
    },
    canSee: async (person, guildId, channelId) =>
      await canSee({ reading, botUserId, cached: cachedFacts }, person, guildId, channelId),
    role: async (guildId, roleId) =>
      cachedRole?.(guildId, roleId) ?? (await readRole(reading, guildId, roleId)),
    named: (guildId, kind, name) => readNamed(reading, guildId, kind, name),
    pin: (at) => pinMessage(posting, at),
    directChannel: (userId, signal) => directChannel(posting, userId, signal),
  };
}

async function post(
  rest: REST,
  { channelId, post: frozen, nonce, signal, isOver }: PostRequest,
): Promise<PostOutcome> {
  if (isOver()) return { kind: 'not-sent', cause: 'no time was left to send it' };
  const body = { ...Body.parse(JSON.parse(frozen.body)), nonce, enforce_nonce: true };
  try {
    const created = Created.parse(
      await rest.post(Routes.channelMessages(channelId), {
        body,
        files: frozen.files.map((file) => ({
          name: file.name,
          contentType: file.type,
          data: Buffer.from(file.bytes),
        })),
        signal,
      }),
    );
    return { kind: 'sent', messageId: created.id, channelId: created.channel_id };
  } catch (error) {
    return failureOf(error);
  }
}

async function history(
  rest: REST,
  botUserId: string,
  channelId: string,
  before: string | null,
  signal: AbortSignal,
): Promise<History> {
  try {
    const query = new URLSearchParams({ limit: String(pageLimit), ...(before !== null && { before }) });
    const messages = Listed.parse(await rest.get(Routes.channelMessages(channelId), { query, signal }));
    return {
      kind: 'read',
      messages: messages.map((one) => seen(one, botUserId)),
      complete: messages.length < pageLimit,
    };
  } catch (error) {
    const failure = failureOf(error);
    return { kind: 'unreadable', cause: 'cause' in failure ? failure.cause : failure.kind };
  }
}

async function message(
  rest: REST,
  botUserId: string,
  { channelId, messageId, signal }: MessageAt,
): Promise<SeenMessage | null> {
  try {
    return seen(
      Message.parse(await rest.get(Routes.channelMessage(channelId, messageId), { signal })),
      botUserId,
    );
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === unknownMessage) return null;
    throw error;
  }
}

function seen({ id, author, components, pinned }: z.infer<typeof Message>, botUserId: string): SeenMessage {
  return {
    id,
    ours: author.id === botUserId,
    marker: markerOf(components),
    ...(pinned !== undefined && { pinned }),
  };
}
