/** Widths of letters as parts of the font's size: what Noto Sans Bold needs, rounded up. Accents add nothing. */
const widths: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0.3: " !,.:;|'‘’·ijlı",
    0.4: '()[]{}`-fItJ',
    0.5: '_/“”"?¿°rz–',
    0.55: 'cFs*',
    0.6: '$+<=>^~0123456789ETZaeLSvxy',
    0.65: '#«»CPVYbdghknopqu',
    0.7: 'ABKRXß',
    0.8: '&DGHOQU',
    0.9: '@…wN',
    1: '%MWm—æœ',
  }).flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, Number(width)] as const)),
);
const mark = /^\p{M}$/u;
/** What a letter of another script takes. */
const widest = 1.1;
/** The regular letters beside the bold ones. */
const regular = 0.96;

/** How wide a text is drawn, in pixels: rather too much than too little. */
export function textWidth(said: string, size: number, bold = false): number {
  let width = 0;
  for (const letter of said.normalize('NFD')) {
    width += widths.get(letter) ?? (mark.test(letter) ? 0 : widest);
  }
  return width * size * (bold ? 1 : regular);
}

/**
 * Breaks a text into at most `most` lines that fit the width; what has no room is left out, with a mark that
 * it goes on. A word that is too long for a line is broken.
 *
 * @param indent what the first line leaves free at its beginning, in pixels
 */
export function wrapped(
  said: string,
  {
    size,
    width,
    most,
    bold = false,
    indent = 0,
  }: { size: number; width: number; most: number; bold?: boolean; indent?: number },
): readonly string[] {
  const lines: string[] = [];
  const fits = (line: string): boolean =>
    textWidth(line, size, bold) <= (lines.length === 0 ? width - indent : width);
  let line = '';
  for (const word of plain(said).split(' ')) {
    if (fits(line === '' ? word : `${line} ${word}`)) {
      line = line === '' ? word : `${line} ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (!fits(line) && lines.length <= most) {
      const head = headOf(line, fits);
      lines.push(head);
      line = line.slice(head.length);
    }
    if (lines.length > most) break;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), ending(kept.at(-1) ?? '', fits)];
}

/** Texts are written for messages: a picture knows no emphasis and no line breaks. */
function plain(said: string): string {
  return said
    .replaceAll(/\*+|\\(?=[\p{P}\p{S}])/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function headOf(word: string, fits: (line: string) => boolean): string {
  let head = '';
  for (const character of word) {
    if (head !== '' && !fits(head + character)) break;
    head += character;
  }
  return head;
}

function ending(line: string, fits: (line: string) => boolean): string {
  let kept = line;
  while (kept !== '' && !fits(`${kept} …`)) kept = Array.from(kept).slice(0, -1).join('');
  return `${kept.replace(/[\s,;:.–]+$/u, '')} …`;
}
