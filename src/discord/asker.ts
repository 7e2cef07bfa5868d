import {
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { UploadedFile } from '../../campaigns/ports/uploads.ts';
import type { Asker } from '../../commands/contract.ts';
import type { Languages } from '../../messages/words.ts';

/** The interactions that a person's answer is owed to. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** Who asks, in the words of the commands. */
export function askerOf(interaction: BaseInteraction, languages: Languages): Asker {
  const { memberPermissions, authorizingIntegrationOwners: owners } = interaction;
  // Whoever installed the bot for themselves can ask it in servers that never added it: nothing of those is its own.
  const inForeignServer = owners.guildId === null && owners.userId !== null;
  const thread = interaction.channel?.isThread() === true ? interaction.channel : null;
  const speaking = thread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return {
    interactionId: interaction.id,
    userId: interaction.user.id,
    guildId: inForeignServer ? null : interaction.guildId,
    channelId: interaction.channelId ?? '',
    permissions: {
      manageServer: memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
      // In direct messages there is nobody to disturb.
      speak:
        interaction.guildId === null ||
        // In a locked thread Discord refuses an answer that everybody would see, whoever asked.
        (thread?.locked !== true && (memberPermissions?.has(speaking) ?? false)),
    },
    roles: rolesOf(interaction),
    muted: isMuted(interaction),
    speech: languages.in(languages.forLocale(interaction.locale)),
  };
}

/** The member as the interaction carries it: the same whether or not the server is in the cache. */
function rolesOf({ member }: BaseInteraction): readonly string[] {
  if (member === null) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

function isMuted({ member, createdTimestamp }: BaseInteraction): boolean {
  if (member === null) return false;
  if ('communicationDisabledUntilTimestamp' in member) {
    return (member.communicationDisabledUntilTimestamp ?? 0) > createdTimestamp;
  }
  const until = 'communication_disabled_until' in member ? member.communication_disabled_until : null;
  return until !== null && until !== undefined && Date.parse(until) > createdTimestamp;
}

/** The words typed: `campaign create`, and the options by name. */
export function commandOf(interaction: ChatInputCommandInteraction | AutocompleteInteraction): {
  readonly name: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
} {
  const words = [interaction.commandName];
  let level: readonly CommandInteractionOption[] = interaction.options.data;
  for (let next = level[0]; next?.options !== undefined; next = level[0]) {
    words.push(next.name);
    level = next.options;
  }
  const named = level.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return { name: words.join(' '), options: Object.fromEntries(named) };
}

/** What was typed and chosen in a form, by custom id; several choices are joined by commas. */
export function fieldsOf(interaction: ModalSubmitInteraction): Readonly<Record<string, string>> {
  const entries = interaction.fields.fields.map((field, customId): [string, string] => {
    if ('value' in field) return [customId, String(field.value ?? '')];
    return [customId, field.values.join(',')];
  });
  return Object.fromEntries(entries);
}

/** What was uploaded into a form. The content stays where Discord keeps it. */
export function filesOf(interaction: ModalSubmitInteraction): readonly UploadedFile[] {
  return [...interaction.fields.fields].flatMap(([customId, field]) => {
    // With nothing uploaded, discord.js leaves the collection out.
    if (!('attachments' in field)) return [];
    return [...field.attachments.values()].map(({ id, name, size, url, contentType }): UploadedFile => ({
      field: customId,
      id,
      name,
      size,
      url,
      contentType,
    }));
  });
}
