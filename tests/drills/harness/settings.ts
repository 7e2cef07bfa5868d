import { z } from 'zod';

/** Where a worker can be stopped on its way through a delivery. */
export const steps = ['claiming', 'claimed', 'posting', 'posted', 'recording', 'recorded'] as const;
export type Step = (typeof steps)[number];

/** What is broken on purpose, to see that the drills notice. */
export const sabotages = ['look-up', 'lease', 'nonce'] as const;
export type Sabotage = (typeof sabotages)[number];

/** What a drill's app is told beside its environment. */
export const Settings = z.object({
  role: z.enum(['all', 'bot', 'worker']),
  /** The worker waits at each of these steps until it is told to go on. */
  gates: z.array(z.enum(steps)),
  sabotage: z.enum(sabotages).nullable(),
  delivery: z.object({ attemptMs: z.int(), leaseMs: z.int(), nonceWindowMs: z.int() }),
  stalledMs: z.int(),
  /** By how much the clock of this machine is ahead. */
  clockOffMs: z.int(),
  /** Which version of the zone rules it believes it has. */
  zoneRules: z.string(),
  /** By how much the campaign clock is ahead at first. */
  campaignAheadMs: z.int(),
});
export type Settings = z.infer<typeof Settings>;

/** In real life 15 s, 45 s, 120 s, and 30 s for a stalled job: drills run the same code on a fifteenth and less. */
export const quick: Pick<Settings, 'delivery' | 'stalledMs'> = {
  delivery: { attemptMs: 1_000, leaseMs: 2_000, nonceWindowMs: 5_000 },
  stalledMs: 1_000,
};

/** From the app to the drill: it stands at a step with a delivery, and waits. */
export const Arrival = z.object({ step: z.enum(steps), delivery: z.string() });
export type Arrival = z.infer<typeof Arrival>;

/** From the drill to the app: who stands at this step may go on, and nobody is stopped there any more. */
export const Opening = z.object({ open: z.enum(steps) });
/** From the drill to the app: from now on the campaign clock is ahead by so much. */
export const ClockMove = z.object({ campaignAheadMs: z.int() });
