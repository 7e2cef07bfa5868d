/** Text with a mark that it goes on, at most `max` characters long, broken between words where it can be. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, breakAt(text, max - 2));
  return `${cut.trimEnd()} …`;
}

/**
 * Cuts a long text into parts of at most `max` characters, between paragraphs, sentences or words if there is
 * any such place in the second half of the part. Joined again they give the text, blanks at the cuts apart.
 */
export function parts(text: string, max: number): readonly string[] {
  const result: string[] = [];
  let rest = text.trim();
  while (rest.length > max) {
    const end = breakAt(rest, max);
    result.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' && result.length > 0 ? result : [...result, rest];
}

/** Where to break a text so that the first part has at most `max` characters. */
function breakAt(text: string, max: number): number {
  const head = text.slice(0, max);
  for (const end of [/\n\n/g, /\n/g, /[.!?…]["”»)]?\s/g, /\s/g]) {
    const last = [...head.matchAll(end)].at(-1);
    if (last && last.index >= max / 2) return last.index + last[0].length;
  }
  // Never between the two halves of one character.
  return /[\uD800-\uDBFF]$/.test(head) ? max - 1 : max;
}

/** What a person typed, safe to be shown back: one line, no formatting, no mention, not too long. */
export function typed(text: string): string {
  const line = shorten(text.replaceAll(/[\p{C}\s]+/gu, ' ').trim(), 80);
  return line.replaceAll(/[\\*_~`|<>[\]()#@:-]/g, String.raw`\$&`);
}

/** The same text with a capital first letter. */
export function capital(text: string, language: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}

/** A line in small print. */
export function small(text: string): string {
  return `-# ${oneLine(text)}`;
}

/** The same text without line breaks. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').trim();
}
