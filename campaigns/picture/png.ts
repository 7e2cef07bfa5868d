import { crc32 } from 'node:zlib';
import type { Walked } from './limits.ts';

const signatureLength = 8;
/** Length, type and checksum around the data of each chunk. */
const frame = 12;

/**
 * A PNG from its first chunk, IHDR, to its last, IEND.
 *
 * @returns null when a chunk is cut off or its checksum is wrong
 * @see https://www.w3.org/TR/png-3/#5DataRep
 */
export function walkPng(bytes: Uint8Array): Walked | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { readonly width: number; readonly height: number } | null = null;
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
    }
    if (type === 'acTL' && length === 8) frames = Math.max(1, view.getUint32(at + 8));
    if (type === 'IDAT') data = true;
    if (type === 'IEND') return data ? { ...size, frames, end } : null;
    at = end;
  }
  return null;
}
