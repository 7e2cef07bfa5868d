import type { Walked } from './limits.ts';

/** `RIFF`, the length of what follows, `WEBP`. */
const headerLength = 12;
/** Name and length of a chunk. */
const frame = 8;

/**
 * A WebP over the chunks of its container.
 *
 * @returns null when a chunk is cut off or there is no image
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
export function walkWebp(bytes: Uint8Array): Walked | null {
  if (bytes.byteLength < headerLength) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = frame + view.getUint32(4, true);
  if (end > bytes.byteLength) return null;
  let size: { readonly width: number; readonly height: number } | null = null;
  let frames = 0;
  let images = 0;
  for (let at = headerLength; at < end;) {
    if (at + frame > end) return null;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const data = at + frame;
    if (data + length > end) return null;
    const found = sizeIn(name, view, data, length);
    if (found === null) return null;
    // The canvas of an extended file comes first, and counts.
    size ??= found ?? null;
    if (name === 'ANMF') frames += 1;
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ANMF') images += 1;
    // Chunks begin at even places.
    at = data + length + (length % 2);
  }
  if (size === null || images === 0) return null;
  return { ...size, frames: Math.max(1, frames), end };
}

/** @returns undefined for a chunk that says nothing of it, null for one that is broken */
function sizeIn(
  name: string,
  view: DataView,
  data: number,
  length: number,
): { readonly width: number; readonly height: number } | null | undefined {
  const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (name === 'VP8X') {
    if (length < 10) return null;
    return { width: three(data + 4) + 1, height: three(data + 7) + 1 };
  }
  if (name === 'VP8L') {
    if (length < 5 || view.getUint8(data) !== 0x2f) return null;
    const bits = view.getUint32(data + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (name === 'VP8 ') {
    if (length < 10) return null;
    const width = view.getUint16(data + 6, true) & 0x3fff;
    const height = view.getUint16(data + 8, true) & 0x3fff;
    return width === 0 || height === 0 ? null : { width, height };
  }
  return undefined;
}
