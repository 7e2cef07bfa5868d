import { describe, expect, test } from 'vitest';
import { publicPurposes } from '../../../campaigns/schedule.ts';
import type { PostFacts } from '../../../messages/posts/facts.ts';
import { compose, contentLength } from '../../../messages/posts/compose.ts';
import { pingOf } from '../../../messages/posts/ping.ts';
import { campaign, setting, voice } from '../../support/post-voice.ts';
import { testRecord } from '../../support/record.ts';

const role = '100000000000000020';
const record = testRecord();
const remembrance = (id: string): PostFacts => {
  const event = record.remembered().find((one) => one.id === id);
  if (!event) throw new Error(`${id} is not remembered`);
  return { campaign, purpose: 'remembrance', anniversary: { record, event, years: 4 } };
};

describe('the role of a channel', () => {
  test('is mentioned where it was chosen, and never on a day of mourning', () => {
    const everything = { ping: { role, for: publicPurposes } };
    expect(pingOf(everything, remembrance('milestone'))).toBe(role);
    expect(pingOf(everything, remembrance('day-of-mourning'))).toBeNull();
    expect(pingOf({ ping: { role, for: ['digest'] } }, remembrance('milestone'))).toBeNull();
    expect(pingOf({ ping: null }, remembrance('milestone'))).toBeNull();
  });

  test.each([false, true])('stands under the first line, with its room kept, late: %s', (late) => {
    const draft = {
      headline: 'News',
      blocks: [{ rank: 0, lines: ['x'.repeat(3_000)], lineLength: 3_000 }],
      claims: [],
    };
    const { body } = compose(draft, { ...setting, late, ping: role }, voice().speech);
    const lines = body.content?.split('\n') ?? [];
    expect(lines[0]).toBe('**News**');
    expect(lines[late ? 2 : 1]).toBe(`<@&${role}>`);
    expect(body.content?.length).toBeLessThanOrEqual(contentLength);
    expect(body.allowed_mentions).toEqual({ parse: [], roles: [role] });
    const alone = compose(draft, { ...setting, late }, voice().speech);
    expect(alone.body.allowed_mentions).toEqual({ parse: [] });
    expect(alone.body.content).not.toContain('<@&');
  });
});
