import { beforeEach, expect, test } from 'vitest';
import { managing } from '../../support/managing.ts';

const world = await managing();
const { organiser, discord } = world;
let id = '';

beforeEach(async () => {
  await world.running();
  discord.amended.length = 0;
  const { press } = await organiser.use('announce', { title: 'One', text: 'Words' });
  await organiser.press(press['Post now']);
  await world.round();
  id = await world.delivery('announcement');
});

async function correct(fields: Readonly<Record<string, string>>) {
  const { form } = await organiser.press(`post-correct:${id}`);
  return await organiser.submit(form, { title: 'One', text: 'Words', what: 'the words', ...fields });
}

test('a correction with characters that nobody sees is made without them, and says so', async () => {
  const seen = await correct({
    text: 'Other\0 words\u0007 \uD83D\r\nand more \uE000late\uE001',
    what: 'the\0 words',
  });
  expect(seen.text).toMatch(/^-# What you typed contained characters that nobody can see/);
  expect(seen.text).toContain('is corrected within a minute');
  await world.round();
  const [post = ''] = world.posts();
  expect(post).toContain('Other words \nand more late');
  expect(post).toMatch(/Corrected on .*: the words$/);
  expect(post).not.toMatch(/[[\p{Cc}\p{Cs}\u{E000}-\u{E002}]--[\n]]/v);
  expect(world.faults).toEqual([]);
});

test('an ordinary correction says nothing of that', async () => {
  expect((await correct({ text: 'Other words\r\n\t😀 ñ' })).text).not.toContain('nobody can see');
});

test('what comes too late, for somebody else corrected or withdrew it, is given back', async () => {
  const [first, second, third] = await Promise.all(
    [1, 2, 3].map(() => organiser.press(`post-correct:${id}`)),
  );
  await organiser.submit(first?.form ?? null, { title: 'One', text: 'Faster', what: 'the words' });
  const fields = { title: 'One', text: 'Long thought about', what: 'the words' };
  const late = await organiser.submit(second?.form ?? null, fields);
  expect(late.text).toContain('Nothing was saved');
  expect(late.text).toContain('Long thought about');
  await organiser.press(`post-withdraw-sure:${id}`);
  await world.round();
  const gone = await organiser.submit(third?.form ?? null, fields);
  expect(gone.text).toContain('Long thought about');
  expect(world.faults).toEqual([]);
});

test('what no form lets anybody type is given back as a file, and nothing is changed', async () => {
  const text = 'ñ'.repeat(4_001);
  const seen = await correct({ text, what: 'everything' });
  expect(seen.text).toBe(
    'That is too long: 4001 characters, and 4000 fit. Nothing was saved. All that you typed is in this file, so that you can shorten it and send it again.',
  );
  const [file] = seen.files;
  expect(file?.name).toBe('what-you-typed.txt');
  expect(new TextDecoder().decode(file?.bytes)).toBe(`One\n\n${text}\n\neverything`);
  await world.round();
  expect(discord.amended).toEqual([]);
});

test('what fits the form and not the message is given back whole', async () => {
  const text = `${'word '.repeat(790)}end`;
  const seen = await correct({ text });
  expect(seen.text).toContain('Nothing was changed');
  expect(new TextDecoder().decode(seen.files[0]?.bytes)).toBe(`One\n\n${text}\n\nthe words`);
  expect(Object.keys(seen.press)).toContain('Correct the text');
  expect(world.faults).toEqual([]);
});
