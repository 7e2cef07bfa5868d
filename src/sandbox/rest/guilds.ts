import { type APIGuildMember } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { refuse } from '../discord-error.ts';
import { type Guild, guildJson } from '../world/objects.ts';
import { activeThreads } from '../world/thread.ts';
import { joinedGuild } from './access.ts';
import type { Env } from './env.ts';
import type { Parts } from './parts.ts';

/** Servers, their channels, roles and members. */
export function guildRoutes(parts: Parts): Hono<Env> {
  return new Hono<Env>()
    .get('/guilds/:guild', (context) =>
      context.json(guildJson(joinedGuild(parts, context.req.param('guild')))),
    )
    .get('/guilds/:guild/channels', (context) =>
      context.json([...joinedGuild(parts, context.req.param('guild')).channels.values()]),
    )
    .get('/guilds/:guild/threads/active', (context) => {
      const { id } = parts.world.bot;
      const threads = activeThreads(joinedGuild(parts, context.req.param('guild')), id);
      const members = threads.flatMap(({ member }) => (member === undefined ? [] : [member]));
      return context.json({ threads, members });
    })
    .get('/guilds/:guild/roles', (context) =>
      context.json(joinedGuild(parts, context.req.param('guild')).roles),
    )
    .get('/guilds/:guild/members/:user', (context) =>
      context.json(memberOf(joinedGuild(parts, context.req.param('guild')), context.req.param('user'))),
    );
}

function memberOf(guild: Guild, userId: string): APIGuildMember {
  const member = guild.members.get(userId);
  if (member === undefined) throw refuse('unknownMember');
  return member;
}
