import {
  ComponentType,
  SelectMenuDefaultValueType,
  type APIChannelSelectComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  type ChannelType,
} from 'discord-api-types/v10';
import type { Snowflake } from '../../campaigns/campaign.ts';
import { shorten } from '../text.ts';

/** An entry of a list. */
export interface Option {
  readonly label: string;
  readonly value: string;
  readonly detail?: string;
  readonly chosen: boolean;
}

/** A list that shows what is chosen, to choose something else; with `several`, any number of it. */
export function chooseAgain(
  customId: string,
  placeholder: string,
  options: readonly Option[],
  several = false,
): APIStringSelectComponent {
  const offered = options.slice(0, 25);
  return {
    type: ComponentType.StringSelect,
    custom_id: customId,
    placeholder: shorten(placeholder, 150),
    ...(several && { min_values: 0, max_values: offered.length }),
    options: offered.map(({ label, value, detail, chosen }): APISelectMenuOption => ({
      label: shorten(label, 100),
      value,
      ...(detail !== undefined && { description: shorten(detail, 100) }),
      ...(chosen && { default: true }),
    })),
  };
}

/** A list of the server's channels of those types, of which one is chosen. */
export function chooseChannel(
  customId: string,
  placeholder: string,
  types: readonly ChannelType[],
): APIChannelSelectComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: customId,
    placeholder: shorten(placeholder, 150),
    channel_types: [...types],
  };
}

/** A list of the server's roles, of which one is chosen, or none. */
export function chooseRole(
  customId: string,
  placeholder: string,
  chosen: Snowflake | null,
): APIRoleSelectComponent {
  return {
    type: ComponentType.RoleSelect,
    custom_id: customId,
    placeholder: shorten(placeholder, 150),
    min_values: 0,
    max_values: 1,
    ...(chosen !== null && { default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Role }] }),
  };
}
