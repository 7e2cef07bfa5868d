import { pino } from 'pino';

/** A moment that one side waits for and the other announces. */
export function signal<Value = void>(): {
  readonly given: Promise<Value>;
  readonly give: (value: Value) => void;
} {
  const { promise, resolve } = Promise.withResolvers<Value>();
  return { given: promise, give: resolve };
}

/** A log that nobody reads. */
export const quiet = pino({ level: 'silent' });
