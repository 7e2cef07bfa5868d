import { crc32 } from 'node:zlib';
import { keeping } from './kept.ts';
import type { Walked } from './limits.ts';
import { exifOf, orientationIn, type Orientation } from './orientation.ts';

const signatureLength = 8;
/** Length, type and checksum around the data of each chunk. */
const frame = 12;
const headerEnd = signatureLength + frame + 13;

/**
 * What a picture is made of, its colours and its size on paper, and the frames of a moving one. All others say
 * something about it (tEXt, zTXt, iTXt, tIME, eXIf), or only some program knows what.
 */
const picture = 'IHDR PLTE tRNS IDAT IEND bKGD pHYs acTL fcTL fdAT';
const colours = 'cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI';
const needed = new Set(`${picture} ${colours}`.split(' '));

/**
 * A PNG from its first chunk, IHDR, to its last, IEND.
 *
 * @returns null when a chunk is cut off or its checksum is wrong
 * @see https://www.w3.org/TR/png-3/#5DataRep
 */
export function walkPng(bytes: Uint8Array): Walked | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = keeping(bytes, 0);
  let size: { readonly width: number; readonly height: number } | null = null;
  let orientation: Orientation | null = null;
  let frames = 1;
  let data = false;
  for (let at = signatureLength; at + frame <= bytes.byteLength;) {
    const length = view.getUint32(at);
    const end = at + frame + length;
    if (end > bytes.byteLength) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
    if (size === null) {
      if (type !== 'IHDR' || length !== 13) return null;
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
      if (size.width === 0 || size.height === 0) return null;
      kept.keep(0, at);
    }
    if (type === 'acTL' && length === 8) frames = Math.max(1, view.getUint32(at + 8));
    if (type === 'eXIf') orientation ??= orientationIn(bytes.subarray(at + 8, end - 4));
    if (type === 'IDAT') data = true;
    if (needed.has(type)) kept.keep(at, end);
    if (type === 'IEND') {
      return data ? { ...size, frames, bare: withOrientation(kept.all(), orientation) } : null;
    }
    at = end;
  }
  return null;
}

/** Behind the header, where it may stand. */
function withOrientation(bytes: Uint8Array, orientation: Orientation | null): Uint8Array {
  const exif = exifOf(orientation ?? 1);
  if (exif === null) return bytes;
  return Buffer.concat([bytes.subarray(0, headerEnd), chunk('eXIf', exif), bytes.subarray(headerEnd)]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.byteLength, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
