import type { PostFile } from '../../campaigns/delivery.ts';

/** A picture of facts: what is drawn, and the same in words. */
export interface Picture {
  /** The name of its file, without the ending. */
  readonly name: string;
  readonly svg: string;
  /** What it shows, for those who do not see it: at most {@link altLength} characters. */
  readonly alt: string;
}

/** A picture as it goes with a message. */
export interface ShownPicture {
  readonly file: PostFile;
  readonly alt: string;
}

/** The picture with its file. */
export function shownPicture({ name, alt }: Picture, png: Uint8Array): ShownPicture {
  return { file: { name: `${name}.png`, type: 'image/png', bytes: png }, alt };
}

/** Turns drawings into files that Discord shows. */
export interface Pictures {
  /**
   * The drawing as PNG.
   *
   * @returns null when it cannot be had, or not soon: the answer then goes out without it
   */
  png(svg: string): Promise<Uint8Array | null>;
}

/** Discord's limit for the description of a picture. */
export const altLength = 1024;

/**
 * The words for a picture: its introduction, then as many of its parts as there is room for, each of them
 * whole.
 *
 * @param rest what is said of the parts that are left out, given how many these are
 */
export function altText(intro: string, parts: readonly string[], rest: (count: number) => string): string {
  let shown = parts.length;
  const words = (): string =>
    [
      intro,
      `${parts.slice(0, shown).join('; ')}.`,
      ...(shown < parts.length ? [rest(parts.length - shown)] : []),
    ]
      .filter((text) => text !== '')
      .join(' ');
  while (shown > 0 && words().length > altLength) shown -= 1;
  return words().slice(0, altLength);
}
