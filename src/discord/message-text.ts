import { ComponentType, type Message } from 'discord.js';
import type { MenuMessage } from '../../commands/contract.ts';
import { markerOf } from '../../messages/posts/marker.ts';

/** What of a message is read: its own words, and what is quoted or shown in it. */
type Readable = Pick<Message, 'content' | 'embeds' | 'components' | 'messageSnapshots'>;

/** A message as commands of its menu see it. */
export function menuMessageOf(message: Message): MenuMessage {
  return {
    id: message.id,
    channelId: message.channelId,
    text: textOf(message),
    ours: message.author.id === message.client.user.id,
    marker: markerOf(message.components.map((component) => component.toJSON())),
  };
}

/**
 * The words of a message: what was written, the embeds, the texts of Components V2, and the same of messages that
 * it passes on. Discord's own marks for people, channels, times and emoji are left out; they hold numbers that
 * nobody wrote.
 */
export function textOf(message: Readable): string {
  const passedOn = [...message.messageSnapshots.values()].flatMap((snapshot) => partsOf(snapshot));
  return [...partsOf(message), ...passedOn]
    .map((part) => part.replaceAll(/<(?:@[!&]?|#|t:|a?:\w{2,32}:)-?\d{1,20}(?::[a-zA-Z])?>/g, ' ').trim())
    .filter((part) => part !== '')
    .join('\n');
}

function partsOf({
  content,
  embeds,
  components,
}: Partial<Omit<Readable, 'messageSnapshots'>>): readonly string[] {
  const shown = (embeds ?? []).flatMap(({ title, description, fields, footer }) => [
    title ?? '',
    description ?? '',
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    footer?.text ?? '',
  ]);
  return [
    content ?? '',
    ...shown,
    ...(components ?? []).flatMap((component) => displayed(component.toJSON())),
  ];
}

/** The texts of a component and of all that it contains. */
function displayed(component: unknown): readonly string[] {
  if (Array.isArray(component)) return component.flatMap(displayed);
  if (typeof component !== 'object' || component === null) return [];
  if ('type' in component && component.type === ComponentType.TextDisplay && 'content' in component) {
    return typeof component.content === 'string' ? [component.content] : [];
  }
  return Object.values(component).flatMap(displayed);
}
