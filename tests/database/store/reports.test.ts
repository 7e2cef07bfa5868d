import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { reportLimits } from '../../../campaigns/report-limits.ts';
import type { NewReport } from '../../../campaigns/ports/store.ts';
import { createStore } from '../../../src/database/store/store.ts';
import { at, givenCampaign, guildId } from '../../support/campaigns.ts';
import { freshDatabase } from '../../support/database.ts';

const { db } = await freshDatabase();
const store = createStore({ db });
const campaign = await givenCampaign(store);
let interactions = 500_000_000_000_000_000n;

function report(more: Partial<NewReport> = {}): NewReport {
  const by = more.by ?? '600000000000000001';
  return {
    interactionId: String((interactions += 1n)),
    guildId,
    campaignId: campaign.id,
    by,
    notice: {
      kind: 'report',
      pack: 'peru',
      claim: 'a',
      shown: 'b',
      language: 'en',
      wrong: 'c',
      link: null,
      by,
    },
    now: at('03-01T12:00'),
    ...more,
  };
}

/** Lets that much time pass on the database's clock since every report. */
async function letPass(seconds: number): Promise<void> {
  await sql`update reports set at = at - ${seconds} * interval '1 second'`.execute(db);
}

async function noticeCount(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from notices`.execute(db);
  return rows[0]?.count ?? 0;
}

beforeEach(async () => {
  await db.deleteFrom('reports').execute();
  await db.deleteFrom('notices').execute();
});

describe('a report', () => {
  test('is a notice of the campaign, due at once', async () => {
    const given = report();
    expect(await store.reports.send(given)).toBe('sent');
    const subject = await db
      .selectFrom('occurrences')
      .select('subject')
      .where('purpose', '=', 'notice')
      .executeTakeFirstOrThrow();
    expect(await store.notices.find(campaign.id, subject.subject)).toEqual(given.notice);
  });

  test('of one interaction is written once, by whichever process', async () => {
    const given = report();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => store.reports.send(given)));
    expect(outcomes.toSorted()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'repeated', 'sent']);
    expect(await noticeCount()).toBe(1);
  });

  test('comes at most once a minute from one person, also when many are sent at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => store.reports.send(report())));
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(await store.reports.send(report({ by: '600000000000000002' }))).toBe('sent');
    await letPass(reportLimits.seconds + 1);
    expect(await store.reports.send(report())).toBe('sent');
  });

  test('comes at most five times a day from one person, in whichever server', async () => {
    for (let sent = 0; sent < reportLimits.ofPerson; sent += 1) {
      expect(await store.reports.send(report({ guildId: `70000000000000000${sent}` }))).toBe('sent');
      await letPass(reportLimits.seconds + 1);
    }
    expect(await store.reports.send(report())).toBe('day');
    await letPass(24 * 3_600);
    expect(await store.reports.send(report())).toBe('sent');
  });

  test('comes at most thirty times a day from one server', async () => {
    for (let sent = 0; sent < reportLimits.ofServer; sent += 1) {
      expect(await store.reports.send(report({ by: `6000000000000001${sent + 10}` }))).toBe('sent');
    }
    expect(await store.reports.send(report({ by: '600000000000000999' }))).toBe('server');
    expect(
      await store.reports.send(report({ by: '600000000000000999', guildId: '700000000000000001' })),
    ).toBe('sent');
    expect(await noticeCount()).toBe(reportLimits.ofServer + 1);
  });

  test('that cannot be written counts against nobody', async () => {
    await expect(store.reports.send(report({ campaignId: 'AAAAAAAAAAAAAAAA' }))).rejects.toThrow('no result');
    expect(await store.reports.send(report())).toBe('sent');
  });
});

test('who reported is forgotten after a day, and what was written stands nowhere beside it', async () => {
  await store.reports.send(report());
  const columns = Object.keys((await db.selectFrom('reports').selectAll().executeTakeFirst()) ?? {});
  expect(columns.toSorted()).toEqual(['at', 'guild_id', 'interaction_id', 'reporter']);
  const now = await store.ledger.time();
  expect(await store.reports.prune(now.subtract({ hours: reportLimits.hours }))).toBe(0);
  await letPass(reportLimits.hours * 3_600 + 60);
  expect(await store.reports.prune(now.subtract({ hours: reportLimits.hours }))).toBe(1);
});
