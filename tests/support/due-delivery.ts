import { campaignWorld, type World } from './campaign-world.ts';
import type { PostedMessage } from './recording-discord.ts';

/** A world in which exactly one delivery is due and queued: the remembrance of 9 January, at ten in Lima. */
export interface DueWorld extends World {
  readonly id: string;
}

export const done = { kind: 'done' } as const;

export async function dueWorld(): Promise<DueWorld> {
  const world = await campaignWorld();
  world.clock.set('2027-01-09T15:00:00Z');
  await world.planner.tick();
  const [id] = world.queued;
  if (id === undefined || world.queued.size !== 1) throw new Error('one delivery was expected');
  return { ...world, id };
}

/** What the bot posted in the public channel. */
export function posts({ discord, publicChannel }: World): readonly PostedMessage[] {
  return discord.in(publicChannel.channelId).filter(({ ours }) => ours);
}

/** The first lines of what the bot told the organisers. */
export function told({ discord, organisersChannel }: World): readonly (string | undefined)[] {
  return discord
    .in(organisersChannel.channelId)
    .filter(({ ours }) => ours)
    .map(({ content }) => content.split('\n')[0]);
}

/** What became of the deliveries of one purpose. */
export async function stateOf(world: World, purpose = 'remembrance') {
  return (await world.states()).filter((one) => one.purpose === purpose);
}
