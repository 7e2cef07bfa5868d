import { z } from 'zod';

/** How the stub misbehaves towards posts: each so-many-th one, 0 for never. */
const Faults = z.object({
  /** The message is made, and the connection is reset in place of an answer. */
  resetEvery: z.int(),
  /** Refused with 429 for this route. */
  limitEvery: z.int(),
});

/** From the benchmark to its stub. */
export const Order = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('ask'),
    /** Whose bot is asked. */
    token: z.string(),
    commands: z.array(z.string()),
    times: z.int(),
    /** Questions come at this pace whether or not the one before is answered. */
    everyMs: z.number(),
  }),
  z.object({ do: z.literal('read-answers'), token: z.string() }),
  z.object({ do: z.literal('await-posts'), count: z.int(), patienceMs: z.int() }),
  z.object({ do: z.literal('read-posts') }),
  z.object({ do: z.literal('begin-anew'), faults: Faults }),
]);
export type Order = z.infer<typeof Order>;
export const Numbered = z.object({ number: z.int(), order: Order });

/** How many milliseconds each answer took, and how many never came. */
export const Asked = z.object({ ms: z.array(z.number()), unanswered: z.int() });
export type Asked = z.infer<typeof Asked>;

/** What was posted since the last beginning. */
export const Posts = z.object({
  /** When each message was made, in milliseconds of one clock. */
  times: z.array(z.number()),
  /** Requests refused because the token made more than 50 a second. */
  globallyLimited: z.int(),
  /** How many messages there are in each channel that has any. */
  byChannel: z.record(z.string(), z.int()),
});
export type Posts = z.infer<typeof Posts>;

/** The body of an interaction's callback, and the files that came with it. */
const Answer = z.object({
  json: z.string(),
  files: z.array(z.object({ name: z.string(), base64: z.string() })),
});
export type Answer = z.infer<typeof Answer>;

/** The last answer to each command. */
export const Answers = z.record(z.string(), Answer);
export type Answers = z.infer<typeof Answers>;

/** From the stub to the benchmark. */
export const Told = z.union([
  z.object({ origin: z.string() }),
  z.object({ number: z.int(), result: z.unknown() }),
]);
