import { fileTypeFromBuffer } from 'file-type';
import type { Picture } from '../announcement.ts';
import { holdsSomethingElse } from './foreign.ts';
import { walkGif } from './gif.ts';
import { walkJpeg } from './jpeg.ts';
import {
  largestPicture,
  longestSide,
  mostFramePixels,
  mostPixels,
  pictureTypes,
  type PictureType,
  type Walked,
} from './limits.ts';
import { walkPng } from './png.ts';
import { walkWebp } from './webp.ts';

/** Why a file is not taken as a picture. */
export type PictureProblem =
  | { readonly kind: 'too-large' }
  | { readonly kind: 'type' }
  | { readonly kind: 'broken' }
  /** Larger when it is unpacked than anybody's screen. */
  | { readonly kind: 'dimensions'; readonly width: number; readonly height: number }
  /** It is a picture and something else besides: a page, an archive, a program. */
  | { readonly kind: 'polyglot' };

const walks: Readonly<Record<PictureType, (bytes: Uint8Array) => Walked | null>> = {
  'image/png': walkPng,
  'image/jpeg': walkJpeg,
  'image/gif': walkGif,
  'image/webp': walkWebp,
};

/** A file that is taken, without all that it said besides. */
export interface TakenPicture {
  readonly picture: Omit<Picture, 'alt'>;
  /** What is kept and posted: the same picture without place, camera, name and words ({@link Walked.bare}). */
  readonly bytes: Uint8Array;
}

/**
 * Judges a file by its content; its name and what was said of its type count for nothing. Nothing is unpacked or
 * drawn anew.
 */
export async function judgePicture(
  bytes: Uint8Array,
): Promise<TakenPicture | { readonly problem: PictureProblem }> {
  if (bytes.byteLength > largestPicture) return { problem: { kind: 'too-large' } };
  const found = await fileTypeFromBuffer(bytes);
  // A moving PNG is a PNG, and shows its first frame where nobody knows that it moves.
  const mime = found?.mime === 'image/apng' ? 'image/png' : found?.mime;
  const type = pictureTypes.find((one) => one === mime);
  if (type === undefined) return { problem: { kind: 'type' } };
  const walked = walks[type](bytes);
  if (walked === null) return { problem: { kind: 'broken' } };
  const { width, height, frames, bare } = walked;
  if (width > longestSide || height > longestSide || width * height > mostPixels) {
    return { problem: { kind: 'dimensions', width, height } };
  }
  if (frames > 1 && frames * width * height > mostFramePixels) {
    return { problem: { kind: 'dimensions', width, height } };
  }
  // Also where it would be left out: nobody puts such a thing into a picture by chance.
  if (holdsSomethingElse(bytes) || holdsSomethingElse(bare)) return { problem: { kind: 'polyglot' } };
  const size = bare.byteLength;
  if (size > largestPicture) return { problem: { kind: 'too-large' } };
  return { picture: { type, width, height, size }, bytes: bare };
}
