import type { Problem } from '../load/problem.ts';
import type { Provable } from '../load/sound.ts';
import type { Source } from '../schema/pack.ts';
import { oneLine } from './document.ts';
import type { Documents } from './document.ts';
import { figuresIn } from './figures.ts';
import { stands } from './terms.ts';

/** Proves what the pack says about a document against the document itself. */
export function sourceProblems(source: Source, { locate }: Provable, documents: Documents): Problem[] {
  const at = (field: string) => locate('sources', source.id, [field]);
  const document = documents.get(source.sha256);
  if (!document) {
    return [
      {
        ...at('sha256'),
        message: 'no document has this SHA-256',
        fix: 'put the document there, or run sha256sum on its file and write the result here',
      },
    ];
  }
  const text = oneLine(document.text);
  const learned = (field: string): string =>
    `correct it, or say under "learnedElsewhere" how the ${field} was learned or derived`;

  const problems: Problem[] = [];
  for (const field of ['title', 'author', 'publisher', 'url'] as const) {
    const given = source[field];
    if (given === undefined || source.learnedElsewhere[field] !== undefined || stands(given, text)) continue;
    problems.push({
      ...at(field),
      message: `"${given}" does not stand in ${document.file}`,
      fix: learned(field),
    });
  }
  const figures = figuresIn(text, source.language);
  const [year = '', , day] = source.date.written.split(/[-~/]/);
  const shown = [year, ...(day === undefined ? [] : [String(Number(day))])].every((part) =>
    figures.has(part),
  );
  if (source.learnedElsewhere.date === undefined && !shown) {
    problems.push({
      ...at('date'),
      message: `${document.file} does not show the date ${source.date.written}`,
      fix: learned('date'),
    });
  }
  return problems;
}
