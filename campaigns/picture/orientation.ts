/** How a picture is to be turned or mirrored to be upright, as EXIF numbers it; 1 is as it is. */
export type Orientation = number;
const upright: Orientation = 1;
const last: Orientation = 8;

const tag = 0x0112;
const short = 3;
const header = 8;
const entryLength = 12;
/** In front of EXIF in a JPEG, and now and then where it does not belong. */
export const exifName = Uint8Array.from(Buffer.from('Exif\0\0', 'latin1'));

/**
 * The orientation that EXIF names, read from the first of its directories. It is all of EXIF without which a picture
 * does not look as it should; the rest is place, time, camera, and who owns it.
 *
 * @param bytes TIFF, with or without {@link exifName} before it
 * @returns 1 when nothing or no sense is said
 * @see https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E
 */
export function orientationIn(bytes: Uint8Array): Orientation {
  const tiff = startsWith(bytes, exifName) ? bytes.subarray(exifName.byteLength) : bytes;
  if (tiff.byteLength < header) return upright;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return upright;
  const little = order === 0x4949;
  const directory = view.getUint32(4, little);
  if (view.getUint16(2, little) !== 42 || directory + 2 > tiff.byteLength) return upright;
  const end = directory + 2 + view.getUint16(directory, little) * entryLength;
  for (let at = directory + 2; at + entryLength <= Math.min(end, tiff.byteLength); at += entryLength) {
    if (view.getUint16(at, little) !== tag) continue;
    const value = view.getUint16(at + 8, little);
    const said = view.getUint16(at + 2, little) === short && value >= upright && value <= last;
    return said ? value : upright;
  }
  return upright;
}

/**
 * EXIF that says an orientation, and nothing else.
 *
 * @returns TIFF with one entry; null for a picture that is upright and needs none
 */
export function exifOf(orientation: Orientation): Uint8Array | null {
  if (orientation === upright) return null;
  const tiff = new Uint8Array(header + 2 + entryLength + 4);
  const view = new DataView(tiff.buffer);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, header);
  view.setUint16(header, 1);
  view.setUint16(header + 2, tag);
  view.setUint16(header + 4, short);
  view.setUint32(header + 6, 1);
  view.setUint16(header + 10, orientation);
  return tiff;
}

/** Whether bytes begin with others. */
export function startsWith(bytes: Uint8Array, name: Uint8Array): boolean {
  return bytes.byteLength >= name.byteLength && name.every((byte, index) => bytes[index] === byte);
}
