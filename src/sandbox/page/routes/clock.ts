import type { APIMessage } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Snowflake } from '../../../../campaigns/campaign.ts';
import type { MovableClock, People } from '../../person.ts';
import { bodyOf, Fault } from '../fault.ts';
import type { PageParts } from '../page-parts.ts';
import { readerOf, Viewer } from '../visit.ts';

const Moment = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));

const Move = Viewer.extend({
  move: z.discriminatedUnion('to', [
    z.object({ to: z.literal('next-post') }),
    z.object({
      to: z.literal('later'),
      hours: z
        .number()
        .int()
        .min(1)
        .max(24 * 366),
    }),
    z.object({ to: z.literal('moment'), at: Moment }),
    z.object({ to: z.literal('real-time') }),
  ]),
});
type Move = z.infer<typeof Move>['move'];

/** Where the clock stands. */
export interface ClockReading {
  readonly now: string;
  readonly real: boolean;
  readonly next: string | null;
}

/** Reads the clock and when the next post is due. */
export async function readClock(clock: MovableClock): Promise<ClockReading> {
  const next = await clock.nextPostAt();
  return { now: clock.now().toString(), real: clock.real, next: next?.toString() ?? null };
}

/** The campaign clock: reading it, and moving it, one move at a time. */
export function clockRoutes(parts: PageParts): Hono {
  const { people, clock } = parts;
  const app = new Hono();
  let moving = false;
  app.get('/clock', async (c) => c.json(await readClock(clock)));
  app.post('/clock', async (c) => {
    const { move, ...viewer } = await bodyOf(c, Move);
    const reader = readerOf(c, parts, viewer);
    if (moving) throw new Fault(409, reader.speech.t('sandbox.clock.busy'));
    moving = true;
    try {
      const { posts, result } = await watchingPosts(people, reader.person.id, () => make(clock, move));
      return c.json({ ...(await readClock(clock)), arrived: result, posts });
    } finally {
      moving = false;
    }
  });
  return app;
}

async function make(clock: MovableClock, move: Move): Promise<boolean> {
  switch (move.to) {
    case 'next-post':
      return clock.toNextPost();
    case 'later':
      await clock.moveTo(clock.now().add({ hours: move.hours }));
      return true;
    case 'moment':
      await clock.moveTo(move.at);
      return true;
    case 'real-time':
      await clock.backToRealTime();
      return true;
  }
}

/** The public posts that this person sees arrive meanwhile. */
async function watchingPosts<Result>(
  people: People,
  personId: Snowflake,
  run: () => Promise<Result>,
): Promise<{ posts: readonly { channel: Snowflake; message: Snowflake }[]; result: Result }> {
  const posts = new Map<Snowflake, Snowflake>();
  const end = new AbortController();
  people.watch(
    personId,
    (change) => {
      if (change.kind !== 'message' || change.seen.private || !isPost(change.seen.message)) return;
      posts.set(change.seen.message.id, change.channelId);
    },
    end.signal,
  );
  try {
    const result = await run();
    return { posts: [...posts].map(([message, channel]) => ({ channel, message })), result };
  } finally {
    end.abort();
  }
}

/** A new message of a bot that is no answer to somebody's command or button. */
function isPost({ author, edited_timestamp: edited, interaction_metadata: asked }: APIMessage): boolean {
  return author.bot === true && edited == null && asked === undefined;
}
