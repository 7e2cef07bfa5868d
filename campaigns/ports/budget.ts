/**
 * How many requests may be made under one token, all processes taken together. What people are answered is
 * outside of it.
 */
export interface Budget {
  /** Resolves when one request may leave, and it should leave then. @throws the signal's reason when it ends first */
  take(signal: AbortSignal): Promise<void>;
  /** Discord asked everybody who uses the token to wait. */
  pause(milliseconds: number): Promise<void>;
}
