import { beforeEach, expect, test } from 'vitest';
import type { ApprovalsNow } from '../../../campaigns/ports/approvals.ts';
import { approvalId } from '../../../messages/campaigns/approval-routes.ts';
import { managing } from '../../support/managing.ts';
import { ids } from '../../support/organising.ts';

const world = await managing();
const { deps, organiser, clock } = world;
const { store } = deps;
const looking = deps.approvalsNow;
const ada = world.somebody({ userId: '100000000000000011' });
const ben = world.somebody({ userId: '100000000000000012' });
let campaign = '';
let first = '';

beforeEach(async () => {
  lookBy(looking);
  campaign = await world.running();
  clock.set('2027-01-05T12:00:00Z');
  await world.database.db.updateTable('campaigns').set({ approvals: 2 }).execute();
  const { press } = await organiser.use('announce', { title: 'One', text: 'Words', when: 'in 5 hours' });
  await organiser.press(press['Schedule']);
  await world.round();
  first = await waitingOne();
  clock.set('2027-01-05T12:01:00Z');
});

async function waitingOne(): Promise<string> {
  const all = await store.approvals.waiting(campaign);
  const [one] = all.filter(({ purpose }) => purpose === 'announcement');
  if (one === undefined) throw new Error('no announcement waits for approval');
  return one.id;
}

/** Somebody changes its title: what an edit does to the database, in one committed statement. */
async function rename(title: string): Promise<void> {
  const { numUpdatedRows } = await world.database.db
    .updateTable('announcements')
    .set(({ eb }) => ({ title, version: eb('version', '+', 1), changed_by: ids.organiser }))
    .where('campaign_id', '=', campaign)
    .executeTakeFirst();
  expect(numUpdatedRows).toBe(1n);
}

/** The looks of the commands, from now on. */
function lookBy(now: ApprovalsNow): void {
  Object.assign(deps, { approvalsNow: now });
}

test('Approve on an old request says what changed, shows what waits by now, and counts nothing', async () => {
  await rename('Two');
  const seen = await ada.press(approvalId('vote', first));
  expect(seen.text).toMatch(
    /^This changed since you were asked: the wording\. Nothing was approved\. Here is what waits now\./,
  );
  expect(seen.text).toContain('**Two**');
  expect(seen.text).toContain('Nobody has approved it yet.');
  const newest = await waitingOne();
  expect(newest).not.toBe(first);
  expect(seen.press['Approve']).toContain(newest);
  expect((await store.approvals.find(ids.server, first))?.votes).toEqual([]);

  // The second one reads the first request only now: the same is said, and nobody is asked another time.
  expect((await ben.press(approvalId('vote', first))).text).toContain('the wording. Nothing was approved');
  expect(await waitingOne()).toBe(newest);
  expect((await ada.press(approvalId('vote', newest))).text).toMatch(/^Your approval counts/);
  expect((await ben.press(approvalId('vote', newest))).text).toContain('This is approved. It goes out');
  clock.set('2027-01-05T17:00:00Z');
  await world.round();
  expect(world.posts()).toEqual([expect.stringContaining('**Two**')]);
});

test('what changes while somebody approves it is looked at once more', async () => {
  let changes = 0;
  lookBy({
    look: async (approval) => {
      const seen = await looking.look(approval);
      if (changes === 0) await rename('Two');
      changes += 1;
      return seen;
    },
  });
  const seen = await ada.press(approvalId('vote', first));
  expect(changes).toBe(2);
  expect(seen.text).toContain('This changed since you were asked: the wording');
  expect((await store.approvals.find(ids.server, await waitingOne()))?.votes).toEqual([]);
});

test('what changes again and again is not approved', async () => {
  let changes = 0;
  lookBy({
    look: async (approval) => {
      const seen = await looking.look(approval);
      changes += 1;
      // The same words by another version: nothing of it shows.
      await rename('One');
      return seen;
    },
  });
  expect((await ada.press(approvalId('vote', first))).text).toMatch(/^Somebody is changing this/);
  expect(changes).toBe(3);
  lookBy(looking);
  expect((await ada.press(approvalId('vote', first))).text).toMatch(/^Your approval counts/);
});

test('what was changed and changed back is asked anew, and says so', async () => {
  await rename('Two');
  await world.round();
  await rename('One');
  await world.round();
  const seen = await ada.press(approvalId('vote', first));
  expect(seen.text).toMatch(/^This was changed and then changed back since you were asked/);
  expect(seen.press['Approve']).toContain(await waitingOne());
});

test('what is not planned any more, or too late, is not approved', async () => {
  clock.set('2027-01-05T23:00:01Z');
  expect((await ada.press(approvalId('vote', first))).text).toMatch(
    /^It is too late for this post.*Post it now/,
  );
  clock.set('2027-01-05T12:02:00Z');
  await world.database.db.updateTable('announcements').set({ state: 'withdrawn' }).execute();
  expect((await ada.press(approvalId('vote', first))).text).toMatch(
    /^This is no longer to be posted like that/,
  );
  expect((await store.approvals.find(ids.server, first))?.votes).toEqual([]);
});

test('a correction in whose place somebody wrote another is not approved', async () => {
  await world.database.db.updateTable('campaigns').set({ approvals: 0 }).execute();
  clock.set('2027-01-05T17:00:00Z');
  await world.round();
  expect(world.posts()).toHaveLength(1);
  await world.database.db.updateTable('campaigns').set({ approvals: 1 }).execute();
  const id = await world.delivery('announcement');
  const correct = async (text: string) => {
    const { form } = await organiser.press(`post-correct:${id}`);
    const said = await organiser.submit(form, { title: 'One', text, what: 'the words' });
    expect(said.text).toContain('waits for approval');
    await world.round();
  };
  await correct('Other words');
  const old = (await store.approvals.waiting(campaign)).find(({ amendment }) => amendment !== null)?.id ?? '';
  const { form } = await organiser.press(`post-correct:${id}`);
  await organiser.submit(form, { title: 'One', text: 'Yet others', what: 'the words' });
  expect((await ada.press(approvalId('vote', old))).text).toContain('Nothing was approved');
  expect((await store.approvals.find(ids.server, old))?.votes).toEqual([]);
});
