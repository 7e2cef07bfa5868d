/** Signs that nobody sees: they join or part letters, or turn the direction of writing. */
const unseen = /[\p{Cf}\ufe00-\ufe0f]/gu;

/** Letters and digits in another dress: full-width, bold or of another script. */
const dressed = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}]|\p{Nd}/gu;

/** The digit nought of each script stands at one of these; the other nine follow it. */
const noughts = [0x0660, 0x06f0, 0x0966, 0x09e6];

/** A text as a person sees it: what is not seen is left out, and fancy letters and digits are plain ones. */
export function readable(text: string): string {
  return text
    .replaceAll(unseen, '')
    .replaceAll(dressed, (sign) => plainDigit(sign) ?? sign.normalize('NFKC'));
}

function plainDigit(sign: string): string | undefined {
  const code = sign.codePointAt(0) ?? 0;
  const nought = noughts.find((first) => code >= first && code < first + 10);
  return nought === undefined ? undefined : String(code - nought);
}

/** The text with blanks for what states nothing: addresses of the web, and Discord's signs for people and the like. */
export function statementsIn(text: string): string {
  return text.replaceAll(/https?:\/\/\S*|<(?:[@#]|a?:|t:)[^<>\s]{1,80}>/gi, (address) =>
    ' '.repeat(address.length),
  );
}
