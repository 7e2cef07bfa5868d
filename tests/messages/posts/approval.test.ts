import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { ApprovalNotice, ApprovalOver } from '../../../campaigns/approval-notice.ts';
import { changesBetween, hashOfParts, headlineOf } from '../../../campaigns/approval-bytes.ts';
import { dueUnapproved, remindAt, unansweredAt } from '../../../campaigns/approval-times.ts';
import type { ApprovedPart } from '../../../campaigns/approval.ts';
import { approvalOver, approvalRequest } from '../../../messages/posts/approval.ts';
import { fillSlots, lateSlot, progressSlot } from '../../../messages/posts/slots.ts';
import { loadLanguages } from '../../../messages/words.ts';

const languages = await loadLanguages();
const due = Temporal.Instant.from('2027-01-09T15:00:00Z');
const long = 'wörd *bold* @everyone '.repeat(30);
const setting = {
  deliveryId: 'delivery_0000001',
  dueAt: due,
  zone: 'America/Lima',
  now: due.subtract({ hours: 72 }),
  late: false,
};
// The posts read these of a campaign, and nothing else.
const campaign = { name: long.slice(0, 60), zone: 'America/Lima' } as Parameters<typeof approvalRequest>[0];
const about = {
  approval: 'approval_0000001',
  purpose: 'digest',
  headline: long,
  due: due.toString(),
  editor: '1',
} as const;

