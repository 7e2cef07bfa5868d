/** The types of pictures that are posted. SVG is none of them: it is a document that can run scripts. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** The most bytes of a picture: 4 MiB. */
export const largestPicture = 4 * 1024 * 1024;

/** Pixels: what a phone can still open. A file of a few bytes can claim to be of 65,535 by 65,535. */
export const longestSide = 8_192;
export const mostPixels = 33_554_432;
/** Frames of a moving picture, all together. */
export const mostFramePixels = 500_000_000;

/** What the walk through a file's structure found. Nothing is unpacked for it. */
export interface Walked {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /**
   * The same picture with what is needed to show it, letter for letter, and nothing else: no place, no camera, no
   * name, no words, no smaller picture of it, and nothing behind its end.
   */
  readonly bare: Uint8Array;
}
