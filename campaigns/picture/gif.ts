import { keeping } from './kept.ts';
import type { Walked } from './limits.ts';

const headerLength = 13;
const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;
/** How the next frame is shown: how long, and which colour of it is none. */
const graphicControl = 0xf9;
const application = 0xff;
/** The applications whose extension says how often a moving picture is shown. Others hold XMP, or nobody knows what. */
const loops = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

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
  const kept = keeping(bytes, 0);
  const first = headerLength + tableLength(bytes[10]);
  kept.keep(0, first);
  let frames = 0;
  for (let at = first; at < bytes.byteLength;) {
    const kind = bytes[at];
    if (kind === trailer) {
      kept.keep(at, at + 1);
      return frames > 0 ? { width, height, frames, bare: kept.all() } : null;
    }
    if (kind !== extension && kind !== image) return null;
    if (kind === image) frames += 1;
    // In front of the data: a label, or a descriptor with its own table of colours and the code size.
    const head = kind === image ? 10 + tableLength(bytes[at + 9]) + 1 : 2;
    const end = afterBlocks(bytes, at + head);
    if (kind === image || isNeeded(bytes, at)) kept.keep(at, end);
    at = end;
  }
  return null;
}

/** Whether an extension says how the picture moves. Comments and texts beside it do not. */
function isNeeded(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1];
  if (label !== application) return label === graphicControl;
  const name = String.fromCharCode(...bytes.subarray(at + 3, at + 14));
  return bytes[at + 2] === 11 && loops.includes(name);
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
