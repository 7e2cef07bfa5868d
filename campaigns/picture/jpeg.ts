import type { Walked } from './limits.ts';

/** The markers that say how large the picture is (SOF0–SOF15, without DHT, JPG and DAC). */
const sizes = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * A JPEG from its start to its end marker, over the lengths of its segments.
 *
 * @returns null when a segment is cut off, or there is no size or no scan
 * @see ITU-T T.81, annex B
 */
export function walkJpeg(bytes: Uint8Array): Walked | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { readonly width: number; readonly height: number } | null = null;
  let scanned = false;
  for (let at = 2; at + 2 <= bytes.byteLength;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      return size !== null && scanned ? { ...size, frames: 1, end: at + 2 } : null;
    }
    if (at + 4 > bytes.byteLength) return null;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.byteLength) return null;
    if (sizes.has(marker)) {
      if (size !== null || end < at + 9) return null;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      if (size.width === 0 || size.height === 0) return null;
    }
    at = marker === startOfScan ? afterScan(bytes, end) : end;
    scanned ||= marker === startOfScan;
  }
  return null;
}

/** Where the next marker stands: in the data of a scan 0xff is followed by 0, or by a restart marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.byteLength;
}
