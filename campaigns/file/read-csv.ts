import { parse, CsvError } from 'csv-parse/sync';
import { z } from 'zod';
import type { ActionKind } from '../action/action.ts';
import { actionLengths } from '../action/parse.ts';
import type { ActionListRead, ListedAction } from './action-list.ts';
import { fileLimits } from './limits.ts';
import { problem, type FileProblem } from './problem.ts';
import { textOf } from './text.ts';

const columns = {
  title: ['title', 'titulo', 'name', 'nombre'],
  text: ['text', 'texto', 'description', 'descripcion', 'details', 'detalles'],
  kind: ['kind', 'tipo', 'type', 'clase'],
  when: ['when', 'cuando', 'fecha', 'date', 'deadline', 'start', 'inicio', 'plazo'],
  end: ['end', 'ends', 'fin', 'termina', 'hasta', 'until'],
  where: ['place', 'where', 'lugar', 'donde', 'location', 'sitio'],
  also: ['link', 'url', 'enlace', 'web'],
  goal: ['goal', 'meta', 'objetivo', 'target'],
} as const;
type Column = keyof typeof columns;

const kindWords: Readonly<Record<string, ActionKind>> = {
  march: 'march',
  marcha: 'march',
  meeting: 'meeting',
  reunion: 'meeting',
  asamblea: 'meeting',
  petition: 'petition',
  peticion: 'petition',
  firma: 'petition',
  firmas: 'petition',
  letter: 'letter',
  carta: 'letter',
  donation: 'donation',
  donacion: 'donation',
  share: 'share',
  compartir: 'share',
  difundir: 'share',
  difusion: 'share',
  other: 'other',
  otro: 'other',
  otra: 'other',
};

/** A record longer than this is no row of a table: a quote was opened and never closed. */
const longestRow = 20_000;
/** So many rows with empty ones are read; a table of more of them has more actions than may be. */
const mostLines = 5_000;
const tooManyRows = problem('rows', { allowed: String(fileLimits.actions) });
const Rows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/**
 * Reads a table of actions, separated by commas, semicolons or tabs. The first row names the columns, in English or
 * Spanish, in any order.
 */
export function readCsv(bytes: Uint8Array): ActionListRead {
  if (bytes.byteLength > fileLimits.list) {
    return refused([problem('large', { allowed: String(fileLimits.list / 1024) })]);
  }
  const decoded = textOf(bytes, true);
  if ('problem' in decoded) return refused([decoded.problem]);
  const { text } = decoded;
  const rows = rowsOf(text);
  if ('problem' in rows) return refused([rows.problem]);
  const [header, ...body] = rows.rows;
  if (header === undefined) return refused([problem('empty')]);
  const named = header.cells.map((cell) => columnOf(cell));
  if (!named.includes('title')) {
    const kind = named.some((column) => column !== null) ? 'header-title' : 'header';
    return refused([problem(kind, { line: header.line, found: header.cells.join(', ').slice(0, 100) })]);
  }
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length > fileLimits.actions) {
    return refused([tooManyRows]);
  }
  if (filled.length === 0) return refused([problem('nothing')]);
  const actions: ListedAction[] = [];
  const problems: FileProblem[] = [];
  for (const { cells, line } of filled) {
    const cell = (column: Column): string => {
      const at = named.indexOf(column);
      return at < 0 ? '' : (cells[at] ?? '').trim();
    };
    const kindCell = cell('kind');
    const kind = kindCell === '' ? 'other' : kindWords[plain(kindCell)];
    if (kind === undefined || !Object.hasOwn(kindWords, kindCell === '' ? 'other' : plain(kindCell))) {
      problems.push(
        problem('column', {
          line,
          found: kindCell.slice(0, 60),
          where: header.cells[named.indexOf('kind')] ?? '',
        }),
      );
      continue;
    }
    for (const column of ['title', 'text', 'when', 'end', 'where', 'also', 'goal'] as const) {
      const most = actionLengths[column];
      if (cell(column).length > most) {
        problems.push(
          problem('long', { line, where: header.cells[named.indexOf(column)] ?? '', allowed: String(most) }),
        );
      }
    }
    actions.push({
      line,
      kind,
      title: cell('title'),
      text: cell('text'),
      when: cell('when'),
      end: cell('end'),
      where: cell('where'),
      also: cell('also'),
      goal: cell('goal'),
      repeats: false,
    });
  }
  return problems.length > 0 ? refused(problems) : { kind: 'actions', actions };
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function rowsOf(text: string): { readonly rows: readonly Row[] } | { readonly problem: FileProblem } {
  try {
    const parsed: unknown = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      max_record_size: longestRow,
      relax_column_count: true,
      relax_quotes: true,
      // Empty lines count: their rows are passed over later.
      to: mostLines,
    });
    let next = 1;
    const rows = Rows.parse(parsed).map(({ record, info }) => {
      const line = next;
      next = info.lines + 1;
      return { cells: record, line };
    });
    return rows.length < mostLines ? { rows } : { problem: tooManyRows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = error['lines'];
    return { problem: problem('csv', { line: typeof line === 'number' ? line : null }) };
  }
}

/** What separates the cells: whichever of the three stands most often in the first line. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 2_000).split('\n')[0] ?? '';
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

function columnOf(cell: string): Column | null {
  const name = plain(cell);
  for (const column of ['title', 'text', 'kind', 'when', 'end', 'where', 'also', 'goal'] as const) {
    if (columns[column].some((one) => one === name)) return column;
  }
  return null;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
}

function refused(problems: readonly FileProblem[]): ActionListRead {
  return { kind: 'problems', problems };
}
