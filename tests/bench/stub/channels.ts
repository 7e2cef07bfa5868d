import { EventEmitter, once } from 'node:events';
import { z } from 'zod';
import { botUser } from './gateway.ts';
import { memberId, messageIdOf } from './ids.ts';
import type { Posts } from './protocol.ts';

/** What is read of a message that is to be made. */
export const NewMessage = z.object({
  content: z.string().default(''),
  nonce: z.union([z.string(), z.int()]).optional(),
  enforce_nonce: z.boolean().default(false),
  components: z.array(z.unknown()).default([]),
});
export type NewMessage = z.infer<typeof NewMessage>;

/** The messages of all channels. */
export interface Channels {
  /** Makes a message, or finds the one that was made under the same nonce. @returns it as Discord's JSON */
  post(channelId: string, message: NewMessage): object;
  /** Newest first. */
  list(channelId: string): readonly object[];
  /** Counts a request that was refused for the sake of the global limit. */
  limited(): void;
  read(): Posts;
  /** Resolves when there are so many messages, or the patience is over. */
  atLeast(count: number, patienceMs: number): Promise<void>;
  forget(): void;
}

/** Every channel has a message of somebody, from long before. */
function older(channelId: string): object {
  const author = { ...botUser, id: memberId, username: 'member', bot: false };
  return { id: messageIdOf(0), channel_id: channelId, author, content: 'Hello', components: [] };
}

export function createChannels(): Channels {
  const news = new EventEmitter();
  const byChannel = new Map<string, object[]>();
  const byNonce = new Map<string, object>();
  let times: number[] = [];
  let globallyLimited = 0;
  let made = 0;

  return {
    post: (channelId, { content, nonce, enforce_nonce: enforced, components }) => {
      const known = enforced && nonce !== undefined ? byNonce.get(String(nonce)) : undefined;
      if (known !== undefined) return known;
      made += 1;
      const message = {
        id: messageIdOf(made),
        channel_id: channelId,
        author: botUser,
        content,
        components,
        timestamp: new Date().toISOString(),
        edited_timestamp: null,
        tts: false,
        mention_everyone: false,
        mentions: [],
        mention_roles: [],
        attachments: [],
        embeds: [],
        pinned: false,
        type: 0,
        ...(nonce !== undefined && { nonce }),
      };
      byChannel.set(channelId, [message, ...(byChannel.get(channelId) ?? [])]);
      if (nonce !== undefined) byNonce.set(String(nonce), message);
      times.push(performance.now());
      news.emit('posted');
      return message;
    },
    list: (channelId) => [...(byChannel.get(channelId) ?? []), older(channelId)],
    limited: () => {
      globallyLimited += 1;
    },
    read: () => ({
      times,
      globallyLimited,
      byChannel: Object.fromEntries([...byChannel].map(([channel, messages]) => [channel, messages.length])),
    }),
    atLeast: async (count, patienceMs) => {
      const signal = AbortSignal.timeout(patienceMs);
      while (times.length < count && !signal.aborted)
        await once(news, 'posted', { signal }).catch(() => undefined);
    },
    forget: () => {
      times = [];
      globallyLimited = 0;
      byChannel.clear();
    },
  };
}
