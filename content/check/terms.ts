import { oneLine } from './document.ts';

/** Whether a term stands in a paragraph, letter for letter; only line ends and runs of spaces do not count. */
export function stands(term: string, paragraph: string): boolean {
  return paragraph.includes(oneLine(term));
}

/**
 * What to do about a term that does not stand in the cited paragraph.
 *
 * @param paragraphs all paragraphs of the document
 * @param cited which of them is cited, counted from 1
 */
export function termFix(term: string, paragraphs: readonly string[], cited: number): string {
  const similar = similarIn(term, paragraphs[cited - 1] ?? '');
  if (similar !== undefined) return `the document writes "${similar}"`;
  const elsewhere = paragraphs.flatMap((text, index) => (stands(term, text) ? [index + 1] : []));
  if (elsewhere.length > 0) return `it stands in paragraph ${elsewhere.join(' and ')}`;
  for (const [index, text] of paragraphs.entries()) {
    const other = similarIn(term, text);
    if (other !== undefined) return `paragraph ${index + 1} has "${other}"`;
  }
  return 'copy the words from the paragraph as they stand there';
}

/** The place in the paragraph that differs from the term only in capital letters, accents, quotes or dashes. */
function similarIn(term: string, paragraph: string): string | undefined {
  const wanted = folded(oneLine(term));
  const start = folded(paragraph).indexOf(wanted);
  return start === -1 ? undefined : paragraph.slice(start, start + wanted.length);
}

/** The text with each letter in its plainest form; as long as before, so that places stay where they are. */
function folded(text: string): string {
  return text
    .split('')
    .map((letter) => {
      if (/[‘’‛`´]/.test(letter)) return "'";
      if (/[“”„«»]/.test(letter)) return '"';
      if (/[‐-―]/.test(letter)) return '-';
      const plain = letter.normalize('NFD').charAt(0).toLowerCase();
      return plain.length === 1 ? plain : letter;
    })
    .join('');
}
