import { expect, test } from 'vitest';
import { afterAmending } from '../../worker/transitions.ts';
import type { AmendOutcome } from '../../campaigns/ports/discord.ts';
import type { ClaimedAmendment } from '../../campaigns/ports/amendments.ts';

const refused = (fix: 'channel' | 'message' | 'token', code = 1): AmendOutcome => ({
  kind: 'refused',
  fix,
  code,
  reason: 'No',
});

test.each<[string, ClaimedAmendment['amendment']['kind'], AmendOutcome, string, boolean]>([
  ['done', 'correct', { kind: 'done' }, 'done', false],
  ['deleted by somebody', 'correct', { kind: 'gone' }, 'gone', true],
  ['deleted by somebody, and to be withdrawn', 'withdraw', { kind: 'gone' }, 'gone', false],
  ['too many requests', 'crosspost', { kind: 'rate-limited', retryAfterMs: 9, scope: 'user' }, 'open', false],
  ['never sent', 'correct', { kind: 'not-sent', cause: 'ECONNREFUSED' }, 'open', false],
  ['perhaps sent', 'withdraw', { kind: 'ambiguous', cause: 'ECONNRESET' }, 'open', false],
  ['the token refused', 'correct', refused('token'), 'open', false],
  ['refused', 'correct', refused('message', 50_035), 'failed', true],
  ['a permission lost', 'withdraw', refused('channel', 50_013), 'failed', true],
  ['a channel that nobody can follow', 'crosspost', refused('message', 50_024), 'replaced', false],
])('%s: %s', (_what, kind, outcome, to, told) => {
  const channel = { id: 'c', guildId: '1', channelId: '2', audience: 'public', language: 'en' } as const;
  // Only what decides about it.
  const claimed = {
    amendment: { kind, attempts: 1 },
    delivery: { id: 'd', purpose: 'announcement', subject: 's', slot: '2027-01-01T00:00', channel },
  } as ClaimedAmendment;
  const { settlement } = afterAmending(outcome, claimed);
  expect([settlement.to, 'notice' in settlement]).toEqual([to, told]);
});
