import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandType,
  InteractionType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import type { Languages } from '../../../messages/words.ts';
import type { Commands } from '../commands.ts';
import type { Feed } from '../feed.ts';
import type { Interactions, Outcome } from '../interactions/interactions.ts';
import type { Use } from '../interactions/payload.ts';
import type { Messages } from '../messages/messages.ts';
import type {
  Change,
  CommandUse,
  InteractionResult,
  People,
  Person,
  SeenMessage,
  ServerView,
} from '../person.ts';
import type { Storage } from '../storage.ts';
import type { Uploads } from '../uploads.ts';
import { person as userOf } from '../world/application.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';
import { type FoundCommand, commandData, findCommand, messageMenuData, userMenuData } from './command-use.ts';
import { componentData } from './component-use.ts';
import { formData } from './form-data.ts';
import { isOffered } from './offered.ts';
import { Refused } from './refused.ts';
import { Resolved } from './resolved.ts';
import { Sight } from './sight.ts';
import { serverView } from './server-view.ts';

const contentLimit = 2000;

export interface PeopleDeps {
  readonly world: World;
  readonly storage: Storage;
  readonly messages: Messages;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly uploads: Uploads;
  readonly gateway: { readonly online: boolean; readonly reachable: boolean };
  readonly feed: Feed;
  readonly languages: Languages;
  /** Milliseconds since 1970, in real time. */
  readonly realNow: () => number;
}

