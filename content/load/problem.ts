/** A place in a file: line and column count from 1. */
export interface Place {
  /** Relative to the working directory. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something in a pack that an editor has to put right before the pack can be used. */
export interface Problem extends Place {
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** `file:line:column`, which editors and terminals open at a click. */
export function formatPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** One problem as one line: `file:line:column: message — fix`; nothing in it moves a terminal's cursor. */
export function formatProblem(problem: Problem): string {
  return `${formatPlace(problem)}: ${problem.message} — ${problem.fix}`.replaceAll(/\p{Cc}+/gu, '\uFFFD');
}

/** In the order in which an editor goes through the files; the same problem at the same place only once. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  const once = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...once.values()].toSorted(
    (a, b) => Number(a.file > b.file) - Number(a.file < b.file) || a.line - b.line || a.column - b.column,
  );
}
