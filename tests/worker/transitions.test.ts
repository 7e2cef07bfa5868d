import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { PostOutcome } from '../../campaigns/ports/discord.ts';
import type { LookUp } from '../../worker/look-up.ts';
import { afterLookUp, afterPost, planOf, type Claimed } from '../../worker/transitions.ts';

const due = Temporal.Instant.from('2027-01-09T15:00:00Z');
const first: Claimed = {
  kind: 'claimed',
  delivery: {
    id: 'abcdefghijklmnop',
    campaignId: 'campaign',
    purpose: 'remembrance',
    subject: 'event',
    slot: '2027-01-09T10:00',
    zone: 'America/Lima',
    dueAt: due,
    latestAt: due.add({ hours: 6 }),
    channel: { id: 'channel', guildId: '1', channelId: '2', audience: 'public', language: 'en' },
    state: 'sending',
    frozen: { body: '{}', files: [], claims: [] },
    approval: null,
    generation: 0,
    attempts: 1,
  },
  leaseId: 'lease',
  sinceFirstAttemptMs: 0,
  anchor: '1',
  first: true,
  forgettable: false,
  stopped: null,
};
const doubt: Claimed = { ...first, first: false, sinceFirstAttemptMs: 60_000 };
const times = { attemptMs: 15_000, nonceWindowMs: 120_000 };

describe('what is done with a claim', () => {
  test.each([
    ['on time', first, 0, 'post'],
    ['a little late', first, 120_000, 'post'],
    ['late, on a database that has run without a gap', first, 3_600_000, 'post'],
    ['a little late, perhaps forgotten', { ...first, forgettable: true }, 120_000, 'post'],
    ['late, perhaps forgotten', { ...first, forgettable: true }, 120_001, 'look-up'],
    ['in doubt, within the window', doubt, 0, 'post'],
    ['in doubt, and the attempt still ends within it', { ...doubt, sinceFirstAttemptMs: 105_000 }, 0, 'post'],
    [
      'in doubt, and the attempt could end after it',
      { ...doubt, sinceFirstAttemptMs: 105_001 },
      0,
      'look-up',
    ],
    ['in doubt and stopped, within the window', { ...doubt, stopped: 'paused' as const }, 0, 'wait'],
    [
      'in doubt and stopped, after it',
      { ...doubt, sinceFirstAttemptMs: 200_000, stopped: 'late' as const },
      0,
      'look-up',
    ],
  ])('%s', (_name, claim, lateMs, plan) => {
    expect(planOf(claim, lateMs, times)).toBe(plan);
  });
});

describe('what an outcome leads to', () => {
  const refused = (fix: 'channel' | 'message' | 'token'): PostOutcome => ({
    kind: 'refused',
    fix,
    code: 1,
    reason: 'no',
  });
  const outcomes: [PostOutcome, string, string, string][] = [
    // outcome, first attempt, in doubt, in doubt but just looked up
    [{ kind: 'sent', messageId: '9', channelId: '2' }, 'sent', 'sent', 'sent'],
    [{ kind: 'sent', messageId: '9', channelId: '3' }, 'unknown', 'unknown', 'unknown'],
    [{ kind: 'gone' }, 'skipped', 'skipped', 'skipped'],
    [refused('channel'), 'pending', 'pending', 'pending absent'],
    [refused('message'), 'failed', 'sending', 'failed'],
    [refused('token'), 'pending', 'pending', 'pending absent'],
    [{ kind: 'rate-limited', retryAfterMs: 7, scope: 'user' }, 'pending', 'pending', 'pending absent'],
    [{ kind: 'not-sent', cause: 'ECONNREFUSED' }, 'pending', 'pending', 'pending absent'],
    [{ kind: 'ambiguous', cause: 'ECONNRESET' }, 'sending', 'sending', 'sending'],
  ];
  test.each(outcomes)('%j', (outcome, onFirst, inDoubt, lookedUp) => {
    const short = (claim: Claimed, absent: boolean) => {
      const { settlement } = afterPost(outcome, claim, absent);
      return 'absent' in settlement && settlement.absent ? `${settlement.to} absent` : settlement.to;
    };
    expect([short(first, false), short(doubt, false), short(doubt, true)]).toEqual([
      onFirst,
      inDoubt,
      lookedUp,
    ]);
  });

  test('a rate limit costs no attempt and waits as long as Discord says', () => {
    const { settlement, next } = afterPost(
      { kind: 'rate-limited', retryAfterMs: 7, scope: 'user' },
      first,
      false,
    );
    expect(settlement).toMatchObject({ uncounted: true });
    expect(next).toEqual({ kind: 'again', afterMs: 7 });
  });

  test('a refused post is told to the organisers, a refused notice is not', () => {
    expect(afterPost(refused('message'), first, false).settlement).toMatchObject({
      notice: { kind: 'refused' },
    });
    const notice = { ...first, delivery: { ...first.delivery, purpose: 'notice' as const } };
    expect(afterPost(refused('message'), notice, false).settlement).not.toHaveProperty('notice');
  });
});

describe('what a look-up leads to', () => {
  const stopped = (reason: Claimed['stopped']): Claimed => ({ ...doubt, stopped: reason });
  const cause = 'why';
  const cases: [string, LookUp, Claimed, string, string][] = [
    ['found', { kind: 'found', messageId: '9' }, doubt, 'sent', 'done'],
    ['found although paused', { kind: 'found', messageId: '9' }, stopped('paused'), 'sent', 'done'],
    ['absent and paused', { kind: 'absent' }, stopped('paused'), 'pending', 'done'],
    ['absent and quarantined', { kind: 'absent' }, stopped('quarantined'), 'pending', 'done'],
    ['absent and withdrawn', { kind: 'absent' }, stopped('withdrawn'), 'skipped', 'done'],
    ['absent and too late', { kind: 'absent' }, stopped('late'), 'missed', 'done'],
    ['not proved', { kind: 'unproven', reason: 'empty-channel' }, doubt, 'unknown', 'done'],
    [
      'not proved, late first attempt',
      { kind: 'unproven', reason: 'empty-channel' },
      first,
      'unknown',
      'done',
    ],
    ['no permission, in doubt', { kind: 'unreadable', cause }, doubt, 'unknown', 'done'],
    ['no permission, late first attempt', { kind: 'unreadable', cause }, first, 'pending', 'done'],
    ['just not now', { kind: 'put-off', cause }, doubt, 'pending', 'again'],
  ];
  test.each(cases)('%s', (_name, result, claim, to, next) => {
    const transition = afterLookUp(result, claim);
    if (transition === 'post') throw new Error('it must not be posted');
    expect([transition.settlement.to, transition.next.kind]).toEqual([to, next]);
    expect(transition.quarantine).toBe(result.kind === 'unreadable' ? cause : undefined);
  });

  test('absent and free to go: it is posted', () => {
    expect(afterLookUp({ kind: 'absent' }, doubt)).toBe('post');
  });
});
