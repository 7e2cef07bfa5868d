import { describe, expect, test } from 'vitest';
import type { Answer } from '../../messages/payload.ts';
import { answerOf, askerWith, bot, buttonOf } from '../support/asking.ts';
import { brokenLimits, nested } from '../support/message-limits.ts';
import { crowdedPack, libraryOf, longWindedPack } from '../support/river-pack.ts';

const nothing = { values: [], fields: {} };
const member = askerWith();
const drawn: Parameters<typeof bot>[0] = { pictures: { png: async (svg) => new TextEncoder().encode(svg) } };

/** The words for the picture that an answer shows, when it shows one and has its file. */
function pictureIn(answer: Answer): string | undefined {
  expect(brokenLimits(answer)).toEqual([]);
  const gallery = answer.components.flatMap((component) => nested(component)).find(({ type }) => type === 12);
  return gallery && JSON.stringify(gallery['items']);
}

describe('a picture', () => {
  test('goes with the figures and with the timeline, in the language of the answer', async () => {
    const { dispatch, deps } = bot(drawn);
    for (const [name, english, spanish] of [
      ['casualties', 'Figures side by side', 'Cifras una junto a otra'],
      ['timeline', 'Events in order of time', 'Hechos en orden de tiempo'],
    ] as const) {
      const answer = answerOf(await dispatch.command(name, {}, member, deps));
      expect(pictureIn(answer)).toContain(english);
      expect(answer.files).toMatchObject([{ type: 'image/png' }]);
      const hispanic = answerOf(await dispatch.command(name, { language: 'es' }, member, deps));
      expect(pictureIn(hispanic)).toContain(spanish);
    }
  });

  test('goes with the answer that is shared, by the option and by the button', async () => {
    const { dispatch, deps } = bot(drawn);
    const asked = await dispatch.command('casualties', { share: true }, member, deps);
    expect(asked).toMatchObject({ private: false });
    expect(pictureIn(answerOf(asked))).toBeDefined();
    const own = answerOf(await dispatch.command('casualties', {}, member, deps));
    const pressed = await dispatch.press(buttonOf(own, 'Share in this channel'), nothing, member, deps);
    expect(pressed).toMatchObject({ private: false });
    expect(pictureIn(answerOf(pressed))).toBeDefined();
  });

  test('stands on the first page alone, and comes back with it', async () => {
    const { dispatch, deps } = bot({ ...drawn, library: libraryOf(crowdedPack(30)) });
    const first = answerOf(await dispatch.command('timeline', {}, member, deps));
    const second = answerOf(await dispatch.press(buttonOf(first, 'Next page'), nothing, member, deps));
    const again = answerOf(await dispatch.press(buttonOf(second, 'Previous page'), nothing, member, deps));
    expect([first, second, again].map((answer) => pictureIn(answer) !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
    expect(second.files ?? []).toEqual([]);
  });

  test('that could not be drawn leaves the answer as it is', async () => {
    const { dispatch, deps, faults } = bot({ pictures: { png: async () => null } });
    const answer = answerOf(await dispatch.command('casualties', {}, member, deps));
    expect(pictureIn(answer)).toBeUndefined();
    expect(answer.files).toBeUndefined();
    expect(JSON.stringify(answer)).toContain('At least 7 people killed');
    expect(faults).toEqual([]);
  });

  test('shows no name that a family asked not to show', async () => {
    const svgs: string[] = [];
    const pictures = {
      png: async (svg: string) => {
        svgs.push(svg);
        return null;
      },
    };
    const { dispatch, deps } = bot({ pictures, library: libraryOf(longWindedPack(50)) });
    for (const name of ['casualties', 'timeline']) await dispatch.command(name, {}, member, deps);
    expect(svgs).toHaveLength(2);
    expect(svgs.join()).not.toMatch(/Ana Oculta/i);
  });
});
