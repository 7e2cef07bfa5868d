import { problem, type FileProblem } from './problem.ts';
import type { FilePicture } from './model.ts';

/** How long a line of base64 is. */
const lineLength = 120;
/**
 * A line that begins another document; within a document whatever looks like it is indented. The sign `^` would also
 * find what stands behind a separator of lines (U+2028), which is none in YAML.
 */
const boundary = /(?<=\n)---[ \t]*(?=\n|$)/;

/** A campaign's own document, and what follows it. */
export function splitDocuments(text: string): { readonly head: string; readonly rest: string } {
  // A file may begin with such a line.
  const start = /^(?:[ \t]*(?:#.*)?\n)*---[ \t]*\n/.exec(text)?.[0] ?? '';
  const at = boundary.exec(text.slice(start.length));
  if (at === null) return { head: text, rest: '' };
  const end = start.length + at.index;
  return { head: text.slice(0, end), rest: text.slice(end) };
}

/** A picture as a document of its own. */
export function pictureDocument({ name, bytes }: FilePicture, title: string): string {
  const base64 = Buffer.from(bytes).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  const about = title.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  return [
    '---',
    `# The picture of: ${about}`,
    `picture: ${name}`,
    'base64: |',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/**
 * Reads the documents behind the first one. No reader of YAML sees them: they are large, and have one shape.
 *
 * @param firstLine the line on which they begin
 */
export function readPictures(
  rest: string,
  firstLine: number,
): { readonly pictures: readonly FilePicture[]; readonly problems: readonly FileProblem[] } {
  const pictures: FilePicture[] = [];
  const problems: FileProblem[] = [];
  let line = firstLine;
  for (const document of rest.split(/(?:^|(?<=\n))---[ \t]*(?:\n|$)/).slice(1)) {
    line += 1;
    const read = readPicture(document);
    if (read === null) {
      if (document.split('\n').some((text) => text.trim() !== '' && !text.startsWith('#')))
        problems.push(problem('picture-broken', { line }));
    } else if (pictures.some(({ name }) => name === read.name)) {
      problems.push(problem('picture-twice', { line, found: read.name }));
    } else {
      pictures.push(read);
    }
    line += document.split('\n').length - 1;
  }
  return { pictures, problems };
}

function readPicture(document: string): FilePicture | null {
  const lines = document.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [head = '', begin = '', ...body] = lines;
  const name = /^picture: (picture-\d{1,3})[ \t]*$/.exec(head)?.[1];
  if (name === undefined || !/^base64: \|-?[ \t]*$/.test(begin)) return null;
  const base64 = body.map((line) => line.trim()).join('');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  return { name, bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
}
