import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { hasKeyProof, proveKey } from '../../src/database/pledge-proof.ts';
import { createStore } from '../../src/database/store/store.ts';
import { newAction } from '../support/actions.ts';
import { givenCampaign } from '../support/campaigns.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
const [first, second] = [1, 2].map((fill) => new Uint8Array(32).fill(fill)) as [Uint8Array, Uint8Array];

test('another key is refused as long as there are pledges under the first, and the first is not', async () => {
  expect(await hasKeyProof(db)).toBe(false);
  await Promise.all([1, 2, 3].map(async () => await proveKey(db, first)));
  expect(await hasKeyProof(db)).toBe(true);
  const campaign = await givenCampaign(createStore({ db }));
  const action = await createStore({ db }).actions.add(newAction(campaign.id, campaign.createdAt));
  await createStore({ db }).pledges.set(action.id, 'h'.repeat(43), 'promised');
  await expect(proveKey(db, second)).rejects.toThrow(
    'Give every machine that runs the bot the same PLEDGE_KEY',
  );
  await proveKey(db, first);
  await sql`delete from pledges`.execute(db);
  await proveKey(db, second);
  await createStore({ db }).pledges.set(action.id, 'h'.repeat(43), 'promised');
  await expect(proveKey(db, first)).rejects.toThrow('restore DATA_DIR/pledge.key');
});

test('the key cannot be told from what is kept', async () => {
  const kept = JSON.stringify(await db.selectFrom('pledge_key').selectAll().execute());
  expect(kept).not.toContain(Buffer.from(second).toString('base64'));
  expect(kept).not.toContain(Buffer.from(second).toString('hex'));
});
