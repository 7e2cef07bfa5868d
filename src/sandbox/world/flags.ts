import { z } from 'zod';

/**
 * A set of flags. The enums name the single bits, and their types leave out that any set of them is a value too.
 *
 * @throws ZodError when a bit is none of the flags
 */
export function flagSet<Flags extends number>(
  flags: Readonly<Record<string, string | Flags>>,
  bits: number,
): Flags {
  const known = Object.values(flags).reduce<number>(
    (all, flag) => (typeof flag === 'number' ? all | flag : all),
    0,
  );
  return z.custom<Flags>((value) => typeof value === 'number' && (value & ~known) === 0).parse(bits);
}
