import type { Walked } from './limits.ts';

const headerLength = 13;
const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;

/**
 * A GIF from its header to its trailer, over its blocks.
 *
 * @returns null when a block is cut off or there is no image
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function walkGif(bytes: Uint8Array): Walked | null {
  if (bytes.byteLength < headerLength) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint16(6, true);
  const height = view.getUint16(8, true);
  if (width === 0 || height === 0) return null;
  let frames = 0;
  for (let at = headerLength + tableLength(bytes[10]); at < bytes.byteLength;) {
    const kind = bytes[at];
    if (kind === trailer) return frames > 0 ? { width, height, frames, end: at + 1 } : null;
    if (kind !== extension && kind !== image) return null;
    if (kind === image) frames += 1;
    // In front of the data: a label, or a descriptor with its own table of colours and the code size.
    const head = kind === image ? 10 + tableLength(bytes[at + 9]) + 1 : 2;
    at = afterBlocks(bytes, at + head);
  }
  return null;
}

/** Bytes of the table of colours that flags announce. */
function tableLength(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

/** Behind a chain of blocks, each with its length before it, up to the empty one. */
function afterBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let length = bytes[at]; length !== undefined; length = bytes[at]) {
    at += length + 1;
    if (length === 0) return at;
  }
  return bytes.byteLength;
}
