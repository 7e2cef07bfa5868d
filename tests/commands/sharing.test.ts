import { describe, expect, test } from 'vitest';
import type { Deps } from '../../commands/contract.ts';
import { answerOf, askerWith, bot, buttonOf, readAloud } from '../support/asking.ts';

/** The commands of the record for somebody who has to wait that long. */
function waiting(seconds: number) {
  const { dispatch, deps, faults } = bot();
  const asked: string[] = [];
  const cooldowns: Deps['store']['cooldowns'] = {
    take: async (what, who) => {
      asked.push(`${what} ${who}`);
      return seconds;
    },
    prune: async () => 0,
  };
  return { dispatch, deps: { ...deps, store: { ...deps.store, cooldowns } }, asked, faults };
}

describe('sharing an answer', () => {
  test('has to wait a moment after the last time, and the answer is there all the same', async () => {
    const { dispatch, deps, asked } = waiting(7);
    const reply = await dispatch.command('timeline', { share: true }, askerWith(), deps);
    expect(reply).toMatchObject({ kind: 'answer', private: true });
    expect(readAloud(answerOf(reply))).toContain(
      'You shared something in a channel a moment ago, so only you see this. In 7 seconds you can share again.',
    );
    expect(asked).toEqual(['share 200000000000000001']);
  });

  test('with its button has to wait too', async () => {
    const { dispatch, deps } = waiting(1);
    const shown = answerOf(await dispatch.command('timeline', {}, askerWith(), deps));
    const share = buttonOf(shown, 'Share in this channel');
    const pressed = { values: [], fields: {}, files: [] };
    const refused = await dispatch.press(share, pressed, askerWith(), deps);
    expect(refused).toMatchObject({ kind: 'answer', private: true });
    expect(readAloud(answerOf(refused))).toContain('In 1 second you can share again.');
    const free = waiting(0);
    const done = await free.dispatch.press(share, pressed, askerWith(), free.deps);
    expect(done).toMatchObject({ kind: 'answer', private: false });
  });

  test('costs nobody a wait who does not share, or may not', async () => {
    const { dispatch, deps, asked } = waiting(0);
    await dispatch.command('timeline', {}, askerWith(), deps);
    await dispatch.command('timeline', { share: true }, askerWith({ permissions: { speak: false } }), deps);
    expect(asked).toEqual([]);
  });
});
