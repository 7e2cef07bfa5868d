import { type APIMessage, InteractionType, MessageReferenceType, MessageType } from 'discord-api-types/v10';
import type { StoredInteraction } from '../storage.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { installOwners } from './payload.ts';

/** What a message that answers an interaction says about it. */
export function replyFields(
  interaction: StoredInteraction,
  place: Place,
  world: World,
  repliesTo: string | null,
): Partial<APIMessage> {
  const user = world.user(interaction.personId);
  const { id, commandName } = interaction;
  const { id: botId } = world.bot;
  const common = { application_id: botId, webhook_id: botId };
  if (user === null) return common;
  const type =
    interaction.type === InteractionType.ApplicationCommand
      ? InteractionType.ApplicationCommand
      : InteractionType.MessageComponent;
  const origin = { id, user, authorizing_integration_owners: installOwners(place) };
  const metadata: Partial<APIMessage> =
    type === InteractionType.ApplicationCommand
      ? {
          interaction_metadata: { ...origin, type },
          interaction: { id, type, name: commandName ?? '', user },
        }
      : {
          interaction_metadata: { ...origin, type, interacted_message_id: interaction.sourceMessageId ?? '' },
        };
  if (repliesTo !== null) {
    const guild = interaction.guildId === null ? {} : { guild_id: interaction.guildId };
    const reference = {
      type: MessageReferenceType.Default,
      message_id: repliesTo,
      channel_id: interaction.channelId,
    };
    return { ...common, ...metadata, type: MessageType.Reply, message_reference: { ...reference, ...guild } };
  }
  return {
    ...common,
    ...metadata,
    type: commandName === null ? MessageType.Default : MessageType.ChatInputCommand,
  };
}
