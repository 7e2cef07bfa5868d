import { wrapped } from './measure.ts';
import { drawing, text } from './svg.ts';

/** The width of every picture in pixels: made for the width of a phone, where it is shown at half its size. */
export const width = 900;
/** What stays free at the edges. */
export const margin = 36;

export interface Paragraph {
  readonly size: number;
  /** What does not fit into so many lines is left out, with a mark that it goes on. */
  readonly most: number;
  readonly bold?: boolean;
  readonly quiet?: boolean;
  readonly x?: number;
}

/** A picture that grows from top to bottom. */
export class Column {
  readonly #parts: string[];
  #y = margin;

  /** @param parts what stands in the drawing before everything else */
  constructor(...parts: readonly string[]) {
    this.#parts = [...parts];
  }

  /** Where the next thing begins, from above. */
  get y(): number {
    return this.#y;
  }

  /** A paragraph, broken into lines. */
  say(said: string, { size, most, x = margin, ...look }: Paragraph): void {
    const bold = look.bold ?? false;
    for (const line of wrapped(said, { size, width: width - margin - x, most, bold })) {
      this.#y += lineHeight(size);
      this.#parts.push(text(line, { x, y: this.#y - descent(size) }, { size, ...look }));
    }
  }

  /** Something drawn by its maker, who is told where it begins; it takes this height. */
  draw(height: number, make: (top: number) => readonly string[]): void {
    this.#parts.push(...make(this.#y));
    this.#y += height;
  }

  gap(height: number): void {
    this.#y += height;
  }

  /** The whole drawing. */
  done(): string {
    return drawing(width, this.#y + margin, this.#parts);
  }
}

export function lineHeight(size: number): number {
  return size * 1.32;
}

/** How far the foot of a line is below its letters. */
export function descent(size: number): number {
  return size * 0.32;
}