describe.each(['en', 'es'])('in %s', (language) => {
  const speech = languages.in(language);

  test.each(['new', 'changed', 'again', 'reminder'] as const)(
    'a request (%s) fits and mentions nobody',
    (news) => {
      const notice: ApprovalNotice = {
        kind: 'approval',
        ...about,
        news,
        channels: ['2', '3'],
        needed: 2,
        given: 1,
        unanswered: 'hold',
        changed: ['wording', 'source', 'channel', 'role', 'file', 'language'],
        by: '4',
        lost: 2,
      };
      const { body } = approvalRequest(campaign, notice, setting, speech);
      expect(body.content?.length).toBeLessThanOrEqual(2000);
      expect(body.allowed_mentions).toEqual({ parse: [] });
      expect(body.content).not.toMatch(/undefined|\{\{|approval\./);
      expect(JSON.stringify(body.components)).toContain('"post:delivery_0000001"');
      expect(body.components?.[0]).toMatchObject({ components: { length: 5 } });
    },
  );

  test.each(['approved', 'rejected', 'skipped', 'missed', 'posted'] as const)(
    'what became of it (%s) fits',
    (what) => {
      const notice: ApprovalOver = { kind: 'approval-over', ...about, what, by: '4', reason: long };
      const { body } = approvalOver(campaign, notice, setting, speech);
      expect(body.content?.length).toBeLessThanOrEqual(2000);
      expect(body.content).not.toMatch(/undefined|\{\{|approval\.|[^\\]@everyone/);
      // Who wrote it learns that it was turned down, and nobody else is called.
      expect(body.allowed_mentions).toEqual({ parse: [] });
      expect(body.content?.includes('<@1>')).toBe(what === 'rejected');
    },
  );
});

describe('the places that are left open', () => {
  const filled = (content: string, late = 'late', progress = '5 of 10') =>
    JSON.parse(
      fillSlots(
        { body: JSON.stringify({ content }), files: [], claims: [] },
        { late, progress: (id) => (id === 'action_000000001' ? progress : '') },
      ).body,
    ) as { content: string };

  test('are filled with what is true then, quotes and all', () => {
    const line = `- **Sign** · ${progressSlot('action_000000001')} · <https://example.org>`;
    expect(filled(line).content).toBe('- **Sign** · 5 of 10 · <https://example.org>');
    expect(filled(line, 'late', '5 of "10"\n').content).toBe(
      '- **Sign** · 5 of "10"\n · <https://example.org>',
    );
    expect(filled(`head\n${lateSlot('a long sentence')}`).content).toBe('head\nlate');
  });

  test('leave nothing behind when there is nothing to say, or when they were cut', () => {
    expect(filled(`- **Sign** · ${progressSlot('action_000000009')} · end`).content).toBe('- **Sign** · end');
    expect(filled(`cut ${progressSlot('action_000000001').slice(0, 12)} …`).content).toBe('cut  …');
  });

  test('are as long as what may stand there, and are no part of what is approved', () => {
    expect(lateSlot('twenty letters long.')).toHaveLength(20);
    expect(hashOfParts([part(lateSlot('twenty letters long.'))])).toBe(
      hashOfParts([part(lateSlot('twenty-five letters long.'))]),
    );
  });
});

describe('the hash', () => {
  const file = { name: 'a.png', type: 'image/png', bytes: new Uint8Array([1, 2]) };

  test('is of everything that goes out, in whatever order it is given', () => {
    const [a, b] = [part('one'), { ...part('two'), channel: 'channel_00000002' }];
    expect(hashOfParts([a, b])).toBe(hashOfParts([b, a]));
    const others: ApprovedPart[] = [
      part('another'),
      { ...a, channelId: '9' },
      { ...a, language: 'es' },
      { ...a, post: { ...a.post, lateBody: '{}' } },
      { ...a, post: { ...a.post, claims: ['x'] } },
      { ...a, post: { ...a.post, files: [file] } },
      { ...a, crosspost: true },
    ];
    expect(new Set([a, ...others].map((one) => hashOfParts([one]))).size).toBe(others.length + 1);
  });

  test('names what is different', () => {
    const before = part('one');
    expect(changesBetween([before], [part('two')])).toEqual(['wording']);
    expect(changesBetween([before], [part('one', ['7'])])).toEqual(['role']);
    expect(changesBetween([before], [before, { ...before, channel: 'channel_00000002' }])).toEqual([
      'channel',
    ]);
    expect(changesBetween([before], [{ ...part('uno'), language: 'es' }])).toEqual(['language']);
    expect(changesBetween([before], [{ ...before, post: { ...before.post, files: [file] } }])).toEqual([
      'file',
    ]);
    expect(changesBetween([before], [{ ...before, post: { ...before.post, claims: ['x'] } }])).toEqual([
      'source',
    ]);
    expect(changesBetween([before], [{ ...before, crosspost: true }])).toEqual(['crosspost']);
  });

  test('the headline is the first line as it was typed', () => {
    expect(headlineOf([part(String.raw`**Sign \*here\***` + '\nmore')])).toBe('Sign *here*');
  });
});

describe('the times', () => {
  test('a reminder is a day ahead, or at two thirds of the time, and not at all when there is hardly any', () => {
    expect(remindAt(due, due.subtract({ hours: 80 }))?.toString()).toBe('2027-01-08T15:00:00Z');
    expect(remindAt(due, due.subtract({ hours: 3 }))?.toString()).toBe('2027-01-09T14:00:00Z');
    expect(remindAt(due, due.subtract({ minutes: 29 }))).toBeNull();
  });

  test('people have an hour to answer, but not longer than it may be late', () => {
    const times = { dueAt: due, latestAt: due.add({ minutes: 30 }) };
    expect(unansweredAt({ ...times, askedAt: due.subtract({ hours: 2 }) }).equals(due)).toBe(true);
    expect(unansweredAt({ ...times, askedAt: due }).equals(times.latestAt)).toBe(true);
    const waiting = { ...times, askedAt: due.subtract({ hours: 2 }), state: 'open' };
    expect(dueUnapproved(waiting, 'post', due)).toBe('post');
    expect(dueUnapproved(waiting, 'post', due.subtract({ seconds: 1 }))).toBe('hold');
    expect(dueUnapproved({ ...waiting, state: 'rejected' }, 'post', due)).toBe('hold');
  });
});

function part(content: string, roles: readonly string[] = []): ApprovedPart {
  const body = JSON.stringify({
    content,
    allowed_mentions: { parse: [], ...(roles.length > 0 && { roles }) },
  });
  return {
    channel: 'channel_00000001',
    channelId: '3',
    language: 'en',
    post: { body, files: [], claims: [] },
  };
}
