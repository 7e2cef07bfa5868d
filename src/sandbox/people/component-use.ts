import { type APIMessage, ComponentType } from 'discord-api-types/v10';
import { type AnyComponent, asAny, everyComponent } from '../validation/components.ts';
import { Refused } from './refused.ts';
import type { Resolved } from './resolved.ts';

/**
 * The data of an interaction with a button or select of a message.
 *
 * @throws Refused when the component is gone, switched off, or the values cannot be chosen
 */
export function componentData(
  message: APIMessage,
  customId: string,
  values: readonly string[],
  resolved: Resolved,
): object {
  const found = everyComponent(asAny(message.components ?? []), []).find(
    ({ component }) => component['custom_id'] === customId,
  );
  if (found === undefined) throw new Refused((speech) => speech.t('refusal.componentGone'));
  const { component } = found;
  if (component['disabled'] === true) throw new Refused((speech) => speech.t('refusal.componentDisabled'));
  const base = { component_type: component.type, custom_id: customId, id: component['id'] };
  if (component.type === ComponentType.Button) return base;

  const least = numberOf(component['min_values'], 1);
  const most = numberOf(component['max_values'], 1);
  const offered = offeredBy(component, resolved);
  if (values.length < least || values.length > most || !values.every(offered)) {
    throw new Refused((speech) => speech.t('refusal.values', { least, most }));
  }
  return { ...base, values, ...resolved.field };
}

/** Whether a value can be chosen in a select, by the select's kind. What it stands for is noted. */
export function offeredBy(
  { type, options, channel_types: channelTypes }: AnyComponent,
  resolved: Resolved,
): (value: string) => boolean {
  const { UserSelect, RoleSelect, MentionableSelect, ChannelSelect } = ComponentType;
  if (type === UserSelect) return (value) => resolved.user(value);
  if (type === RoleSelect) return (value) => resolved.role(value);
  if (type === MentionableSelect) return (value) => resolved.user(value) || resolved.role(value);
  if (type === ChannelSelect) {
    const types: readonly unknown[] | null = Array.isArray(channelTypes) ? channelTypes : null;
    return (value) => {
      const chosen = resolved.channel(value);
      return chosen !== null && types?.includes(chosen) !== false;
    };
  }
  const list: readonly { readonly value?: unknown }[] = Array.isArray(options) ? options : [];
  return (value) => list.some((option) => option.value === value);
}

/** The field when it is a number. */
export function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
