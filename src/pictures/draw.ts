import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

/** What the worker is asked for, and what it answers: with the same number, null when it could not be drawn. */
export interface DrawRequest {
  readonly id: number;
  readonly svg: string;
}
export interface DrawAnswer {
  readonly id: number;
  readonly png: Uint8Array | null;
}

// Without a font of its own that is found, the library draws no letters and says nothing about it.
const fontFiles = [
  import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
].map((address) => fileURLToPath(address));

function draw(svg: string): Uint8Array | null {
  try {
    const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans' };
    return new Resvg(svg, { font }).render().asPng();
  } catch {
    return null;
  }
}

// This file is a worker thread's own: it is never imported, and this is where the thread begins.
parentPort?.on('message', ({ id, svg }: DrawRequest) => {
  const answer: DrawAnswer = { id, png: draw(svg) };
  parentPort?.postMessage(answer, []);
});
