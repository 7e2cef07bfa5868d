/** How many letters must be changed, added, taken out or swapped with their neighbour to turn one into the other. */
export function distance(from: string, to: string): number {
  const rows: number[][] = Array.from({ length: from.length + 1 }, (_, row) =>
    Array.from({ length: to.length + 1 }, (_unused, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row += 1) {
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        best = Math.min(best, at(row - 2, column - 2) + 1);
      }
      const line = rows[row];
      if (line) line[column] = best;
    }
  }
  return at(from.length, to.length);
}

/**
 * What somebody probably meant who wrote `word`.
 *
 * @returns the candidate with the fewest different letters, at most a third of them; else one that begins
 *   like the word or the word like it; undefined when nothing is near
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const near = [...new Set(candidates)]
    .filter((candidate) => candidate !== word)
    .map((candidate) => {
      const other = candidate.toLowerCase();
      const far = distance(wanted, other);
      const begins =
        Math.min(wanted.length, other.length) >= 4 && (other.startsWith(wanted) || wanted.startsWith(other));
      return {
        candidate,
        far,
        near: begins || (far < wanted.length && far <= Math.max(1, Math.floor(wanted.length / 3))),
      };
    })
    .filter((entry) => entry.near);
  return near.toSorted((a, b) => a.far - b.far)[0]?.candidate;
}
