import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIMediaGalleryComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
} from 'discord-api-types/v10';
import { shorten } from './text.ts';

/** Discord's limit for a custom id. */
export const customIdLength = 100;

/** A paragraph of an answer. */
export function words(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

export function line(): APISeparatorComponent {
  return { type: ComponentType.Separator, divider: true };
}

/** A picture that goes with the message, and what it shows in words. */
export function gallery(fileName: string, alt: string): APIMediaGalleryComponent {
  return {
    type: ComponentType.MediaGallery,
    items: [{ media: { url: `attachment://${fileName}` }, description: alt }],
  };
}

/** Up to 5 buttons, or one select. */
export function row(
  ...components: readonly APIComponentInMessageActionRow[]
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components: [...components] };
}

export function button(
  customId: string,
  label: string,
  style: 'quiet' | 'main' = 'quiet',
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: style === 'main' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    custom_id: customId,
    label: shorten(label, 80),
  };
}

/** A list to choose one of; at most 25 options count. */
export function choose(
  customId: string,
  placeholder: string,
  options: readonly { readonly label: string; readonly value: string; readonly detail?: string }[],
): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: customId,
    placeholder: shorten(placeholder, 150),
    options: options.slice(0, 25).map(({ label, value, detail }): APISelectMenuOption => ({
      label: shorten(label, 100),
      value,
      ...(detail !== undefined && detail !== '' && { description: shorten(detail, 100) }),
    })),
  };
}
