import { describe, expect, onTestFinished, test } from 'vitest';
import { figuresPicture } from '../../../messages/pictures/figures.ts';
import { timelinePicture } from '../../../messages/pictures/timeline.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { createPictures, type PicturesOptions } from '../../../src/pictures/pictures.ts';
import { riverPack, shelfOf } from '../../support/river-pack.ts';
import { quiet } from '../../support/signals.ts';

const languages = await loadLanguages();
const { record } = shelfOf(riverPack());

function pictures(options: Partial<PicturesOptions> = {}) {
  const created = createPictures({ log: quiet, patienceMs: 20_000, ...options });
  onTestFinished(() => created.close());
  return created;
}

/** A thread that does what this code says. */
function thread(code: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';\n${code}`)}`,
  );
}

function square(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="${colour}"/></svg>`;
}

/** Width and height, as the header of a PNG has them. */
function sizeOf(png: Uint8Array | null): readonly [number, number] {
  const view = new DataView((png ?? new Uint8Array(24)).buffer, png?.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('pictures', () => {
  test.each(['en', 'es'])('are drawn with all their letters (%s)', async (language) => {
    const running = pictures();
    const telling = { record, language, speech: languages.in(language), shared: false };
    for (const picture of [
      figuresPicture(record.ofKind('casualties'), undefined, telling),
      timelinePicture(record.events(), '', telling),
    ]) {
      const { svg = '' } = picture ?? {};
      const drawn = await running.png(svg);
      const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
      expect(sizeOf(drawn)).toEqual([900, height]);
      const [wordless, boldless] = [
        await running.png(svg.replaceAll(/<text[^]*?<\/text>/g, '')),
        await running.png(svg.replaceAll(/ font-weight="700"/g, '')),
      ];
      expect(drawn?.length).toBeGreaterThan(4 * (wordless?.length ?? Infinity));
      expect(boldless).not.toEqual(drawn);
    }
  });

  test('are drawn once, however many ask for them, and given up when others are asked for', async () => {
    const running = pictures({ kept: 2 });
    const [one, same] = await Promise.all([running.png(square('red')), running.png(square('red'))]);
    expect(one).not.toBeNull();
    expect(same).toBe(one);
    expect(await running.png(square('red'))).toBe(one);
    await running.png(square('green'));
    expect(await running.png(square('red'))).toBe(one);
    await running.png(square('blue'));
    expect(await running.png(square('red'))).toBe(one);
    const green = await running.png(square('green'));
    await running.png(square('blue'));
    expect(await running.png(square('green'))).toBe(green);
    expect(await running.png(square('red'))).not.toBe(one);
  });

  test('that cannot be drawn are none, and the next one is drawn', async () => {
    const running = pictures();
    expect(await running.png('<svg')).toBeNull();
    expect(await running.png(square('red'))).not.toBeNull();
  });

  test('that take too long are none; they are there for the next who asks', async () => {
    // The thread draws when it is told to by a second request.
    const drawer = thread(`
      const held = [];
      parentPort.on('message', (request) => {
        held.push(request);
        if (held.length === 2) for (const { id } of held) parentPort.postMessage({ id, png: new Uint8Array([id]) });
      });`);
    const running = pictures({ drawer, patienceMs: 1 });
    expect(await running.png('first')).toBeNull();
    const again = pictures({ drawer });
    const first = again.png('first');
    const second = await again.png('second');
    expect([await first, second]).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
  });

  test('of a thread that hangs or dies are none, and another thread begins', async () => {
    const hangs = pictures({ drawer: thread(`parentPort.on('message', () => undefined);`), hangingMs: 1 });
    expect(await hangs.png('one')).toBeNull();
    expect(await hangs.png('two')).toBeNull();
    const dies = pictures({
      drawer: thread(`parentPort.on('message', ({ id, svg }) => {
        if (svg === 'deadly') throw new Error('as asked');
        parentPort.postMessage({ id, png: new Uint8Array([7]) });
      });`),
    });
    expect(await dies.png('deadly')).toBeNull();
    expect(await dies.png('harmless')).toEqual(new Uint8Array([7]));
  });

  test('are none once they are closed, for those who wait as well', async () => {
    const closing = pictures({ drawer: thread(`parentPort.on('message', () => undefined);`) });
    const waiting = closing.png('one');
    await closing.close();
    expect(await waiting).toBeNull();
    expect(await closing.png('two')).toBeNull();
  });
});
