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

/**
 * Judges a file by its content; its name and what was said of its type count for nothing. Nothing is unpacked,
 * and no byte is changed.
 */
export async function judgePicture(
  bytes: Uint8Array,
): Promise<{ readonly picture: Omit<Picture, 'alt'> } | { readonly problem: PictureProblem }> {
  if (bytes.byteLength > largestPicture) return { problem: { kind: 'too-large' } };
  const found = await fileTypeFromBuffer(bytes);
  const type = pictureTypes.find((one) => one === found?.mime);
  if (type === undefined) return { problem: { kind: 'type' } };
  const walked = walks[type](bytes);
  if (walked === null) return { problem: { kind: 'broken' } };
  const { width, height, frames, end } = walked;
  if (width > longestSide || height > longestSide || width * height > mostPixels) {
    return { problem: { kind: 'dimensions', width, height } };
  }
  if (frames > 1 && frames * width * height > mostFramePixels) {
    return { problem: { kind: 'dimensions', width, height } };
  }
  if (end < bytes.byteLength || holdsSomethingElse(bytes)) return { problem: { kind: 'polyglot' } };
  return { picture: { type, width, height, size: bytes.byteLength } };
}
