/** What Discord lets people type into one field of a form, or into one option. */
export const longest = { field: 4_000, option: 6_000 } as const;

/**
 * What nobody means to type: control characters but line breaks and tabs, halves of characters, and the three
 * characters that mark open places in our own posts. The database refuses some of them.
 */
const unmeant = /[[\p{Cc}\p{Cs}\u{E000}-\u{E002}]--[\n\t]]/gv;

/** Texts that people sent, as everything behind this reads them. */
export interface Read<Value> {
  readonly texts: Readonly<Record<string, Value>>;
  /** Something was left out of them. */
  readonly cleaned: boolean;
  /** The length of the longest, in UTF-16 units as Discord counts. */
  readonly length: number;
}

/** Texts, by name, without what nobody means to type, and with line breaks of one kind. Other values stay. */
export function readTexts<Value extends string | number | boolean>(
  given: Readonly<Record<string, Value>>,
): Read<Value | string> {
  let [cleaned, length] = [false, 0];
  const texts = Object.entries(given).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const;
    const whole = value.replaceAll(/\r\n?/g, '\n');
    const text = whole.replaceAll(unmeant, '');
    cleaned ||= text !== whole;
    length = Math.max(length, text.length);
    return [name, text] as const;
  });
  return { texts: Object.fromEntries(texts), cleaned, length };
}

/** Whether a custom id or a chosen value can be one that was offered: none of ours has anything else. */
export function isClean(value: string): boolean {
  return value.search(unmeant) < 0 && !value.includes('\n');
}
