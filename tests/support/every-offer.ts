import { sql } from 'kysely';
import { z } from 'zod';
import { packRecord } from '../../content/record.ts';
import { noticeChangedClaims } from '../../worker/claim-changes.ts';
import { giveChannels } from '../commands/announce/kit.ts';
import { offersIn, type Offer } from './crawl.ts';
import type { Managing } from './managing.ts';
import { ids, type Somebody } from './organising.ts';
import { testLibrary, testRecord } from './record.ts';
import { quiet } from './signals.ts';

const colleague = '100000000000000051';
const Posted = z.object({ components: z.array(z.looseObject({})) });

/**
 * A campaign in which everything happened that organisers can be asked about: posts that are out, refused, in doubt
 * and waiting for a lost channel, a correction that failed, a claim of the record that changed, actions and
 * announcements in every state, approvals that wait and one that was turned down.
 *
 * @param title what every title says
 * @returns the campaign's id
 */
export async function everySituation(world: Managing, title: string): Promise<string> {
  const { organiser, clock, discord, deps, database } = world;
  const started = { store: deps.store, clock: deps.clock, log: quiet };
  await noticeChangedClaims({ ...started, library: testLibrary() });
  const campaign = await world.running();
  await actions(world, campaign, title);

  await announce(world, `${title} is out`);
  discord.amending.push({ kind: 'refused', fix: 'message', code: 50_035, reason: 'Invalid Form Body' });
  const corrected = await world.delivery('announcement');
  const { form } = await organiser.press(`post-correct:${corrected}`);
  await organiser.submit(form, { title: `${title} again`, text: 'Another', what: 'the words' });
  await world.round();
  discord.faults.push({
    creates: false,
    answer: () => ({ kind: 'refused', fix: 'message', code: 50_035, reason: 'Invalid Form Body' }),
  });
  await announce(world, `${title} is refused`);
  await doubted(world, `${title} is in doubt`);

  clock.set('2027-01-09T15:00:00Z');
  await world.round();
  await world.round();
  await noticeChangedClaims({ ...started, library: testLibrary(changedRecord()) });
  await giveChannels(world, campaign);
  await world.round();

  discord.faults.push({
    creates: false,
    answer: () => ({ kind: 'refused', fix: 'channel', code: 50_013, reason: 'Missing Permissions' }),
  });
  await announce(world, `${title} waits for a channel`);
  await sql`update campaigns set approvals = 2, version = version + 1 where id = ${campaign}`.execute(
    database.db,
  );
  for (const when of ['in 5 hours', 'in 6 hours', 'in 7 hours', 'in 8 hours']) {
    await announce(world, `${title} ${when}`, when);
  }
  await announce(world, `${title} by a colleague`, 'in 4 hours', world.somebody({ userId: colleague }));
  await world.round();
  await world.round();
  const [waiting] = await deps.store.approvals.waiting(campaign);
  if (waiting === undefined) throw new Error('nothing waits for approval');
  await deps.store.approvals.reject(ids.server, waiting.id, ids.organiser, 'Not like this', deps.clock.now());
  await world.round();
  const others = (await deps.store.approvals.waiting(campaign)).find(({ editor }) => editor === colleague);
  if (others === undefined) throw new Error('nothing waits that somebody else wrote');
  await organiser.press(`approval-vote:${others.id}`);
  // Somebody deleted the pinned button.
  discord.in(ids.organisers).splice(0);
  // The drafts and what was left open of them.
  await organiser.use('announce', { title: `${title} as a draft`, text: 'Words', when: 'next Monday 6pm' });
  // With another one, lists and choices between campaigns appear.
  const other = await world.campaign(`${title} once more`);
  await deps.store.campaigns.setState(ids.server, other, 'active', ids.organiser);
  return campaign;
}

/** What the messages that the bot posted in a channel offer, the newest first. */
export function offersPosted({ discord }: Managing, channelId: string): readonly Offer[] {
  return discord.requests
    .filter((request) => request.channelId === channelId)
    .toReversed()
    .flatMap(({ post }) => offersIn(Posted.parse(JSON.parse(post.body)).components));
}

async function actions({ organiser }: Managing, campaign: string, title: string): Promise<void> {
  for (const [name, press] of [
    ['one', 'Publish'],
    ['two', 'Publish'],
    ['three', 'Publish'],
    ['four', null],
  ] as const) {
    const { form } = await organiser.use('action add', { campaign, kind: 'petition' });
    const card = await organiser.submit(form, {
      title: `${title} ${name}`,
      text: 'Add your name.',
      when: 'in 20 days',
      where: 'https://example.org/sign',
      goal: '1,000 signatures',
    });
    if (press !== null) await organiser.press(card.press[press]);
  }
}

async function announce(
  world: Managing,
  title: string,
  when?: string,
  by: Somebody = world.organiser,
): Promise<void> {
  const given = { title, text: 'Words', ...(when !== undefined && { when }) };
  const { press, text } = await by.use('announce', given);
  const sure = press['Post now'] ?? press['Schedule'];
  if (sure === undefined) throw new Error(`it could not be scheduled: ${text}`);
  await by.press(sure);
  if (when === undefined) await world.round();
}

/** A post of which nobody can tell whether it is there. */
async function doubted(world: Managing, title: string): Promise<void> {
  const { discord, database } = world;
  discord.faults.push({ creates: false, answer: () => ({ kind: 'ambiguous', cause: 'ECONNRESET' }) });
  await announce(world, title);
  const { rows } = await sql<{ id: string }>`
    update deliveries set in_doubt_since = '2020-01-01', lease_until = '2020-01-01'
    where state = 'sending' returning id`.execute(database.db);
  discord.histories.push({ kind: 'read', messages: [], complete: true });
  for (const { id } of rows) await world.deliverer.work(id);
}

/** The record after the app was updated. */
export function changedRecord() {
  const record = testRecord();
  const claims = record.pack.claims.map((claim) =>
    claim.id === 'day-of-mourning' && claim.kind === 'event'
      ? { ...claim, title: { en: 'Another title', es: 'Otro título' } }
      : claim,
  );
  return packRecord({ ...record.pack, claims });
}
