import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../campaigns/campaign.ts';
import { refuse } from './discord-error.ts';
import type { Feed } from './feed.ts';
import type { Snowflakes } from './snowflake.ts';
import type { Storage } from './storage.ts';
import { type CommandBody } from './validation/command.ts';

/** How many commands of each type there can be. */
const mostOfType = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
] as const;

/** The application's published commands, everywhere or of one server. */
export class Commands {
  readonly #storage: Storage;
  readonly #feed: Feed;
  readonly #ids: Snowflakes;
  readonly #applicationId: Snowflake;
  #all: readonly APIApplicationCommand[];

  /** @param all the commands that were published before */
  constructor(
    storage: Storage,
    feed: Feed,
    ids: Snowflakes,
    applicationId: Snowflake,
    all: readonly APIApplicationCommand[],
  ) {
    this.#storage = storage;
    this.#feed = feed;
    this.#ids = ids;
    this.#applicationId = applicationId;
    this.#all = all;
  }

  get all(): readonly APIApplicationCommand[] {
    return this.#all;
  }

  /** @param guildId null for those that are published everywhere */
  of(guildId: Snowflake | null): readonly APIApplicationCommand[] {
    return this.#all.filter((command) => (command.guild_id ?? null) === guildId);
  }

  /** @throws DiscordError 10063 */
  get(guildId: Snowflake | null, id: Snowflake): APIApplicationCommand {
    const found = this.of(guildId).find((command) => command.id === id);
    if (found === undefined) throw refuse('unknownCommand');
    return found;
  }

  /** Replaces them all; a command that keeps its type and name keeps its id. */
  async replace(
    guildId: Snowflake | null,
    bodies: readonly CommandBody[],
  ): Promise<readonly APIApplicationCommand[]> {
    const before = this.of(guildId);
    const commands = bodies.map((body) => this.#made(guildId, body, before));
    await this.#save([...this.#all.filter((command) => !before.includes(command)), ...commands]);
    return commands;
  }

  /** Adds one, or replaces the one with its type and name. @returns whether it is new, too */
  async put(
    guildId: Snowflake | null,
    body: CommandBody,
  ): Promise<{ command: APIApplicationCommand; isNew: boolean }> {
    const before = this.of(guildId);
    const command = this.#made(guildId, body, before);
    const isNew = !before.some(({ id }) => id === command.id);
    await this.#save([...this.#all.filter(({ id }) => id !== command.id), command]);
    return { command, isNew };
  }

  /** Changes the one with that id, its name too. */
  async change(guildId: Snowflake | null, id: Snowflake, body: CommandBody): Promise<APIApplicationCommand> {
    const before = this.get(guildId, id);
    const command = { ...this.#made(guildId, body, []), id: before.id };
    await this.#save(this.#all.map((one) => (one === before ? command : one)));
    return command;
  }

  async remove(guildId: Snowflake | null, id: Snowflake): Promise<void> {
    const removed = this.get(guildId, id);
    await this.#save(this.#all.filter((command) => command !== removed));
  }

  #made(
    guildId: Snowflake | null,
    body: CommandBody,
    before: readonly APIApplicationCommand[],
  ): APIApplicationCommand {
    const type = body.type ?? ApplicationCommandType.ChatInput;
    const same = before.find((command) => command.type === type && command.name === body.name);
    const everywhere: Partial<APIApplicationCommand> = {
      integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
      contexts: body.contexts ?? null,
    };
    const permissions = body.default_member_permissions;
    return {
      id: same?.id ?? this.#ids.next(),
      application_id: this.#applicationId,
      version: this.#ids.next(),
      type,
      name: body.name,
      name_localizations: body.name_localizations ?? null,
      description: body.description ?? '',
      description_localizations: body.description_localizations ?? null,
      ...(body.options && { options: body.options }),
      default_member_permissions: typeof permissions === 'number' ? String(permissions) : null,
      dm_permission: body.contexts?.includes(InteractionContextType.BotDM) ?? body.dm_permission ?? true,
      nsfw: body.nsfw ?? false,
      ...(guildId === null ? everywhere : { guild_id: guildId }),
    };
  }

  async #save(commands: readonly APIApplicationCommand[]): Promise<void> {
    for (const [type, most] of mostOfType) {
      for (const guildId of new Set(commands.map((command) => command.guild_id))) {
        const count = commands.filter((one) => one.guild_id === guildId && one.type === type).length;
        if (count > most) throw refuse('tooManyCommands');
      }
    }
    await this.#storage.saveCommands(commands);
    this.#all = commands;
    this.#feed.publish({ kind: 'server' });
  }
}
