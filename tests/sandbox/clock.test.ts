import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { SandboxClock } from '../../src/sandbox/clock.ts';
import { Feed } from '../../src/sandbox/feed.ts';
import { MemoryStorage } from '../../src/sandbox/memory-storage.ts';
import { channels, start } from './harness.ts';

const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-01-0${time}Z`);
const real = at('1T00:00');

/** A clock over a worker that posts at these times. */
async function clockWith(due: readonly Temporal.Instant[], storage = new MemoryStorage()) {
  const feed = new Feed((error) => {
    throw error;
  });
  const shown: string[] = [];
  const settled: string[] = [];
  feed.subscribe(
    (change) => change.kind === 'clock' && shown.push(String(change.now)),
    new AbortController().signal,
  );
  const clock = new SandboxClock(
    storage,
    feed,
    await storage.loadClockOffset(),
    () => real.epochMilliseconds,
  );
  clock.rehearseWith({
    nextDueAt: async (after) => due.find((one) => Temporal.Instant.compare(one, after) > 0) ?? null,
    settle: async (until) => {
      settled.push(`${until.toString()} at ${clock.now().toString()}`);
    },
  });
  return { clock, shown, settled, storage };
}

describe('the clock', () => {
  test('stops at everything that falls due on the way, each at its own time', async () => {
    const { clock, shown, settled } = await clockWith([at('2T10:00'), at('3T10:00'), at('9T10:00')]);
    expect(clock.real).toBe(true);
    await clock.moveTo(at('4T00:00'));
    expect(shown).toEqual(['2026-01-02T10:00:00Z', '2026-01-03T10:00:00Z', '2026-01-04T00:00:00Z']);
    expect(settled).toEqual(shown.map((moment) => `${moment} at ${moment}`));
    expect(clock.real).toBe(false);
  });

  test('goes to the next post, until there is none', async () => {
    const { clock } = await clockWith([at('2T10:00')]);
    expect(String(await clock.nextPostAt())).toBe('2026-01-02T10:00:00Z');
    expect(await clock.toNextPost()).toBe(true);
    expect(String(clock.now())).toBe('2026-01-02T10:00:00Z');
    expect(await clock.nextPostAt()).toBeNull();
    expect(await clock.toNextPost()).toBe(false);
  });

  test('goes back at once, and to real time', async () => {
    const { clock, settled } = await clockWith([at('2T10:00')]);
    await clock.moveTo(at('3T00:00'));
    settled.length = 0;
    await clock.moveTo(at('1T12:00'));
    expect(String(clock.now())).toBe('2026-01-01T12:00:00Z');
    await clock.backToRealTime();
    expect(String(clock.now())).toBe(String(real));
    expect(settled).toEqual([]);
  });

  test('two moves at once happen one after the other', async () => {
    const { clock, shown } = await clockWith([at('2T10:00'), at('3T10:00')]);
    await Promise.all([clock.toNextPost(), clock.toNextPost()]);
    expect(shown).toEqual(['2026-01-02T10:00:00Z', '2026-01-03T10:00:00Z']);
  });

  test('a worker that names a moment that has passed does not hold it up', async () => {
    const { clock } = await clockWith([]);
    clock.rehearseWith({ nextDueAt: async () => at('1T00:00'), settle: async () => undefined });
    await clock.moveTo(at('2T00:00'));
    expect(String(clock.now())).toBe('2026-01-02T00:00:00Z');
  });

  test('a move that fails does not block the next one', async () => {
    const { clock } = await clockWith([]);
    clock.rehearseWith({
      nextDueAt: async () => null,
      settle: async () => {
        throw new Error('the worker is gone');
      },
    });
    await expect(clock.moveTo(at('2T00:00'))).rejects.toThrow('the worker is gone');
    await clock.backToRealTime();
    expect(clock.real).toBe(true);
  });

  test('shows the same after a restart', async () => {
    const { clock, storage } = await clockWith([]);
    await clock.moveTo(at('5T00:00'));
    const { clock: again } = await clockWith([], storage);
    expect(String(again.now())).toBe('2026-01-05T00:00:00Z');
  });

  test('dates messages, whose ids keep real time', async () => {
    await using harness = await start();
    const { clock, people } = harness.sandbox;
    await clock.moveTo(Temporal.Instant.from('2030-01-09T15:00:00Z'));
    const { json } = await harness.request('POST', `/channels/${channels.campaign}/messages`, {
      content: 'later',
    });
    await clock.backToRealTime();
    await people.say(harness.ana.id, channels.campaign, 'now');
    expect(json).toMatchObject({ timestamp: expect.stringMatching(/^2030-01-09T15:00:00\.\d{6}\+00:00$/) });
    const seen = await people.messages(harness.ana.id, channels.campaign);
    expect(seen.map(({ message }) => message.content)).toEqual(['later', 'now']);
  });
});
