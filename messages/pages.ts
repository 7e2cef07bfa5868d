import { parts } from './text.ts';

/** A piece of an answer: a fact with its source under it. Both stay together. */
export interface Block {
  /** What the piece belongs to: printed once over all that follow one another, and again on a new page. */
  readonly heading?: string;
  readonly text: string;
  /** Repeated under each part when the text has to be divided. */
  readonly source?: string;
}

/** At most so many pieces on one page, so that a list of them fits a select and can be overlooked. */
export const blocksPerPage = 10;

/**
 * Divides blocks into pages of at most `room` characters and {@link blocksPerPage} blocks. Nothing is left out:
 * a text too long for one page goes on on the next one.
 *
 * @param goesOn the mark under a part that is not the last one
 */
export function pagesOf<B extends Block>(
  blocks: readonly B[],
  room: number,
  goesOn: string,
): readonly (readonly B[])[] {
  const pages: B[][] = [[]];
  let taken = 0;
  for (const block of blocks.flatMap((whole) => divided(whole, room, goesOn))) {
    let page = pages.at(-1) ?? [];
    let size = sizeOf(block, page.at(-1)?.heading);
    if (page.length > 0 && (page.length === blocksPerPage || taken + size > room)) {
      page = [];
      pages.push(page);
      taken = 0;
      size = sizeOf(block, undefined);
    }
    page.push(block);
    taken += size;
  }
  return pages;
}

/** What is printed of a block after one with this heading. */
export function printed(block: Block, headingBefore: string | undefined): string {
  const heading =
    block.heading === undefined || block.heading === headingBefore ? [] : [`### ${block.heading}`];
  const source = block.source === undefined ? [] : [block.source];
  return [...heading, block.text, ...source].join('\n');
}

function sizeOf(block: Block, headingBefore: string | undefined): number {
  return printed(block, headingBefore).length;
}

function divided<B extends Block>(block: B, room: number, goesOn: string): readonly B[] {
  const frame = sizeOf({ ...block, text: '' }, undefined);
  if (frame + block.text.length <= room) return [block];
  const texts = parts(block.text, room - frame - goesOn.length - 1);
  return texts.map((text, index) => ({
    ...block,
    text: index < texts.length - 1 ? `${text}\n${goesOn}` : text,
  }));
}
