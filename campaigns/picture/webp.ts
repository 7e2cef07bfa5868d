import { keeping, type Kept } from './kept.ts';
import type { Walked } from './limits.ts';
import { exifOf, orientationIn, type Orientation } from './orientation.ts';

/** `RIFF`, the length of what follows, `WEBP`. */
const headerLength = 12;
/** Name and length of a chunk. */
const frame = 8;
/** In front of the chunks of a frame of a moving picture: where it stands and how long it is shown. */
const frameHeader = 16;

/** What a picture is made of, its colours, and how it moves. Others say something about it, or nobody knows what. */
const needed = new Set(['VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM']);
const neededInFrame = new Set(['VP8 ', 'VP8L', 'ALPH']);
/** The flags of an extended file, and what they announce. */
const flagsAt = headerLength + frame;
const exifFlag = 0x08;
const xmpFlag = 0x04;

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
  const kept = keeping(bytes, 1);
  kept.keep(0, headerLength);
  const extended = isExtended(bytes);
  let size: { readonly width: number; readonly height: number } | null = null;
  let orientation: Orientation | null = null;
  let frames = 0;
  let images = 0;
  for (const chunk of chunksOf(view, headerLength, end)) {
    if (chunk === null) return null;
    const { name, data, length } = chunk;
    const found = sizeIn(name, view, data, length);
    if (found === null) return null;
    // The canvas of an extended file comes first, and counts.
    size ??= found ?? null;
    if (name === 'ANMF') frames += 1;
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ANMF') images += 1;
    if (name === 'EXIF') orientation ??= orientationIn(bytes.subarray(data, data + length));
    if (name === 'ANMF' && !keepFrame(kept, view, chunk)) return null;
    if (needed.has(name) || (extended && data === flagsAt)) keepChunk(kept, chunk);
  }
  if (size === null || images === 0) return null;
  const bare = finished(kept.all(), extended ? (orientation ?? 1) : null);
  return { ...size, frames: Math.max(1, frames), bare };
}

/** Whether the file begins with what says which other chunks it has. */
function isExtended(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(headerLength, headerLength + 4)) === 'VP8X';
}

interface Chunk {
  readonly name: string;
  /** Where its data begins, and how long that is. */
  readonly data: number;
  readonly length: number;
}

/** The chunks from a place up to another one; the last is null when it is cut off. */
function* chunksOf(view: DataView, from: number, end: number): Generator<Chunk | null> {
  for (let at = from; at < end;) {
    if (at + frame > end) return yield null;
    const bytes = [0, 1, 2, 3].map((index) => view.getUint8(at + index));
    const length = view.getUint32(at + 4, true);
    const data = at + frame;
    if (data + length > end) return yield null;
    yield { name: String.fromCharCode(...bytes), data, length };
    // Chunks begin at even places.
    at = data + length + (length % 2);
  }
}

function keepChunk(kept: Kept, { data, length }: Chunk): void {
  kept.keep(data - frame, data + length);
  if (length % 2 === 1) kept.add(Uint8Array.of(0));
}

/** A frame of a moving picture holds chunks of its own. @returns false when one of them is cut off */
function keepFrame(kept: Kept, view: DataView, { data, length }: Chunk): boolean {
  if (length < frameHeader) return false;
  const inside = () => chunksOf(view, data + frameHeader, data + length);
  let size = frameHeader;
  for (const chunk of inside()) {
    if (chunk === null) return false;
    if (neededInFrame.has(chunk.name)) size += frame + chunk.length + (chunk.length % 2);
  }
  kept.keep(data - frame, data - 4);
  kept.add(uint32(size));
  kept.keep(data, data + frameHeader);
  for (const chunk of inside()) {
    if (chunk !== null && neededInFrame.has(chunk.name)) keepChunk(kept, chunk);
  }
  return true;
}

/**
 * With the flags and the length that are true now, and the orientation behind the picture.
 *
 * @param orientation null for a file that cannot say one
 */
function finished(bytes: Uint8Array, orientation: Orientation | null): Uint8Array {
  const exif = exifOf(orientation ?? 1);
  const all =
    exif === null
      ? bytes
      : Buffer.concat([bytes, Buffer.from('EXIF', 'latin1'), uint32(exif.byteLength), exif]);
  if (orientation !== null) {
    all[flagsAt] = ((all[flagsAt] ?? 0) & ~(exifFlag | xmpFlag)) | (exif === null ? 0 : exifFlag);
  }
  all.set(uint32(all.byteLength - frame), 4);
  return all;
}

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
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
