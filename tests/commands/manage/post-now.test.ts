import { beforeEach, expect, test } from 'vitest';
import { managing } from '../../support/managing.ts';

const world = await managing();
const { organiser, clock, deps } = world;
const ada = world.somebody({ userId: '100000000000000011' });
let campaign = '';

beforeEach(async () => {
  campaign = await world.running();
  clock.set('2027-01-08T12:00:00Z');
});

async function setApprovals(approvals: 0 | 1 | 2): Promise<void> {
  await world.database.db.updateTable('campaigns').set({ approvals }).execute();
}

/** The remembrance of 9 January was missed. @returns its delivery */
async function missed(): Promise<string> {
  await world.round();
  clock.set('2027-01-09T21:00:01Z');
  await world.round();
  await world.round();
  return await world.delivery();
}

test('a post that nobody approved in time: the log leads to it, and Post it now asks for approval', async () => {
  await setApprovals(1);
  const id = await missed();
  const log = await organiser.use('campaign log', { campaign });
  expect(log.text).toContain('too few people approved it in time');
  const seen = await world.manage(id);
  const asked = await organiser.press(seen.press['Post it now']);
  expect(asked.text).toContain('so nothing goes out yet. The organisers are asked in their channel');
  expect((await deps.store.posts.find('100000000000000001', id))?.delivery.state).toBe('missed');
  const done = await organiser.press(asked.press['Ask for approval']);
  expect(done.text).toContain('The organisers are asked to approve it');
  await world.round();
  const [waiting] = await deps.store.approvals.waiting(campaign);
  expect((await ada.press(`approval-vote:${waiting?.id}`)).text).toContain('It goes out in a moment');
  await world.round();
  expect(world.posts()).toEqual([expect.stringContaining('comes late')]);
  // The button of before does nothing twice.
  expect((await organiser.press(asked.press['Ask for approval'])).text).toContain('Nothing was saved');
});

test('where nobody approves, Post it now posts it', async () => {
  await setApprovals(1);
  const id = await missed();
  await setApprovals(0);
  const asked = await organiser.press((await world.manage(id)).press['Post it now']);
  expect(asked.text).toContain('within a minute. It says that it comes late');
  expect((await organiser.press(asked.press['Post it now'])).text).toContain('It will be posted');
  await world.round();
  expect(world.posts()).toHaveLength(1);
});

test('the organisers are told where the button is', async () => {
  await setApprovals(1);
  await missed();
  const notice = world.discord.requests.findLast(({ post }) => post.body.includes('did not go out'));
  expect(notice?.post.body).toContain('**Post it now** asks for approval once more');
  expect(notice?.post.body).toContain(`log-new:${campaign}`);
});
