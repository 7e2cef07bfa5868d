/** How much is run. */
export interface Scale {
  /** A look whether everything works: few rounds, small sizes, and no goal is judged. */
  readonly quick: boolean;
  /** The whole of what can be extrapolated: 10,000 posts take 200 s however good the bot is. */
  readonly full: boolean;
  /** Of how many runs the medians are. */
  readonly rounds: number;
  /** How many channels a run of the posting bench posts to. */
  readonly channels: number;
  /** Says what is going on, in a line. */
  readonly tell: (text: string) => void;
}

/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly unit: 'ms' | 's' | 'MB' | 'posts/s' | 'posts' | 'µs/job';
  /** What was measured of this app. */
  readonly ours: number;
  /** What it is held against, when there is something. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** What the goal compares: a ratio or a difference, in words. */
  readonly compared?: string;
  readonly goal?: { readonly text: string; readonly met: boolean };
  /** The runs of which `ours` is the median, and those of what stands beside. */
  readonly runs: { readonly ours: readonly number[]; readonly beside?: readonly number[] };
}

export interface Bench {
  readonly name: string;
  /** What is measured, in a sentence. */
  readonly about: string;
  run(scale: Scale): Promise<readonly Row[]>;
}

/** Measures several things in turn, in another order each round, so that what disturbs the machine disturbs all alike. */
export async function interleaved<Name extends string, Measured>(
  rounds: number,
  cases: Readonly<Record<Name, (round: number) => Promise<Measured>>>,
  tell: (text: string) => void = () => undefined,
): Promise<Readonly<Record<Name, readonly Measured[]>>> {
  // Object.keys forgets the type of the keys that it lists.
  const names = Object.keys(cases) as Name[];
  const measured: Partial<Record<Name, Measured[]>> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] as Name; // the index is below the length
      tell(`round ${round + 1} of ${rounds}: ${name}`);
      (measured[name] ??= []).push(await cases[name](round));
    }
  }
  // Each was measured once and more.
  return measured as Record<Name, readonly Measured[]>;
}
