import { parentPort } from 'node:worker_threads';

// A reader that a file holds for ever.
parentPort?.once('message', () => {
  for (;;);
});
parentPort?.postMessage({ kind: 'ready' }, []);