/** People who use the sandbox's server: what Discord's own app lets them see and do. */
export class SandboxPeople implements People {
  readonly #deps: PeopleDeps;
  readonly #sight: Sight;

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
    this.#sight = new Sight(deps.world, deps.storage, deps.realNow);
  }

  get all(): readonly Person[] {
    return this.#deps.world.people;
  }

  view(personId: Snowflake): ServerView {
    const { world, commands, gateway } = this.#deps;
    return serverView(this.#person(personId), world, commands.all, gateway.online);
  }

  messages(
    personId: Snowflake,
    channelId: Snowflake,
    options: { readonly before?: Snowflake; readonly limit?: number } = {},
  ): Promise<readonly SeenMessage[]> {
    return this.#sight.messages(personId, channelId, options);
  }

  say(personId: Snowflake, channelId: Snowflake, text: string, locale = 'en-US'): Promise<InteractionResult> {
    return this.#told(locale, async () => {
      const place = this.#sight.speakingPlace(personId, channelId);
      const content = text.trim();
      if (content.length > contentLimit) {
        throw new Refused((speech) => speech.t('refusal.tooLongMessage', { limit: contentLimit }));
      }
      const { id, name } = this.#person(personId);
      const draft = { place, author: userOf(id, name), body: { content }, uploads: [], origin: '' };
      if (content !== '') await this.#deps.messages.create(draft);
      return { kind: 'answered' };
    });
  }

  command(personId: Snowflake, use: CommandUse): Promise<InteractionResult> {
    return this.#told(use.locale, async () => {
      const place = this.#sight.typingPlace(personId, use.channelId);
      const found = findCommand(this.#offered(personId, place), use.name);
      const data = await this.#data(personId, place, found, use);
      return this.#use(personId, place, use.locale, {
        type: InteractionType.ApplicationCommand,
        data,
        commandName: [found.command.name, ...found.way.map(({ name }) => name)].join(' '),
        source: null,
      });
    });
  }

  async suggest(
    personId: Snowflake,
    use: CommandUse & { readonly focused: string },
  ): Promise<readonly APIApplicationCommandOptionChoice[]> {
    try {
      const place = this.#sight.place(personId, use.channelId);
      const found = findCommand(this.#offered(personId, place), use.name);
      const option = found.options.find(({ name }) => name === use.focused);
      if (option === undefined || !('autocomplete' in option) || !option.autocomplete) return [];
      const resolved = new Resolved(this.#deps.world, place, personId);
      const outcome = await this.#dispatch(personId, place, use.locale, {
        type: InteractionType.ApplicationCommandAutocomplete,
        data: commandData(found, use, resolved, use.focused),
        commandName: found.command.name,
        source: null,
      });
      return outcome.kind === 'choices' ? outcome.choices : [];
    } catch (error) {
      // Somebody who is still typing is not told what is wrong yet.
      if (error instanceof Refused) return [];
      throw error;
    }
  }

  press(
    personId: Snowflake,
    use: {
      readonly messageId: Snowflake;
      readonly customId: string;
      readonly values?: readonly string[];
      readonly locale: string;
    },
  ): Promise<InteractionResult> {
    return this.#told(use.locale, async () => {
      const { message } = await this.#sight.message(personId, use.messageId);
      const place = this.#sight.place(personId, message.channel_id);
      const resolved = new Resolved(this.#deps.world, place, personId);
      return this.#use(personId, place, use.locale, {
        type: InteractionType.MessageComponent,
        data: componentData(message, use.customId, use.values ?? [], resolved),
        commandName: null,
        source: message,
      });
    });
  }

  submit(personId: Snowflake, use: Parameters<People['submit']>[1]): Promise<InteractionResult> {
    return this.#told(use.locale, async () => {
      const { interactions, storage, uploads, world } = this.#deps;
      const opened = await interactions.form(use.formId, personId);
      if (opened?.form === null || opened === null)
        throw new Refused((speech) => speech.t('refusal.formGone'));
      const place = this.#sight.place(personId, opened.channelId);
      const source = opened.sourceMessageId === null ? null : await storage.message(opened.sourceMessageId);
      return this.#use(personId, place, use.locale, {
        type: InteractionType.ModalSubmit,
        data: await formData(opened.form, use, new Resolved(world, place, personId), uploads),
        commandName: null,
        source: source?.message ?? null,
      });
    });
  }

  file(
    personId: Snowflake,
    attachmentId: Snowflake,
  ): Promise<{ readonly type: string; readonly bytes: Uint8Array } | null> {
    return this.#sight.file(personId, attachmentId);
  }

  watch(personId: Snowflake, listener: (change: Change) => void, signal: AbortSignal): void {
    this.#deps.feed.subscribe((change) => {
      const seen = this.#sight.change(personId, change);
      if (seen !== null) listener(seen);
    }, signal);
  }

  async #data(personId: Snowflake, place: Place, found: FoundCommand, use: CommandUse): Promise<object> {
    const { command } = found;
    if (command.type === ApplicationCommandType.Message) {
      return messageMenuData(command, (await this.#sight.message(personId, use.target ?? '')).message);
    }
    const resolved = new Resolved(this.#deps.world, place, personId);
    if (command.type === ApplicationCommandType.User)
      return userMenuData(command, use.target ?? '', resolved);
    return commandData(found, use, resolved, null);
  }

  /** Turns what happens, or what cannot be done, into words. */
  async #told(locale: string, act: () => Promise<InteractionResult>): Promise<InteractionResult> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { languages } = this.#deps;
      return { kind: 'refused', reason: error.say(languages.in(languages.forLocale(locale))) };
    }
  }

  async #use(
    personId: Snowflake,
    place: Place,
    locale: string,
    use: Pick<Use, 'type' | 'data' | 'commandName' | 'source'>,
  ): Promise<InteractionResult> {
    const outcome = await this.#dispatch(personId, place, locale, use);
    if (outcome.kind === 'silent') throw new Refused((speech) => speech.t('refusal.noAnswer'));
    if (outcome.kind === 'form') return { kind: 'form', formId: outcome.id, form: outcome.form };
    return { kind: 'answered' };
  }

  #dispatch(
    personId: Snowflake,
    place: Place,
    locale: string,
    use: Pick<Use, 'type' | 'data' | 'commandName' | 'source'>,
  ): Promise<Outcome> {
    const { gateway, interactions, world } = this.#deps;
    if (!gateway.reachable) {
      const bot = world.bot.global_name ?? world.bot.username;
      throw new Refused((speech) => speech.t('refusal.offline', { bot }));
    }
    return interactions.use({ ...use, person: this.#person(personId), place, locale });
  }

  #offered(personId: Snowflake, place: Place): ReturnType<Commands['of']> {
    const permissions = this.#deps.world.permissions(personId, place);
    return this.#deps.commands.all.filter((command) => isOffered(command, place, permissions));
  }

  #person(id: Snowflake): Person {
    const found = this.all.find((one) => one.id === id);
    if (found === undefined) throw new RangeError(`nobody has the id ${id}`);
    return found;
  }
}
