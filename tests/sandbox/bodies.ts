import { ComponentType } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { channels } from './harness.ts';

export const messages = `/channels/${channels.campaign}/messages`;
export const long = (length: number): string => 'x'.repeat(length);
export const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_each, index) => make(index));

export const button = (custom_id: string, more: object = {}): object => ({
  type: ComponentType.Button,
  style: 2,
  label: 'Press',
  custom_id,
  ...more,
});
export const row = (...components: object[]): object => ({ type: ComponentType.ActionRow, components });
export const text = (content: string): object => ({ type: ComponentType.TextDisplay, content });
export const box = (...components: object[]): object => ({ type: ComponentType.Container, components });
export const select = (more: object = {}): object => ({
  type: ComponentType.StringSelect,
  custom_id: 'select',
  options: [{ label: 'One', value: '1' }],
  ...more,
});

/** The body, the field that is wrong, and Discord's name for the mistake. */
export type Case = readonly [what: string, body: unknown, field: string, code: string];

/** Discord's nesting of the errors at a place such as `components.0.type`. */
export function nested(field: string, code: string): object {
  const errors = { _errors: expect.arrayContaining([expect.objectContaining({ code })]) };
  return field
    .split('.')
    .filter((key) => key !== '')
    .reduceRight<object>((inner, key) => ({ [key]: inner }), errors);
}
