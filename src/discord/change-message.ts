import { RESTJSONErrorCodes, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { AmendOutcome, MessageAt } from '../../campaigns/ports/discord.ts';
import { failureOf } from './failure.ts';

const Body = z.record(z.string(), z.unknown());

/** Discord's code for a message that was published to following servers before. */
const alreadyCrossposted = 40_033;
/** Discord's code for what is refused in an archived thread. */
const archivedThread: number = RESTJSONErrorCodes.InvalidActionOnArchivedThread;

/**
 * Changes what a message says. The body's attachments are left out, so that Discord keeps those that are there;
 * whom it mentioned was called when it was posted, and nobody is called again.
 */
export async function editMessage(
  rest: REST,
  { channelId, messageId, signal, body }: MessageAt & { readonly body: string },
): Promise<AmendOutcome> {
  const { attachments: _kept, flags: _fixed, ...shown } = Body.parse(JSON.parse(body));
  return await inOpenThread(rest, { channelId, signal }, () =>
    rest.patch(Routes.channelMessage(channelId, messageId), {
      body: { ...shown, allowed_mentions: { parse: [] } },
      signal,
    }),
  );
}

/** Deletes a message. */
export async function removeMessage(
  rest: REST,
  { channelId, messageId, signal }: MessageAt,
): Promise<AmendOutcome> {
  return await done(() => rest.delete(Routes.channelMessage(channelId, messageId), { signal }));
}

/** Publishes a message of an announcement channel. One that was published before counts as done. */
export async function crosspostMessage(
  rest: REST,
  { channelId, messageId, signal }: MessageAt,
): Promise<AmendOutcome> {
  const outcome = await done(() =>
    rest.post(Routes.channelMessageCrosspost(channelId, messageId), { signal }),
  );
  return outcome.kind === 'refused' && outcome.code === alreadyCrossposted ? { kind: 'done' } : outcome;
}

/** Pins a message. One that is pinned stays so. */
export async function pinMessage(
  rest: REST,
  { channelId, messageId, signal }: MessageAt,
): Promise<AmendOutcome> {
  return await inOpenThread(rest, { channelId, signal }, () =>
    rest.put(Routes.channelMessagesPin(channelId, messageId), { signal }),
  );
}

/**
 * Nothing in an archived thread can be changed, so it is opened again first, as a new message would open it. One
 * that moderators locked stays closed, and the refusal tells.
 */
async function inOpenThread(
  rest: REST,
  { channelId, signal }: Pick<MessageAt, 'channelId' | 'signal'>,
  request: () => Promise<unknown>,
): Promise<AmendOutcome> {
  const first = await done(request);
  if (first.kind !== 'refused' || first.code !== archivedThread) return first;
  const opened = await done(() =>
    rest.patch(Routes.channel(channelId), { body: { archived: false }, signal }),
  );
  if (opened.kind === 'refused') return first;
  return opened.kind === 'done' ? await done(request) : opened;
}

async function done(request: () => Promise<unknown>): Promise<AmendOutcome> {
  try {
    await request();
    return { kind: 'done' };
  } catch (error) {
    return failureOf(error);
  }
}
