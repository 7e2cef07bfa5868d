import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePicture } from '../../../campaigns/picture/picture.ts';
import {
  formats,
  movingFrame,
  secret,
  segment,
  tiff,
  turned,
  type Format,
} from '../../support/told-pictures.ts';
import { gif, jpeg, png, webp } from '../../support/pictures.ts';
import { runs } from '../../support/runs.ts';

async function bareOf(file: Uint8Array): Promise<Buffer> {
  const result = await judgePicture(file);
  if ('problem' in result) throw new Error(result.problem.kind);
  expect(result.picture.size).toBe(result.bytes.byteLength);
  return Buffer.from(result.bytes);
}

/** The picture as it should be afterwards: what shows it, byte for byte, and how it is turned. */
function expected({ image, file, turned: part, turnedAt, exif }: Format, orientation: number): Buffer {
  if (orientation === 1 || exif === null) return file(image);
  return file(image.toSpliced(turnedAt, 0, part(orientation)));
}

const named = Object.entries(formats);
const format = fc.constantFrom(...named.map(([, one]) => one));

/** A picture with what it tells, somewhere between its parts. */
const told = fc
  .record({
    format,
    places: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    orientation: fc.integer({ min: 1, max: 8 }),
    little: fc.boolean(),
  })
  .map(({ format: one, places, orientation, little }) => {
    const exif = one.exif?.(orientation, little);
    const parts = [...one.image];
    for (const [index, tale] of [...one.tales, ...(exif ? [exif] : [])].entries()) {
      // Behind the first part, and before the last where that ends the file.
      const last = one === formats.WebP ? parts.length : parts.length - 1;
      parts.splice(1 + ((places[index] ?? 0) % last), 0, tale);
    }
    return { format: one, file: one.file(parts), orientation };
  });

describe('of a picture nothing is kept but what shows it', () => {
  test.each(named)('%s: no place, no camera, no words; colours, loops and size stay', async (_name, one) => {
    const [first = Buffer.alloc(0), ...rest] = one.image;
    const exif = one.exif?.(6, true);
    const file = one.file([first, ...(exif ? [exif] : []), ...one.tales, ...rest]);
    expect(file.includes(secret)).toBe(true);
    const bare = await bareOf(file);
    expect(bare.includes(secret)).toBe(false);
    expect(bare.toString('hex')).toBe(expected(one, 6).toString('hex'));
  });

  test('wherever it tells something, the parts that show it stay as they are, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(told, async ({ format: one, file, orientation }) => {
        const bare = await bareOf(file);
        expect(bare.toString('hex')).toBe(expected(one, orientation).toString('hex'));
        expect((await bareOf(bare)).equals(bare)).toBe(true);
      }),
      runs(800),
    );
  });

  test('whatever was changed in it, what is taken is taken as it is the next time', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(told, changes, fc.nat(), async ({ file }, changed, cut) => {
        const forged = Buffer.from(file.subarray(0, file.byteLength - (cut % 4 === 0 ? cut % 200 : 0)));
        for (const [at, byte] of changed) if (forged.length > 0) forged[at % forged.length] = byte;
        const result = await judgePicture(forged);
        if ('problem' in result) return;
        expect((await bareOf(result.bytes)).equals(Buffer.from(result.bytes))).toBe(true);
      }),
      runs(2_000),
    );
  });

  test('a file that is cut off is refused, also in what it tells', async () => {
    for (const [name, one] of named) {
      const [first = Buffer.alloc(0), ...rest] = one.image;
      const file = one.file([first, ...one.tales, ...rest]);
      for (let end = 0; end < file.byteLength; end += 1) {
        expect(await judgePicture(file.subarray(0, end)), `${name} ${end}`).toHaveProperty('problem');
      }
    }
  });

  test.each([
    ['JPEG', jpeg()],
    ['PNG', png()],
    ['GIF', gif()],
    ['WebP', webp()],
  ])('what stands behind a %s is not part of it, as a second picture of a telephone', async (_name, file) => {
    const second = formats.JPEG.file([...formats.JPEG.image, ...formats.JPEG.tales]);
    expect((await bareOf(Buffer.concat([file, second]))).equals(file)).toBe(true);
  });

  test('the small picture in the head of a JPEG is left out: it shows what was cut off or made unclear', async () => {
    const [, ...rest] = formats.JPEG.image;
    const head = Buffer.concat([
      Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02', 'latin1'),
      Buffer.alloc(12, 9),
    ]);
    const start = Buffer.from([0xff, 0xd8]);
    const bare = await bareOf(Buffer.concat([start, segment(0xe0, head), ...rest]));
    expect(bare.toString('hex')).toBe(expected(formats.JPEG, 1).toString('hex'));
  });

  test('the frames of a moving WebP tell nothing either', async () => {
    const { image, tales, file } = formats.WebP;
    const bare = await bareOf(file([...image.slice(0, 3), movingFrame(...tales), movingFrame()]));
    expect(bare.toString('hex')).toBe(expected(formats.WebP, 1).toString('hex'));
  });

  test('a file of nothing but small parts is judged as quickly as any', async () => {
    const parts = (size: number, part: Buffer) =>
      Array.from({ length: Math.floor(size / part.length) }, () => part);
    const [first = Buffer.alloc(0), ...rest] = formats.JPEG.image;
    const comments = parts(4_000_000, segment(0xfe, Buffer.alloc(0)));
    expect((await bareOf(formats.JPEG.file([first, ...comments, ...rest]))).length).toBeLessThan(500);
    const chunks = parts(4_000_000, Buffer.from('mine\0\0\0\0', 'latin1'));
    const [extended = Buffer.alloc(0), ...others] = formats.WebP.image;
    expect((await bareOf(formats.WebP.file([extended, ...chunks, ...others]))).length).toBeLessThan(500);
  });
});

describe('the orientation', () => {
  const turnedBy = async (exif: Uint8Array): Promise<Buffer> => {
    const [first = Buffer.alloc(0), ...rest] = formats.JPEG.image;
    const data = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]);
    return await bareOf(formats.JPEG.file([first, segment(0xe1, data), ...rest]));
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is kept, in either order of bytes', async (orientation) => {
    for (const little of [false, true]) {
      const bare = await turnedBy(tiff(orientation, little));
      expect(bare.equals(expected(formats.JPEG, orientation))).toBe(true);
    }
    expect((await turnedBy(turned(orientation))).equals(expected(formats.JPEG, orientation))).toBe(true);
  });

  test.each([
    ['0', tiff(0)],
    ['9', tiff(9)],
    ['of another order of bytes', Buffer.from('XX\0*\0\0\0\x08\0\x01')],
    ['of nothing', Buffer.alloc(0)],
    ['that lies outside', Buffer.from('MM\0*\xff\xff\xff\xff', 'latin1')],
    ['of too many entries', Buffer.from('MM\0*\0\0\0\x08\xff\xff', 'latin1')],
  ])('%s is none', async (_name, exif) => {
    expect((await turnedBy(exif)).equals(expected(formats.JPEG, 1))).toBe(true);
  });

  test('whatever EXIF holds, it comes to one of eight', async () => {
    const heads = fc.constantFrom('MM\0*\0\0\0\x08', 'II*\0\x08\0\0\0', 'II*\0', '');
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ maxLength: 60 }), async (head, rest) => {
        const bare = await turnedBy(Buffer.concat([Buffer.from(head, 'latin1'), rest]));
        const all = [1, 2, 3, 4, 5, 6, 7, 8].map((one) => expected(formats.JPEG, one).toString('hex'));
        expect(all).toContain(bare.toString('hex'));
      }),
      runs(400),
    );
  });
});
