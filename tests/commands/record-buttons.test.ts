import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf, askerWith, bot, buttonOf, pressable, readAloud } from '../support/asking.ts';
import { brokenLimits } from '../support/message-limits.ts';
import { longWindedPack, libraryOf } from '../support/river-pack.ts';

const nothing = { values: [], fields: {} };
const member = askerWith();
const hispanic = askerWith({ language: 'es' });

describe('from answer to answer', () => {
  test('every button and every choice leads somewhere, in both languages, also where it is shared', async () => {
    const { dispatch, deps, faults } = bot({ library: libraryOf(longWindedPack(200)) });
    for (const asker of [member, hispanic]) {
      for (const share of [false, true]) {
        const seen = new Set<string>();
        const queue = await Promise.all(
          ['timeline', 'demands', 'casualties', 'source'].map(async (name) =>
            answerOf(await dispatch.command(name, { share }, asker, deps)),
          ),
        );
        for (let answer = queue.shift(); answer && seen.size < 250; answer = queue.shift()) {
          expect(brokenLimits(answer)).toEqual([]);
          for (const { customId, values } of pressable(answer)) {
            for (const value of values.length > 0 ? values : [undefined]) {
              // Where Back leads is not followed again for each way that led there.
              const key = `${customId.split(':').slice(0, 4).join(':')} ${value ?? ''}`;
              if (seen.has(key)) continue;
              seen.add(key);
              const input = { values: value === undefined ? [] : [value], fields: {} };
              const next = answerOf(await dispatch.press(customId, input, asker, deps));
              expect(readAloud(next)).not.toMatch(/out of date|ya no vale|went wrong|Algo falló/);
              queue.push(next);
            }
          }
        }
        expect(seen.size).toBeGreaterThan(40);
      }
    }
    expect(faults).toEqual([]);
  });

  test('a list leads to the details of an entry, and back to the same page of the same list', async () => {
    const { dispatch, deps } = bot();
    const list = answerOf(await dispatch.command('timeline', { topic: 'dam' }, member, deps));
    const [select] = pressable(list).filter(({ values }) => values.length > 0);
    const opened = await dispatch.press(
      select?.customId ?? '',
      { values: [select?.values[0] ?? ''], fields: {} },
      member,
      deps,
    );
    expect(opened.kind).toBe('update');
    expect(readAloud(answerOf(opened))).toMatch(/^What the documents say: March to the dam \(1 May 2019\)\./);
    const back = await dispatch.press(buttonOf(answerOf(opened), 'Back'), nothing, member, deps);
    expect(answerOf(back)).toEqual(list);
  });

  test('an answer keeps its language, whoever presses', async () => {
    const { dispatch, deps } = bot();
    const list = answerOf(await dispatch.command('casualties', { language: 'es' }, member, deps));
    const people = await dispatch.press(buttonOf(list, 'Personas nombradas'), nothing, member, deps);
    expect(readAloud(answerOf(people))).toContain('Inês Exemplo, 34 años');
  });

  test('what is shared stays as it is: a press on it answers the presser alone', async () => {
    const { dispatch, deps } = bot();
    const shared = answerOf(await dispatch.command('casualties', { share: true }, member, deps));
    const reply = await dispatch.press(
      buttonOf(shared, 'People named'),
      nothing,
      askerWith({ userId: '7' }),
      deps,
    );
    expect(reply).toMatchObject({ kind: 'answer', private: true });
    expect(pressable(shared).some(({ customId }) => customId.startsWith('share:'))).toBe(false);
  });

  test('a private answer is shared with its button, by name, if one may speak there', async () => {
    const { dispatch, deps } = bot();
    const own = answerOf(await dispatch.command('casualties', {}, member, deps));
    const share = buttonOf(own, 'Share in this channel');
    const posted = await dispatch.press(share, nothing, member, deps);
    expect(posted).toMatchObject({ kind: 'answer', private: false });
    expect(readAloud(answerOf(posted))).toContain(`Shared by <@${member.userId}>`);
    expect(readAloud(answerOf(posted))).toContain('At least 7 people killed');
    const refused = await dispatch.press(share, nothing, askerWith({ permissions: { speak: false } }), deps);
    expect(refused).toMatchObject({ private: true });
    expect(readAloud(answerOf(refused))).toContain('you may not write in this channel');
  });

  test('forged and stale ids are answered helpfully', async () => {
    const { dispatch, deps, faults } = bot();
    const ids = [
      'go',
      'go:',
      'go:en',
      'go:en:p',
      'go:en:p:claim.0.AAAAAAAA',
      'go:EN!:p:timeline.0',
      'open:en:p:timeline.0',
      'share:en:p:x',
      'post',
      'post:',
      'post:nope',
      'go:en:p:post.0.AAAAAAAAAAAAAAAA',
    ];
    for (const customId of ids) {
      const reply = await dispatch.press(customId, nothing, member, deps);
      expect(reply).toMatchObject({ kind: 'answer', private: true });
      expect(readAloud(answerOf(reply))).toMatch(/out of date|I know nothing about this post/);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('go', 'open', 'share', 'post'),
        fc.string(),
        fc.string(),
        async (route, rest, value) => {
          const reply = await dispatch.press(
            `${route}:${rest}`,
            { values: [value], fields: {} },
            member,
            deps,
          );
          expect(brokenLimits(answerOf(reply))).toEqual([]);
        },
      ),
    );
    expect(faults).toEqual([]);
  });
});
