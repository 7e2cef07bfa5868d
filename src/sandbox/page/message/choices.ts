import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import { choiceWords, choosable } from '../channel-kind.ts';
import type { Scene } from './scene.ts';

/** One entry of a select. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly emoji?: string | undefined;
  readonly chosen: boolean;
}

/** What a select offers: its own options, or the people, roles and channels that its reader sees. */
export function choicesOf(
  select: APISelectMenuComponent,
  scene: Pick<Scene, 'people' | 'channels' | 'roles'>,
): readonly Choice[] {
  if (select.type === ComponentType.StringSelect) {
    return select.options.map((option) => ({
      value: option.value,
      label: option.label,
      description: option.description,
      emoji: option.emoji?.id ? undefined : option.emoji?.name,
      chosen: option.default === true,
    }));
  }
  const chosen = new Set(select.default_values?.map((value) => value.id));
  const people = scene.people.map(({ id, name }) => ({
    value: id,
    label: `@${name}`,
    chosen: chosen.has(id),
  }));
  const roles = scene.roles.map(({ id, name }) => ({
    value: id,
    label: `@${name}`,
    chosen: chosen.has(id),
  }));
  switch (select.type) {
    case ComponentType.ChannelSelect:
      return choosable(scene.channels, select.channel_types).map((channel) => ({
        value: channel.id,
        label: choiceWords(channel),
        chosen: chosen.has(channel.id),
      }));
    case ComponentType.UserSelect:
      return people;
    case ComponentType.RoleSelect:
      return roles;
    case ComponentType.MentionableSelect:
      return [...people, ...roles];
  }
}
