import { describe, expect, test } from 'vitest';
import { answerOf, askerWith, bot, readAloud } from '../support/asking.ts';

const nothing = { values: [], fields: {} };
const member = askerWith();
const hispanic = askerWith({ language: 'es' });

describe('the button under a post', () => {
  const guildId = member.guildId ?? '';
  const delivery = {
    id: 'AAAAAAAAAAAAAAAA',
    campaignId: 'campaign',
    channel: { id: 'c', guildId, channelId: '1', audience: 'public', language: 'en' },
    frozen: { body: '{}', files: [], claims: ['march', 'killed-morning', 'not-there-any-more'] },
  } as const;
  const campaigns = [{ id: 'campaign', guildId, pack: 'river', state: 'active' }] as const;

  test('shows privately what the post states, with sources, to members of its server', async () => {
    const { dispatch, deps } = bot({ deliveries: [delivery], campaigns });
    const reply = await dispatch.press(`post:${delivery.id}`, nothing, hispanic, deps);
    expect(reply).toMatchObject({ kind: 'answer', private: true });
    const text = readAloud(answerOf(reply));
    expect(text).toMatch(/^Esta publicación se apoya en 2 afirmaciones del registro/);
    expect(text).toContain('Al menos 7 manifestantes murieron.');
    expect(text).toContain('-# Fuente: Rui Exemplo, «Water and anger», párrafo 7');
  });

  test('says nothing of another server’s post, not even that it exists', async () => {
    const { dispatch, deps } = bot({ deliveries: [delivery], campaigns });
    const stranger = askerWith({ guildId: '999' });
    const [theirs, none] = await Promise.all(
      [`post:${delivery.id}`, 'post:BBBBBBBBBBBBBBBB'].map((id) =>
        dispatch.press(id, nothing, stranger, deps),
      ),
    );
    expect(theirs).toEqual(none);
    const forged = await dispatch.press(`go:en:p:post.0.${delivery.id}`, nothing, stranger, deps);
    expect(forged).toEqual(none);
  });
});
