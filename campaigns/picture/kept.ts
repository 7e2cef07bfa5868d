/** Takes over parts of a file, in their order. */
export interface Kept {
  /** Takes over the bytes from a place up to another one. */
  keep(from: number, to: number): void;
  /** Puts in bytes that are not the file's; altogether as many as were said. */
  add(bytes: Uint8Array): void;
  /** All that was taken over. */
  all(): Uint8Array;
}

/**
 * Copies at once and remembers no parts: a hostile file has a million of them.
 *
 * @param room how many bytes may be added that are not the file's
 */
export function keeping(file: Uint8Array, room: number): Kept {
  const target = new Uint8Array(file.byteLength + room);
  let length = 0;
  const add = (bytes: Uint8Array): void => {
    target.set(bytes, length);
    length += bytes.byteLength;
  };
  return {
    keep: (from, to) => add(file.subarray(from, to)),
    add,
    all: () => target.slice(0, length),
  };
}
