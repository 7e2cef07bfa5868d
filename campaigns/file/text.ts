import { problem, type FileProblem } from './problem.ts';

/**
 * The bytes of a file as text, without its byte order mark and with plain ends of lines.
 *
 * @param legacy whether an older Windows encoding is read too, as spreadsheets write it
 */
export function textOf(
  bytes: Uint8Array,
  legacy = false,
): { readonly text: string } | { readonly problem: FileProblem } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { problem: problem('utf16') };
  }
  if (bytes.includes(0)) return { problem: problem('binary') };
  const text = decoded(bytes, legacy);
  // Of the control characters below the blank, a text has tabs and ends of lines.
  if (text === null || /[^\P{Cc}\t\n\r\u007F-\u009F]/u.test(text)) return { problem: problem('binary') };
  if (text.trim() === '') return { problem: problem('empty') };
  return { text: text.replaceAll(/\r\n?/g, '\n') };
}

function decoded(bytes: Uint8Array, legacy: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return legacy ? new TextDecoder('windows-1252').decode(bytes) : null;
  }
}
