import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { z } from 'zod';
import { refuse } from '../discord-error.ts';
import { invalidForm } from '../validation/form-body.ts';
import { speakingIn } from '../world/permissions.ts';
import type { GuildPlace } from '../world/place.ts';
import { type Thread, threadMember } from '../world/thread.ts';
import { may, need, seenPlace } from './access.ts';
import { channelJson } from './channels.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';
import { requestBody } from './request-body.ts';

const Change = z.object({ archived: z.boolean().optional(), locked: z.boolean().optional() });

/**
 * Threads: opening, archiving and locking them, and who is in them.
 *
 * @see https://discord.com/developers/docs/resources/channel#modify-channel
 */
export function threadRoutes(parts: Parts): Hono<Env> {
  const { world } = parts;
  return new Hono<Env>()
    .patch('/channels/:channel', async (context) => {
      const place = threadPlace(parts, context.req.param('channel'));
      const { json } = await requestBody(context.req);
      const change = Change.safeParse(json);
      if (!change.success) {
        const [field = ''] = (change.error.issues[0]?.path ?? []).map(String);
        throw invalidForm([field], 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
      }
      needToChange(parts, place, change.data);
      world.threads.change(place.channel.id, change.data);
      return context.json(channelJson(place, parts));
    })
    .get('/channels/:channel/thread-members/:user', (context) => {
      const { thread } = threadPlace(parts, context.req.param('channel'));
      const userId = context.req.param('user') === '@me' ? world.bot.id : context.req.param('user');
      const joinedAt = thread.joined.get(userId);
      if (joinedAt === undefined) throw refuse('unknownMember');
      return context.json(threadMember(thread.channel.id, userId, joinedAt));
    });
}

function threadPlace(parts: Parts, id: string): GuildPlace & { readonly thread: Thread } {
  const place = seenPlace(parts, id);
  if (place.kind === 'dm' || place.thread === null) throw refuse('wrongChannelType');
  return { ...place, thread: place.thread };
}

/** Who may write in a thread opens it again, unless it is locked; all else is for moderators. */
function needToChange(
  parts: Parts,
  place: GuildPlace & { readonly thread: Thread },
  change: z.infer<typeof Change>,
): void {
  if (may(parts, place, PermissionFlagsBits.ManageThreads)) return;
  const { archived, locked } = place.thread.channel.thread_metadata;
  need(parts, place, speakingIn(place));
  const opens = change.archived === false && !locked && change.locked !== true;
  if (!opens) throw refuse(archived && change.archived !== false ? 'threadArchived' : 'missingPermissions');
}
