import { Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type {
  ChannelAccess,
  Discord,
  History,
  PostOutcome,
  PostRequest,
} from '../../campaigns/ports/discord.ts';
import { markerOf } from '../../messages/posts/marker.ts';
import { readChannelAccess } from './access-rest.ts';
import { failureOf } from './failure.ts';

const Created = z.object({ id: z.string(), channel_id: z.string() });
const Listed = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(z.unknown()).default([]),
  }),
);
const Body = z.record(z.string(), z.unknown());

const pageLimit = 100;

export interface DiscordPortOptions {
  /** Never repeats a request (see {@link ./rest.ts}). */
  readonly posting: REST;
  readonly reading: REST;
  readonly botUserId: string;
  /** What the Gateway knows of a channel, where there is one. */
  readonly cachedAccess?: (guildId: string, channelId: string) => ChannelAccess | null;
}

/** What campaigns need of Discord. REST alone is enough: a worker needs no Gateway. */
export function createDiscordPort({
  posting,
  reading,
  botUserId,
  cachedAccess,
}: DiscordPortOptions): Discord {
  return {
    post: (request) => post(posting, request),
    history: (channelId, before, signal) => history(posting, botUserId, channelId, before, signal),
    channelAccess: async (guildId, channelId) =>
      cachedAccess?.(guildId, channelId) ?? (await readChannelAccess(reading, botUserId, guildId, channelId)),
  };
}

async function post(
  rest: REST,
  { channelId, post: frozen, nonce, signal }: PostRequest,
): Promise<PostOutcome> {
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
      messages: messages.map(({ id, author, components }) => ({
        id,
        ours: author.id === botUserId,
        marker: markerOf(components),
      })),
      complete: messages.length < pageLimit,
    };
  } catch (error) {
    const failure = failureOf(error);
    return { kind: 'unreadable', cause: 'cause' in failure ? failure.cause : failure.kind };
  }
}
