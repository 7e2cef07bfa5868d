import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType as Type,
} from 'discord-api-types/v10';
import { Refused } from './refused.ts';
import type { Resolved } from './resolved.ts';

type Value = string | number | boolean;

/**
 * Turns what a person gave for an option into what Discord sends.
 *
 * @throws Refused as Discord's app does before it sends anything
 */
export function optionValue(
  option: APIApplicationCommandBasicOption,
  given: Value,
  resolved: Resolved,
): Value {
  const { name } = option;
  if (option.type === Type.String) return stringValue(option, String(given));
  if (option.type === Type.Integer || option.type === Type.Number) return numberValue(option, given);
  if (option.type === Type.Boolean) {
    if (given === true || given === 'true') return true;
    if (given === false || given === 'false') return false;
    throw new Refused((speech) => speech.t('refusal.option.boolean', { option: name }));
  }
  if (option.type === Type.Attachment) {
    throw new Refused((speech) => speech.t('refusal.option.file', { option: name }));
  }
  const id = idIn(given);
  if (option.type === Type.Channel) {
    const type = resolved.channel(id);
    if (type === null) throw new Refused((speech) => speech.t('refusal.option.channel', { option: name }));
    if (option.channel_types && !option.channel_types.some((one: number) => one === type)) {
      throw new Refused((speech) => speech.t('refusal.option.channelType', { option: name }));
    }
    return id;
  }
  const isRole = option.type !== Type.User && resolved.role(id);
  const isUser = option.type !== Type.Role && resolved.user(id);
  if (isRole || isUser) return id;
  const wanted = option.type === Type.Role ? 'refusal.option.role' : 'refusal.option.user';
  throw new Refused((speech) => speech.t(wanted, { option: name }));
}

function stringValue(
  option: Extract<APIApplicationCommandBasicOption, { type: Type.String }>,
  given: string,
): string {
  const { name, min_length: least, max_length: most } = option;
  const text = chosen(option.choices, given, name);
  if (least !== undefined && text.length < least) {
    throw new Refused((speech) => speech.t('refusal.option.tooShort', { option: name, limit: least }));
  }
  if (most !== undefined && text.length > most) {
    throw new Refused((speech) => speech.t('refusal.option.tooLong', { option: name, limit: most }));
  }
  return text;
}

type NumberOption = Extract<APIApplicationCommandBasicOption, { type: Type.Integer | Type.Number }>;

function numberValue(option: NumberOption, given: Value): number {
  const { name, min_value: least, max_value: most } = option;
  const value = typeof given === 'string' && given.trim() === '' ? Number.NaN : Number(given);
  if (!Number.isFinite(value))
    throw new Refused((speech) => speech.t('refusal.option.number', { option: name }));
  if (option.type === Type.Integer && !Number.isSafeInteger(value)) {
    throw new Refused((speech) => speech.t('refusal.option.integer', { option: name }));
  }
  if (least !== undefined && value < least) {
    throw new Refused((speech) => speech.t('refusal.option.atLeast', { option: name, limit: least }));
  }
  if (most !== undefined && value > most) {
    throw new Refused((speech) => speech.t('refusal.option.atMost', { option: name, limit: most }));
  }
  return chosen(option.choices, value, name);
}

/** Where there are choices, one of them has to be chosen: by its value, or by its name as it is typed. */
function chosen<Kind extends string | number>(
  choices: readonly { readonly name: string; readonly value: Kind }[] | undefined,
  given: Kind,
  option: string,
): Kind {
  if (choices === undefined || choices.length === 0) return given;
  const choice = choices.find(({ value, name }) => value === given || name === given);
  if (choice === undefined) throw new Refused((speech) => speech.t('refusal.option.choice', { option }));
  return choice.value;
}

/** An id by itself, or inside a mention such as `<#…>`. */
function idIn(given: Value): string {
  return /\d{17,19}/.exec(String(given))?.[0] ?? '';
}
