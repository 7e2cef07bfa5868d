import { expect, test } from 'vitest';
import type { Drill } from './drill.ts';
import { timeOut } from './drills/discord.ts';
import { kill } from './drills/kill.ts';
import { backup } from './drills/processes.ts';
import { sameJob } from './drills/same-job.ts';
import type { Sabotage } from './harness/settings.ts';
import { perform } from './perform.ts';

const timeout = 180_000;

test.concurrent(
  'a worker killed at every step of a delivery loses nothing and doubles nothing',
  { timeout },
  async () => {
    const { verdict, failures } = await perform(kill, { profile: 'postgres', size: 1 });
    expect(failures).toEqual([]);
    expect(verdict.asked).toBeGreaterThanOrEqual(7);
    expect(verdict).toMatchObject({ once: verdict.asked, lost: 0, doubled: 0, undecided: 0 });
  },
);

test.concurrent.each<[Sabotage, Drill]>([
  ['look-up', backup],
  ['nonce', timeOut],
  ['lease', sameJob],
])('without the %s the drill that counts on it fails', { timeout }, async (sabotage, drill) => {
  expect(drill.notices).toContain(sabotage);
  const { verdict, failures } = await perform(drill, { profile: 'postgres', size: 1, sabotage });
  expect(verdict.doubled).toBeGreaterThan(0);
  expect(failures).toContain(`${verdict.doubled} doubled`);
});
