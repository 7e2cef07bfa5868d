import {
  type APIApplicationCommandOptionChoice,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { FormBody, invalidForm } from '../validation/form-body.ts';
import { conform } from '../validation/schema.ts';

const {
  Pong,
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  ApplicationCommandAutocompleteResult,
  Modal,
} = InteractionResponseType;

const onMessage = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
const onComponent = [...onMessage, DeferredMessageUpdate, UpdateMessage];

const Callback = z.object({ type: z.int(), data: z.unknown().optional() });

/**
 * Reads the type of a callback, which must be one that the interaction can be answered with.
 *
 * @param fromMessage whether a form was opened from a message's component
 * @throws DiscordError 50035
 */
export function callbackType(
  body: unknown,
  interaction: InteractionType,
  fromMessage: boolean,
): { readonly type: InteractionResponseType; readonly data: unknown } {
  const parsed = Callback.safeParse(body);
  if (!parsed.success) throw invalidForm(['type'], 'BASE_TYPE_REQUIRED', 'This field is required');
  const allowed = allowedFor(interaction, fromMessage);
  const type = allowed.find((one: number) => one === parsed.data.type);
  if (type === undefined) {
    throw invalidForm(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  }
  return { type, data: parsed.data.data ?? {} };
}

function allowedFor(interaction: InteractionType, fromMessage: boolean): readonly InteractionResponseType[] {
  const allowed: Record<InteractionType, readonly InteractionResponseType[]> = {
    [InteractionType.Ping]: [Pong],
    [InteractionType.ApplicationCommand]: [...onMessage, Modal],
    [InteractionType.MessageComponent]: [...onComponent, Modal],
    [InteractionType.ApplicationCommandAutocomplete]: [ApplicationCommandAutocompleteResult],
    [InteractionType.ModalSubmit]: fromMessage ? onComponent : onMessage,
  };
  return allowed[interaction];
}

/** A deferral says only whether the answer will be private. @throws DiscordError 50035 */
export function deferredPrivately(data: unknown): boolean {
  const { flags } = z.object({ flags: z.int().nullish() }).catch({}).parse(data);
  if (((flags ?? 0) & ~MessageFlags.Ephemeral) !== 0) {
    const message = 'Only EPHEMERAL can be set on a deferred response';
    throw invalidForm(['data', 'flags'], 'MESSAGE_FLAGS_INVALID', message);
  }
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** The suggestions of an autocomplete callback: at most 25. @throws DiscordError 50035 */
export async function suggestedChoices(body: unknown): Promise<readonly APIApplicationCommandOptionChoice[]> {
  const form = new FormBody();
  const parsed = await conform('ApplicationCommandAutocompleteCallbackRequestSchema', body, form);
  form.done();
  // The schema is Discord's own description of this type.
  const { data } = parsed as { data?: { choices?: (APIApplicationCommandOptionChoice | null)[] | null } };
  if (data === undefined) form.required(['data']);
  const choices = (data?.choices ?? []).filter((choice) => choice !== null);
  choices.forEach(({ value }, index) => {
    if (typeof value === 'string') form.length(['data', 'choices', index, 'value'], value.length, 1, 100);
  });
  form.done();
  return choices;
}
