import { Resvg } from '@resvg/resvg-js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestPicture } from '../../../campaigns/picture/limits.ts';
import { judgePicture } from '../../../campaigns/picture/picture.ts';
import { gif, jpeg, png, pngChunk, webp } from '../../support/pictures.ts';

const bytes = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));

describe('a picture', () => {
  test.each([
    ['PNG', png(30, 20), 'image/png'],
    ['JPEG', jpeg(30, 20), 'image/jpeg'],
    ['GIF', gif(30, 20), 'image/gif'],
    ['moving GIF', gif(30, 20, 12), 'image/gif'],
    ['WebP', webp(30, 20), 'image/webp'],
  ])('is known by its content: %s', async (_name, file, type) => {
    expect(await judgePicture(file)).toMatchObject({
      picture: { type, width: 30, height: 20, size: file.byteLength },
    });
  });

  test('that a real encoder made is taken', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>';
    const drawn = new Resvg(svg).render().asPng();
    expect(await judgePicture(drawn)).toMatchObject({ picture: { width: 40, height: 30 } });
  });

  test.each([
    ['a page named .png', bytes('<!doctype html><script>alert(1)</script>')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['SVG with a prologue', bytes('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PDF', bytes('%PDF-1.7\n')],
    ['a BMP', bytes('BM', new Uint8Array(60))],
    ['nothing', new Uint8Array()],
    ['text', bytes('hello')],
  ])('is none when it is %s', async (_name, file) => {
    expect(await judgePicture(file)).toEqual({ problem: { kind: 'type' } });
  });

  test('has at most 4 MiB', async () => {
    const filling = (size: number): Uint8Array => {
      const rest = size - png().byteLength - 12;
      return png(2, 2, pngChunk('IDAT', new Uint8Array(rest)));
    };
    expect(await judgePicture(filling(largestPicture))).toMatchObject({ picture: { size: 4_194_304 } });
    expect(await judgePicture(filling(largestPicture + 1))).toEqual({ problem: { kind: 'too-large' } });
    expect(await judgePicture(new Uint8Array(5 * 1024 * 1024))).toEqual({ problem: { kind: 'too-large' } });
  });

  test.each([
    ['PNG', png(65_535, 65_535)],
    ['PNG with 2^31', png(2_147_483_647, 2_147_483_647)],
    ['long PNG', png(8_193, 1)],
    ['square PNG', png(8_000, 8_000)],
    ['GIF', gif(65_535, 65_535)],
    ['GIF of many frames', gif(4_000, 4_000, 1_000)],
    ['JPEG', jpeg(65_535, 65_535)],
    ['WebP', webp(16_384, 16_384)],
  ])('is refused when it would be a bomb when it is unpacked: %s', async (_name, file) => {
    expect(await judgePicture(file)).toMatchObject({ problem: { kind: 'dimensions' } });
  });

  test.each([
    ['a page behind a PNG', bytes(png(), '<html><script>alert(1)</script>')],
    ['a document behind a JPEG', bytes(jpeg(), '%PDF-1.7')],
    ['a script behind a GIF', bytes(gif(), '<script>alert(1)</script>')],
    ['an archive behind a WebP', bytes(webp(), 'PK\x05\x06', new Uint8Array(18))],
    ['a page in a text chunk', png(2, 2, pngChunk('tEXt', bytes('Comment\0<SCRIPT>alert(1)</script>')))],
    ['PHP in a text chunk', png(2, 2, pngChunk('tEXt', bytes('Comment\0<?php system(1);')))],
  ])('is refused when it is something else besides: %s', async (_name, file) => {
    expect(await judgePicture(file)).toEqual({ problem: { kind: 'polyglot' } });
  });

  test('is refused when an archive in it reaches to its end', async () => {
    const closing = pngChunk('IEND', new Uint8Array());
    const idat = png().subarray(0, png().byteLength - closing.byteLength);
    // The comment of the archive takes in everything that comes behind its record: checksum and last chunk.
    const record = Buffer.alloc(22);
    record.write('PK\x05\x06', 'latin1');
    record.writeUInt16LE(4 + closing.byteLength, 20);
    const file = bytes(idat, pngChunk('zzZz', record), closing);
    expect(await judgePicture(file)).toEqual({ problem: { kind: 'polyglot' } });
  });

  test('that is cut off or changed is never taken for a whole one, nor for a larger one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(png(30, 20), jpeg(30, 20), gif(30, 20), webp(30, 20)),
        fc.nat(),
        async (file, at) => {
          const cut = file.subarray(0, at % file.byteLength);
          expect(await judgePicture(cut)).toHaveProperty('problem');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of whatever bytes is judged, and quickly', async () => {
    const heads = [png(), jpeg(), gif(), webp()].map((file) => file.subarray(0, 12));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, rest) => {
        const result = await judgePicture(bytes(head, rest));
        const pixels = 'picture' in result ? result.picture.width * result.picture.height : 0;
        expect(pixels).toBeLessThan(33_554_433);
      }),
      { numRuns: 500 },
    );
  });
});
