import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  GatewayDispatchEvents,
  type InteractionResponseType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../../campaigns/campaign.ts';
import { refuse } from '../discord-error.ts';
import type { Dispatcher } from '../gateway/dispatch.ts';
import type { Snowflakes } from '../snowflake.ts';
import type { Storage, StoredInteraction } from '../storage.ts';
import { Turns } from '../turns.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import type { World } from '../world/world.ts';
import type { Answer, Answers } from './answers.ts';
import { callbackType } from './callback-body.ts';
import { interactionPayload, type Use } from './payload.ts';

/** How what a person did was answered first. */
export type Outcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'form'; readonly id: Snowflake; readonly form: APIModalInteractionResponseCallbackData }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'silent' };

export interface InteractionsDeps {
  readonly storage: Storage;
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly answers: Answers;
  readonly ids: Snowflakes;
  /** How long the bot has for its first answer, in milliseconds. */
  readonly answerWithin: number;
}

/** What the REST callback answers when it is asked to. */
export interface CallbackResult {
  readonly interaction: StoredInteraction;
  readonly response: InteractionResponseType;
  readonly message: APIMessage | null;
}

/** Interactions on their way from a person to the bot, until their first answer. */
export class Interactions {
  readonly #deps: InteractionsDeps;
  readonly #turns = new Turns();
  readonly #waiting = new Map<Snowflake, (outcome: Outcome) => void>();

  constructor(deps: InteractionsDeps) {
    this.#deps = deps;
  }

  /** Tells the bot, and waits for its first answer, but no longer than it has time. */
  async use(use: Use): Promise<Outcome> {
    const { storage, world, dispatcher, ids, answerWithin } = this.#deps;
    const id = ids.next();
    const interaction: StoredInteraction = {
      id,
      token: randomBytes(48).toString('base64url'),
      type: use.type,
      personId: use.person.id,
      channelId: use.place.channel.id,
      guildId: use.place.kind === 'guild' ? use.place.guild.id : null,
      commandName: use.commandName,
      sourceMessageId: use.source?.id ?? null,
      answeredWith: null,
      originalMessageId: null,
      form: null,
    };
    await storage.saveInteraction(interaction);
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const timer = setTimeout(() => {
      this.#waiting.delete(id);
      resolve({ kind: 'silent' });
    }, answerWithin);
    this.#waiting.set(id, resolve);
    dispatcher.dispatch({
      event: GatewayDispatchEvents.InteractionCreate,
      data: interactionPayload(use, id, interaction.token, world),
      intent: null,
    });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Takes the bot's first answer.
   *
   * @throws DiscordError 10062 when it is too late, 40060 when it was answered before, 50035
   */
  callback(
    id: Snowflake,
    token: string,
    request: { readonly json: unknown; readonly files: readonly UploadedFile[]; readonly origin: string },
  ): Promise<CallbackResult> {
    return this.#turns.take(id, async () => {
      const { storage, answers } = this.#deps;
      const interaction = await storage.interaction(id);
      if (interaction === null || interaction.token !== token) throw refuse('unknownInteraction');
      if (interaction.answeredWith !== null) throw refuse('alreadyAcknowledged');
      if (!this.#waiting.has(id)) throw refuse('unknownInteraction');
      const { type, data } = callbackType(
        request.json,
        interaction.type,
        interaction.sourceMessageId !== null,
      );
      const answer = await answers.prepare(interaction, type, data, request);

      // From here on it counts as answered, however long it takes.
      const resolve = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (resolve === undefined) throw refuse('unknownInteraction');
      const message = await answer.apply();
      const answered: StoredInteraction = {
        ...interaction,
        answeredWith: type,
        originalMessageId: message?.id ?? null,
        form: answer.form ?? null,
      };
      await storage.saveInteraction(answered);
      resolve(outcomeOf(id, answer));
      return { interaction: answered, response: type, message };
    });
  }

  /** The interaction that was answered with a form for this person; null when there is none. */
  async form(id: Snowflake, personId: Snowflake): Promise<StoredInteraction | null> {
    const interaction = await this.#deps.storage.interaction(id);
    if (interaction === null || interaction.form === null || interaction.personId !== personId) return null;
    return interaction;
  }
}

function outcomeOf(id: Snowflake, answer: Answer): Outcome {
  if (answer.form) return { kind: 'form', id, form: answer.form };
  if (answer.choices) return { kind: 'choices', choices: answer.choices };
  return { kind: 'answered' };
}
