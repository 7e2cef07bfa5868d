import { type APIMessage, type APIUser, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import { asAny, everyComponent } from '../validation/components.ts';
import type { MessageBody } from '../validation/message.ts';
import { has } from '../world/permissions.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** Whom a message calls. */
export type Mentions = Pick<APIMessage, 'mentions' | 'mention_roles' | 'mention_everyone'>;

/**
 * Finds the mentions in a message's texts that reach somebody: those that `allowed_mentions` lets through and
 * the author may use.
 */
export function mentionsIn(
  message: Pick<APIMessage, 'content' | 'components'>,
  by: Snowflake,
  body: MessageBody,
  place: Place,
  world: World,
): Mentions {
  const texts = everyComponent(asAny(message.components ?? []), [])
    .filter(({ component }) => component.type === ComponentType.TextDisplay)
    .map(({ component }) => String(component['content']));
  const text = [message.content, ...texts].join('\n');
  const allowed = body.allowed_mentions;
  const parsed = new Set<string>(allowed?.parse ?? (allowed ? [] : ['users', 'roles', 'everyone']));
  const lets = (kind: 'users' | 'roles', id: Snowflake): boolean =>
    parsed.has(kind) || allowed?.[kind]?.includes(id) === true;
  const everyone = has(world.permissions(by, place), PermissionFlagsBits.MentionEveryone);
  const roles = place.kind === 'guild' ? place.guild.roles : [];

  return {
    mentions: idsIn(text, /<@!?(\d{17,19})>/g)
      .filter((id) => lets('users', id))
      .map((id) => world.user(id))
      .filter((user): user is APIUser => user !== null),
    mention_roles: idsIn(text, /<@&(\d{17,19})>/g).filter(
      (id) => lets('roles', id) && roles.some((role) => role.id === id && (role.mentionable || everyone)),
    ),
    mention_everyone: everyone && parsed.has('everyone') && /@(everyone|here)\b/.test(text),
  };
}

function idsIn(text: string, pattern: RegExp): Snowflake[] {
  return [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))];
}
