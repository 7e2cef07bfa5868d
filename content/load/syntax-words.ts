import type { ErrorCode } from 'yaml';

const quotes = 'put the whole text in quotes, or write it behind "|" on lines of its own';
const indent = 'line it up with the lines above that belong to the same entry; use spaces only';

const tab = 'replace the tab at the start of the line by spaces';

const fixes: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: quotes,
  BAD_DQ_ESCAPE: 'use single quotes, or write \\\\ for a backslash',
  BAD_INDENT: indent,
  BAD_SCALAR_START: quotes,
  BLOCK_AS_IMPLICIT_KEY: `a text with a colon and a space in it needs quotes: ${quotes}`,
  BLOCK_IN_FLOW: 'close the bracket first, or write the list on lines that begin with "- "',
  MISSING_CHAR: 'a quote or a bracket is opened and never closed, or a colon is missing behind a key',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing behind the key, or a text of several lines needs quotes',
  MULTIPLE_DOCS: 'take the line "---" out, or make it two files',
  TAB_AS_INDENT: tab,
  UNEXPECTED_TOKEN: `look at the quotes and brackets just before, and at the indentation: ${indent}`,
};

/**
 * What is wrong where YAML finds an error of its own, and what to do about it.
 *
 * @param message what the parser says
 * @param line the line in which it stands
 */
export function syntaxWords(
  code: ErrorCode,
  message: string,
  line: string,
): { readonly what: string; readonly fix: string } {
  const fix = fixes[code] ?? `${indent}; a text with special characters needs quotes`;
  if (/^ *\t/.test(line)) return { what: 'a tab stands where the line is indented', fix: tab };
  if (code === 'MULTIPLE_DOCS') return { what: 'a second document begins here', fix };
  if (/call stack/i.test(message)) {
    return { what: 'lists or groups stand in one another too deep', fix: 'take brackets out' };
  }
  return { what: message, fix };
}
