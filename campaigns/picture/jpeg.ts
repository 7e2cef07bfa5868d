import { keeping, type Kept } from './kept.ts';
import type { Walked } from './limits.ts';
import { exifName, exifOf, orientationIn, startsWith, type Orientation } from './orientation.ts';

/** The markers that say how large the picture is (SOF0–SOF15, without DHT, JPG and DAC). */
const sizes = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const app = (number: number): number => 0xe0 + number;

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const jfif = latin1('JFIF\0');
const colourProfile = latin1('ICC_PROFILE\0');
const adobe = latin1('Adobe');
/** Data of a JFIF segment up to its small picture, which may show what was cut out of the large one. */
const jfifLength = 12;
/** Data of a segment of Adobe's: how colours are coded. */
const adobeLength = 12;

/**
 * A JPEG from its start to its end marker, over the lengths of its segments.
 *
 * @returns null when a segment is cut off, or there is no size or no scan
 * @see ITU-T T.81, annex B
 */
export function walkJpeg(bytes: Uint8Array): Walked | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = keeping(bytes, 2);
  const said: Said = { header: null, orientation: null };
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
      if (size === null || !scanned) return null;
      kept.add(Uint8Array.of(0xff, endOfImage));
      return { ...size, frames: 1, bare: withHead(said, kept.all()) };
    }
    if (at + 4 > bytes.byteLength) return null;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > bytes.byteLength) return null;
    if (sizes.has(marker)) {
      if (size !== null || end < at + 9) return null;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      if (size.width === 0 || size.height === 0) return null;
    }
    const next = marker === startOfScan ? afterScan(bytes, end) : end;
    if (isImage(marker)) kept.keep(at, next);
    else take(marker, bytes.subarray(at + 4, end), said, kept);
    at = next;
    scanned ||= marker === startOfScan;
  }
  return null;
}

/** Tables, sizes and scans: frame headers, DHT and DAC, SOS, DQT, DNL, DRI, DHP and EXP. */
function isImage(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || (marker >= startOfScan && marker <= 0xdf);
}

/** What stands in front of a picture, each once. */
interface Said {
  /** The data of the JFIF segment, without its small picture. */
  header: Uint8Array | null;
  orientation: Orientation | null;
}

/** Takes over what it needs to be shown properly: of all that applications and people write, little. */
function take(marker: number, data: Uint8Array, said: Said, kept: Kept): void {
  if (marker === app(0) && startsWith(data, jfif) && data.byteLength >= jfifLength) {
    said.header ??= data.slice(0, jfifLength);
  } else if (marker === app(1) && startsWith(data, exifName)) {
    said.orientation ??= orientationIn(data);
  } else if (marker === app(2) && startsWith(data, colourProfile)) {
    kept.add(segment(marker, data));
  } else if (marker === app(14) && startsWith(data, adobe) && data.byteLength >= adobeLength) {
    kept.add(segment(marker, data.subarray(0, adobeLength)));
  }
}

function withHead({ header, orientation }: Said, rest: Uint8Array): Uint8Array {
  const exif = exifOf(orientation ?? 1);
  return Buffer.concat([
    Uint8Array.of(0xff, startOfImage),
    ...(header === null ? [] : [segment(app(0), Buffer.concat([header, Uint8Array.of(0, 0)]))]),
    ...(exif === null ? [] : [segment(app(1), Buffer.concat([exifName, exif]))]),
    rest,
  ]);
}

function segment(marker: number, data: Uint8Array): Uint8Array {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}

/** Where the next marker stands: in the data of a scan 0xff is followed by 0, or by a restart marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.byteLength;
}
