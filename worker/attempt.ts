/** One try to post, and how long it may take. */
export interface Attempt {
  /** Ends everything that the attempt does. */
  readonly signal: AbortSignal;
  /**
   * Whether its time is over. Asked right before something is sent: in a process that was frozen the signal
   * only fires once timers run again, and by then the request could be on its way.
   */
  isOver(): boolean;
}

/** The clocks of this machine, in milliseconds. */
export interface MachineClocks {
  /** Never set back, but may stand still while the machine sleeps. */
  monotonic(): number;
  /** The real time: not the campaign clock, which a person can move in the sandbox. */
  system(): number;
}

export const machineClocks: MachineClocks = {
  monotonic: () => performance.now(),
  system: () => Date.now(),
};

/** Starts an attempt of at most `milliseconds`. */
export function startAttempt(milliseconds: number, clocks: MachineClocks): Attempt {
  const begun = { monotonic: clocks.monotonic(), system: clocks.system() };
  const signal = AbortSignal.timeout(milliseconds);
  return {
    signal,
    isOver: () =>
      signal.aborted ||
      clocks.monotonic() - begun.monotonic >= milliseconds ||
      clocks.system() - begun.system >= milliseconds,
  };
}
