/** The text of a document's file, on which claims rest. */
export interface DocumentText {
  /** How reports name the file. */
  readonly file: string;
  readonly text: string;
}

/** The documents at hand, by the SHA-256 of their files in hexadecimal digits. */
export type Documents = ReadonlyMap<string, DocumentText>;

/** The runs of non-empty lines of a text, from the top, the title included: paragraph 1 is the first. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/(?:\r?\n[^\S\n]*){2,}/)
    .map(oneLine)
    .filter((paragraph) => paragraph !== '');
}

/** A text with every run of spaces and line ends as one space, and its accents in one form. */
export function oneLine(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}
