import type { Row } from './bench.ts';

const headings = ['what', 'ours', 'beside', 'compared', 'goal', '', 'runs (ours | beside)'] as const;

/**
 * The rows as a table of plain text.
 *
 * @param judged whether the goals are judged; a quick look judges none
 */
export function tableOf(rows: readonly Row[], judged: boolean): string {
  const cells = rows.map((row) => [
    row.what,
    withUnit(row.ours, row.unit),
    row.beside === undefined ? '' : `${row.beside.name} ${withUnit(row.beside.value, row.unit)}`,
    row.compared ?? '',
    row.goal?.text ?? '',
    verdictOf(row, judged),
    [row.runs.ours, ...(row.runs.beside === undefined ? [] : [row.runs.beside])]
      .map((runs) => runs.map(brief).join(' '))
      .join(' | '),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  return [headings, ...cells]
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function verdictOf({ goal }: Row, judged: boolean): string {
  if (goal === undefined) return '';
  if (!judged) return 'not judged';
  return goal.met ? 'met' : 'MISSED';
}

function withUnit(value: number, unit: Row['unit']): string {
  return `${brief(value)} ${unit}`;
}

/** Three digits are more than a benchmark knows. */
export function brief(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 3));
}
