import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { contentOf } from '../../campaigns/approval-bytes.ts';
import type { Approval } from '../../campaigns/approval.ts';
import type { Action } from '../../campaigns/action/action.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { ApprovalsNow } from '../../campaigns/ports/approvals.ts';
import { createApprovalsNow } from '../../worker/approval-now.ts';
import { newAction } from './actions.ts';
import { campaignWorld, languages, type World } from './campaign-world.ts';
import { testLibrary } from './record.ts';

/** Organisers who can be told apart. */
export const people = {
  ada: '100000000000000011',
  ben: '100000000000000012',
  eva: '100000000000000013',
} as const;

/** A world whose campaign asks for so many approvals. */
export async function approvingWorld(
  needed: Campaign['approvals'],
  start: string,
  unanswered: Campaign['unanswered'] = 'hold',
): Promise<World> {
  const world = await campaignWorld(start);
  await setMode(world, needed, unanswered);
  return world;
}

export async function setMode(
  { database, campaign }: World,
  needed: Campaign['approvals'],
  unanswered: Campaign['unanswered'] = 'hold',
): Promise<void> {
  await sql`
    update campaigns set approvals = ${needed}, unanswered = ${unanswered} where id = ${campaign.id}
  `.execute(database.db);
}

/** What waits for one purpose; throws when it is not one. */
export async function asked({ store, campaign }: World, purpose = 'remembrance'): Promise<Approval> {
  const waiting = (await store.approvals.waiting(campaign.id)).filter((one) => one.purpose === purpose);
  const [approval] = waiting;
  if (approval === undefined || waiting.length > 1) {
    throw new Error(`one approval was expected, and not ${waiting.length}`);
  }
  return approval;
}

/** What would be posted now, as somebody who approves it finds it. */
export function approvalsNow({ store, clock }: Pick<World, 'store' | 'clock'>): ApprovalsNow {
  return createApprovalsNow({ store, clock, library: testLibrary(), languages });
}

/** Somebody approves what waits. @returns what came of it */
export async function approve(world: World, person: string, approval?: Approval): Promise<string> {
  const { id } = approval ?? (await asked(world));
  const { store, campaign, clock } = world;
  const found = await store.approvals.find(campaign.guildId, id);
  if (found === null) throw new Error('there is no such approval');
  const seen = await approvalsNow(world).look(found);
  if (seen.kind !== 'same') return seen.kind;
  return (await store.approvals.vote(campaign.guildId, id, person, seen.judged, clock.now())).kind;
}

export async function takeBack(world: World, person: string, approval?: Approval): Promise<string> {
  const { id } = approval ?? (await asked(world));
  const { store, campaign, clock } = world;
  return (await store.approvals.takeBack(campaign.guildId, id, person, clock.now())).kind;
}

/** A petition that somebody published. */
export async function petition(world: World, title: string, by: string, reached = 0): Promise<Action> {
  return await world.store.actions.add(
    newAction(world.campaign.id, world.clock.now(), { title, goal: 1000, reached, createdBy: by }),
  );
}

/** Changes the words of an action, as an organiser does. */
export async function rename(world: World, action: Action, title: string, by: string): Promise<Action> {
  const saved = await world.store.actions.publish({
    guildId: world.campaign.guildId,
    id: action.id,
    version: action.version,
    by,
    now: world.clock.now(),
    content: { ...action, title },
  });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.value;
}

/** Says how far it is. */
export async function reach(world: World, action: Action, reached: number): Promise<Action> {
  const change = { guildId: world.campaign.guildId, id: action.id, version: action.version };
  const by = people.eva;
  const saved = await world.store.actions.reach({ ...change, by, now: world.clock.now(), reached });
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return saved.value;
}

/** The public channel mentions that role from now on, in everything but mourning. */
export async function pingRole(world: World, role: string | null, by: string): Promise<void> {
  const { database, campaign, publicChannel, clock } = world;
  await sql`
    update campaign_channels set ping_role = ${role},
      ping_for = '{remembrance,digest,announcement,reminder}' where id = ${publicChannel.id}
  `.execute(database.db);
  await sql`
    update campaigns set version = version + 1, changed_by = ${by}, changed_at = ${clock.now().toString()}
    where id = ${campaign.id}
  `.execute(database.db);
}

/** The text that waits to be approved for the public channel. */
export async function waitingText(world: World, approval: Approval): Promise<string> {
  const parts = await world.store.approvals.parts(approval.id);
  return contentOf(parts.find(({ channel }) => channel === world.publicChannel.id)?.post.body ?? '{}');
}

/** Moves the campaign clock on. */
export function pass({ clock }: World, duration: Temporal.DurationLike): void {
  clock.set(clock.now().add(duration).toString());
}

/** What the organisers were told last. */
export function lastTold(world: World): string {
  return world.discord.in(world.organisersChannel.channelId).at(-1)?.content ?? '';
}

/** The version of the campaign, which who changes it must have seen. */
export async function versionOf({ store, campaign }: World): Promise<number> {
  return (await store.campaigns.find(campaign.guildId, campaign.id))?.version ?? 0;
}
