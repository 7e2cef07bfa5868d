import { shorten } from '../text.ts';

/**
 * A text that somebody typed, as part of a line: one line, no formatting, no mention, at most `max` characters
 * before it is escaped. It looks as it was typed.
 */
export function inline(text: string, max: number): string {
  const line = shorten(text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim(), max);
  return line.replaceAll(/[\\*_~`|<>[\]@]/g, String.raw`\$&`);
}

/** An address as it can stand in a message without a preview; null when it is none of the web. */
export function address(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return null;
  return `<${url.href.replaceAll('>', '%3E')}>`;
}
