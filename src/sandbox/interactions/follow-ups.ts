import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import { refuse } from '../discord-error.ts';
import type { Messages } from '../messages/messages.ts';
import { madeAt } from '../snowflake.ts';
import type { Storage, StoredInteraction, StoredMessage } from '../storage.ts';
import { Turns } from '../turns.ts';
import { checkMessage } from '../validation/message.ts';
import type { World } from '../world/world.ts';
import { type AnswerRequest, placeOf, tokenLifetime } from './answers.ts';
import { replyFields } from './reply.ts';

/** What a bot does with an interaction's token after the first answer. */
export class FollowUps {
  readonly #storage: Storage;
  readonly #messages: Messages;
  readonly #world: World;
  readonly #realNow: () => number;
  readonly #turns = new Turns();

  constructor(storage: Storage, messages: Messages, world: World, realNow: () => number) {
    this.#storage = storage;
    this.#messages = messages;
    this.#world = world;
    this.#realNow = realNow;
  }

  /** Answers again; the first time after a deferral this is the answer that was waited for. */
  create(applicationId: string, token: string, request: AnswerRequest): Promise<StoredMessage> {
    return this.#turns.take(token, async () => {
      const interaction = await this.#interaction(applicationId, token);
      const original = interaction.originalMessageId;
      const waiting = original === null ? null : await this.#storage.message(original);
      const body = await checkMessage(request.json, {
        schema: 'IncomingWebhookInteractionRequestSchema',
        files: request.files,
        before: null,
        path: [],
      });
      const { files: uploads, origin } = request;
      const deferred = interaction.answeredWith === InteractionResponseType.DeferredChannelMessageWithSource;
      if (deferred && waiting !== null && !waiting.deleted && isLoading(waiting)) {
        return this.#messages.edit(waiting, { body, uploads, origin });
      }
      const place = placeOf(interaction, this.#world);
      const privately = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      return this.#messages.create({
        place,
        author: this.#world.bot,
        body,
        uploads,
        origin,
        visibleTo: privately ? interaction.personId : null,
        extra: replyFields(interaction, place, this.#world, original),
      });
    });
  }

  /** A message that was sent with the token: an id, or `@original`. */
  async get(applicationId: string, token: string, id: Snowflake): Promise<StoredMessage> {
    const interaction = await this.#interaction(applicationId, token);
    const wanted = id === '@original' ? interaction.originalMessageId : id;
    const found = wanted === null ? null : await this.#storage.message(wanted);
    if (found === null || found.deleted || found.message.channel_id !== interaction.channelId) {
      throw refuse('unknownMessage');
    }
    const own = found.message.author.id === this.#world.bot.id;
    const theirs = found.visibleTo === null || found.visibleTo === interaction.personId;
    if (!own || !theirs) throw refuse('unknownMessage');
    return found;
  }

  edit(applicationId: string, token: string, id: Snowflake, request: AnswerRequest): Promise<StoredMessage> {
    return this.#turns.take(token, async () => {
      const before = await this.get(applicationId, token, id);
      const body = await checkMessage(request.json, {
        schema: 'IncomingWebhookUpdateRequestPartialSchema',
        files: request.files,
        before: before.message,
        path: [],
      });
      return this.#messages.edit(before, { body, uploads: request.files, origin: request.origin });
    });
  }

  async delete(applicationId: string, token: string, id: Snowflake): Promise<void> {
    await this.#messages.delete(await this.get(applicationId, token, id));
  }

  async #interaction(applicationId: string, token: string): Promise<StoredInteraction> {
    const interaction = await this.#storage.interactionByToken(token);
    if (applicationId !== this.#world.application.id || interaction === null) throw refuse('unknownWebhook');
    if (this.#realNow() - madeAt(interaction.id) > tokenLifetime) throw refuse('invalidWebhookToken');
    if (interaction.answeredWith === null) throw refuse('unknownWebhook');
    return interaction;
  }
}

function isLoading(stored: StoredMessage): boolean {
  return ((stored.message.flags ?? 0) & MessageFlags.Loading) !== 0;
}
