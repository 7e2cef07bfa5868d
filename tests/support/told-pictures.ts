import { gif, jpeg, png, pngChunk, webp } from './pictures.ts';

/** What a photograph tells about whoever took it. */
export const secret = 'S 12.0464 W 77.0428, camera 4711, Ana';
const told = Buffer.from(secret, 'latin1');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** EXIF with a maker, an orientation and a place. */
export function tiff(orientation = 1, little = false): Buffer {
  const bytes = Buffer.alloc(62 + told.byteLength);
  const u16 = (value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(little ? 'II' : 'MM', 'latin1');
  u16(42, 2);
  u32(8, 4);
  u16(3, 8);
  for (const [index, [tag, type, count]] of (
    [
      [0x010f, 2, told.byteLength],
      [0x0112, 3, 1],
      [0x8825, 4, 1],
    ] as const
  ).entries()) {
    const at = 10 + index * 12;
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    if (tag === 0x0112) u16(orientation, at + 8);
    else u32(tag === 0x010f ? 62 : 50, at + 8);
  }
  told.copy(bytes, 62);
  return bytes;
}

/** EXIF of one entry, as it is written for a picture that is not upright. */
export const turned = (orientation: number): Buffer => {
  const bytes = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  bytes[19] = orientation;
  return bytes;
};

/** One kind of picture, to be put together with and without what it tells. */
export interface Format {
  /** The parts that show it, in their order; the first and the last stay where they are. */
  readonly image: readonly Buffer[];
  /** Parts that tell about it, each of which may stand between any two of the others. */
  readonly tales: readonly Buffer[];
  /** The part that says how it is turned, among others; null where none can. */
  readonly exif: ((orientation: number, little: boolean) => Buffer) | null;
  /** Makes a file of parts: where lengths and flags are true. */
  readonly file: (parts: readonly Buffer[]) => Buffer;
  /** Where in the parts {@link turned} stands afterwards: in front of the one of that number. */
  readonly turnedAt: number;
  readonly turned: (orientation: number) => Buffer;
}

export function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}
const plain = Buffer.from(jpeg());
const ofJpeg: Format = {
  image: [
    plain.subarray(0, 20),
    segment(0xe2, latin1('ICC_PROFILE\0\x01\x01colours')),
    segment(0xee, latin1('Adobe\0\x64\0\0\0\0\x01')),
    segment(0xdb, Buffer.alloc(65, 7)),
    plain.subarray(20, 33),
    plain.subarray(33, -2),
    plain.subarray(-2),
  ],
  tales: [
    segment(0xe1, latin1(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}</x:xmpmeta>`)),
    segment(0xe0, latin1(`JFXX\0\x10${secret}`)),
    segment(0xe2, latin1(`MPF\0${secret}`)),
    segment(0xeb, latin1(`JP${secret}`)),
    segment(0xed, latin1(`Photoshop 3.0\x008BIM${secret}`)),
    segment(0xfe, told),
    segment(0xf3, told),
    Buffer.from([0xff, 0xff]).subarray(0, 1),
  ],
  exif: (orientation, little) =>
    segment(0xe1, Buffer.concat([latin1('Exif\0\0'), tiff(orientation, little)])),
  file: (parts) => Buffer.concat(parts),
  turnedAt: 1,
  turned: (orientation) => segment(0xe1, Buffer.concat([latin1('Exif\0\0'), turned(orientation)])),
};

const chunks = Buffer.from(png());
const ofPng: Format = {
  image: [
    chunks.subarray(0, 33),
    Buffer.from(pngChunk('iCCP', latin1('name\0\0colours'))),
    Buffer.from(pngChunk('pHYs', Buffer.alloc(9, 1))),
    Buffer.from(pngChunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]))),
    Buffer.from(pngChunk('fcTL', Buffer.alloc(26))),
    chunks.subarray(33, -12),
    Buffer.from(pngChunk('fdAT', Buffer.alloc(8))),
    chunks.subarray(-12),
  ],
  tales: [
    Buffer.from(pngChunk('tEXt', latin1(`Comment\0${secret}`))),
    Buffer.from(pngChunk('zTXt', latin1(`Raw profile type exif\0\0${secret}`))),
    Buffer.from(pngChunk('iTXt', latin1(`XML:com.adobe.xmp\0\0\0\0\0${secret}`))),
    Buffer.from(pngChunk('tIME', Buffer.alloc(7, 1))),
    Buffer.from(pngChunk('prVt', told)),
  ],
  exif: (orientation, little) => Buffer.from(pngChunk('eXIf', tiff(orientation, little))),
  file: (parts) => Buffer.concat(parts),
  turnedAt: 1,
  turned: (orientation) => Buffer.from(pngChunk('eXIf', turned(orientation))),
};

export function riffChunk(name: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.byteLength);
  return Buffer.concat([latin1(name), length, data, Buffer.alloc(data.byteLength % 2)]);
}
const still = Buffer.from(webp()).subarray(12);
/** A frame of a moving picture that tells something. */
const frame = (...tales: readonly Buffer[]) =>
  riffChunk(
    'ANMF',
    Buffer.concat([Buffer.alloc(16), riffChunk('ALPH', Buffer.alloc(3, 1)), ...tales, still]),
  );
const ofWebp: Format = {
  image: [
    riffChunk('VP8X', Buffer.from([0x2e, 0, 0, 0, 1, 0, 0, 1, 0, 0])),
    riffChunk('ICCP', latin1('colours')),
    riffChunk('ANIM', Buffer.alloc(6)),
    frame(),
    frame(),
  ],
  tales: [riffChunk('XMP ', told), riffChunk('mine', told)],
  exif: (orientation, little) => riffChunk('EXIF', tiff(orientation, little)),
  file: (parts) => {
    const all = Buffer.concat(parts);
    const names = parts.map((part) => part.toString('latin1', 0, 4));
    all[8] = 0x22 | (names.includes('EXIF') ? 0x08 : 0) | (names.includes('XMP ') ? 0x04 : 0);
    return riffChunk('RIFF', Buffer.concat([latin1('WEBP'), all]));
  },
  turnedAt: 5,
  turned: (orientation) => riffChunk('EXIF', turned(orientation)),
};

const blocks = Buffer.from(gif(2, 2, 2));
const extension = (label: number, ...data: readonly Uint8Array[]) =>
  Buffer.concat([
    Buffer.from([0x21, label]),
    ...data.map((one) => Buffer.concat([Buffer.from([one.byteLength]), one])),
    Buffer.from([0]),
  ]);
/** XMP stands there as it is, and behind it bytes that lead from everywhere to their end. */
const magic = Buffer.from([1, ...Array.from({ length: 256 }, (_none, index) => 255 - index)]);
const ofGif: Format = {
  image: [
    blocks.subarray(0, 13),
    extension(0xff, latin1('NETSCAPE2.0'), Buffer.from([1, 0, 0])),
    extension(0xf9, Buffer.from([4, 10, 0, 0])),
    blocks.subarray(13, 28),
    blocks.subarray(28, -1),
    blocks.subarray(-1),
  ],
  tales: [
    extension(0xfe, told, told),
    extension(0x01, Buffer.alloc(12, 1), told),
    extension(0xff, latin1('MINE0123456'), told),
    Buffer.concat([
      Buffer.from([0x21, 0xff, 11]),
      latin1('XMP DataXMP'),
      latin1(`<x:xmpmeta>${secret}</x:xmpmeta>`),
      magic,
      Buffer.from([0]),
    ]),
  ],
  exif: null,
  file: (parts) => Buffer.concat(parts),
  turnedAt: 0,
  turned: () => Buffer.alloc(0),
};

export const formats = { JPEG: ofJpeg, PNG: ofPng, WebP: ofWebp, GIF: ofGif } as const;
export { frame as movingFrame };
