import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import { refuse } from '../discord-error.ts';
import type { Messages } from '../messages/messages.ts';
import { madeAt } from '../snowflake.ts';
import type { Storage, StoredInteraction, StoredMessage } from '../storage.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { checkMessage, type MessageBody } from '../validation/message.ts';
import { checkModal } from '../validation/modal.ts';
import type { Place } from '../world/place.ts';
import { threadState } from '../world/thread-state.ts';
import type { World } from '../world/world.ts';
import { deferredPrivately, suggestedChoices } from './callback-body.ts';
import { replyFields } from './reply.ts';

/** How long an interaction's token can be used, in milliseconds. */
export const tokenLifetime = 15 * 60 * 1000;

/** A first answer that was checked and can be carried out. */
export interface Answer {
  /** @returns the message that `@original` means from now on */
  readonly apply: () => Promise<APIMessage | null>;
  readonly form?: APIModalInteractionResponseCallbackData;
  readonly choices?: readonly APIApplicationCommandOptionChoice[];
}

export interface AnswerRequest {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
  readonly origin: string;
}

/** The kinds of first answers, each checked before anything happens. */
export class Answers {
  readonly #storage: Storage;
  readonly #messages: Messages;
  readonly #world: World;

  constructor(storage: Storage, messages: Messages, world: World) {
    this.#storage = storage;
    this.#messages = messages;
    this.#world = world;
  }

  /** @throws DiscordError 50035 and whatever else is wrong with the answer */
  async prepare(
    interaction: StoredInteraction,
    type: InteractionResponseType,
    data: unknown,
    request: AnswerRequest,
  ): Promise<Answer> {
    if (type === InteractionResponseType.ChannelMessageWithSource) {
      return this.#message(interaction, data, request);
    }
    if (type === InteractionResponseType.DeferredChannelMessageWithSource) {
      const privately = deferredPrivately(data);
      if (!privately) this.#needOpen(interaction);
      return { apply: () => this.#create(interaction, {}, request, privately, true) };
    }
    if (type === InteractionResponseType.DeferredMessageUpdate) {
      return { apply: async () => (await this.#source(interaction)).message };
    }
    if (type === InteractionResponseType.UpdateMessage) return this.#update(interaction, data, request);
    if (type === InteractionResponseType.Modal) {
      return { apply: async () => null, form: await checkModal(request.json) };
    }
    return { apply: async () => null, choices: await suggestedChoices(request.json) };
  }

  async #message(interaction: StoredInteraction, data: unknown, request: AnswerRequest): Promise<Answer> {
    const body = await checkMessage(data, {
      schema: 'IncomingWebhookInteractionRequestSchema',
      files: request.files,
      before: null,
      path: ['data'],
    });
    const privately = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    if (!privately) this.#needOpen(interaction);
    return { apply: () => this.#create(interaction, body, request, privately, false) };
  }

  async #update(interaction: StoredInteraction, data: unknown, request: AnswerRequest): Promise<Answer> {
    const source = await this.#source(interaction);
    const body = await checkMessage(data, {
      schema: 'IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema',
      files: request.files,
      before: source.message,
      path: ['data'],
    });
    const { files: uploads, origin } = request;
    return { apply: async () => (await this.#messages.edit(source, { body, uploads, origin })).message };
  }

  async #create(
    interaction: StoredInteraction,
    body: MessageBody,
    request: AnswerRequest,
    privately: boolean,
    thinking: boolean,
  ): Promise<APIMessage> {
    const place = placeOf(interaction, this.#world);
    const { files: uploads, origin } = request;
    const repliesTo =
      interaction.type === InteractionType.MessageComponent ? interaction.sourceMessageId : null;
    const { message } = await this.#messages.create({
      place,
      author: this.#world.bot,
      body,
      uploads,
      origin,
      visibleTo: privately ? interaction.personId : null,
      thinkingUntil: thinking ? madeAt(interaction.id) + tokenLifetime : null,
      extra: replyFields(interaction, place, this.#world, repliesTo),
    });
    return message;
  }

  /**
   * What everybody would see is no answer in a locked thread, whether it is archived or not.
   *
   * @throws DiscordError 50083, as Discord says in both
   */
  #needOpen(interaction: StoredInteraction): void {
    const place = placeOf(interaction, this.#world);
    const state = threadState(place, this.#world.permissions(this.#world.bot.id, place));
    if (state === 'locked' || state === 'sealed') throw refuse('threadArchived');
  }

  async #source(interaction: StoredInteraction): Promise<StoredMessage> {
    const source = await this.#storage.message(interaction.sourceMessageId ?? '0');
    if (source === null || source.deleted) throw refuse('unknownMessage');
    return source;
  }
}

/** Where an interaction happened. @throws DiscordError 10003 when the channel is gone */
export function placeOf(interaction: StoredInteraction, world: World): Place {
  const place = world.place(interaction.channelId);
  if (place === null) throw refuse('unknownChannel');
  return place;
}
