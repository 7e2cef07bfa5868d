import { beforeEach, describe, expect, test } from 'vitest';
import type { UploadedFile } from '../../../campaigns/ports/uploads.ts';
import { ids, organising } from '../../support/organising.ts';
import { gif, jpeg, png } from '../../support/pictures.ts';
import { formats, secret } from '../../support/told-pictures.ts';
import { labels, posted, words, workOnce } from './kit.ts';

const world = await organising('2026-11-10T15:00:00Z');
const { organiser, deps, uploads } = world;

beforeEach(async () => {
  await world.reset();
  world.discord.requests.length = 0;
  uploads.asked.length = 0;
});

const alt = 'People with flags on a square';
const first = async () => await deps.store.announcements.standing(ids.server, 1).then(([one]) => one);

async function givenForm() {
  const card = await organiser.use('announce', words);
  const { form } = await organiser.press(card.press['Picture']);
  return { card, form };
}

const upload = async (file: UploadedFile, text = alt) => {
  const { form } = await givenForm();
  return await organiser.submit(form, { alt: text, picture: file.id }, [file]);
};

describe('a picture', () => {
  test('is asked for with words, shown as it will be, and posted byte for byte', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    const { form } = await givenForm();
    expect(form?.components).toMatchObject([
      { label: 'Picture', component: { type: 19, custom_id: 'picture', required: true, max_values: 1 } },
      { label: 'What does it show?', component: { custom_id: 'alt', required: true, max_length: 1000 } },
    ]);
    const bytes = jpeg(300, 200);
    const file = uploads.put(bytes, { name: '../../IMG_20230109_rosa-phone.png' });
    const shown = await organiser.submit(form, { alt, picture: file.id }, [file]);
    expect(labels(shown)).toContain('Remove picture');
    await organiser.press(shown.press['Post now']);
    await workOnce(world);
    const [post] = posted(world, ids.channel);
    expect(post?.body.attachments).toEqual([{ id: 0, filename: 'picture.jpg', description: alt }]);
    expect(post?.files).toMatchObject([{ name: 'picture.jpg', type: 'image/jpeg' }]);
    expect(new Uint8Array(post?.files[0]?.bytes ?? [])).toEqual(new Uint8Array(bytes));
  });

  test('is kept and posted without the place and the camera, and the form says so', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    const { form } = await givenForm();
    expect(JSON.stringify(form)).toContain('Place and camera data are removed.');
    const { image, tales, exif, turned, file } = formats.JPEG;
    const [head = Buffer.alloc(0), ...rest] = image;
    const photograph = file([head, exif?.(6, false) ?? Buffer.alloc(0), ...tales, ...rest]);
    expect(photograph.includes(secret)).toBe(true);
    const shown = await upload(uploads.put(photograph));
    const kept = await world.database.db.selectFrom('announcement_pictures').select('bytes').execute();
    const bare = file([head, turned(6), ...rest]);
    expect(kept.map(({ bytes }) => bytes.equals(bare))).toEqual([true]);
    expect((await first())?.picture?.size).toBe(bare.byteLength);
    await organiser.press(shown.press['Post now']);
    await workOnce(world);
    expect(Buffer.from(posted(world, ids.channel)[0]?.files[0]?.bytes ?? []).equals(bare)).toBe(true);
  });

  test('is fetched once, and not again when it is posted', async () => {
    await world.campaign();
    await organiser.use('campaign resume');
    const shown = await upload(uploads.put(png()));
    await organiser.press(shown.press['Post now']);
    await workOnce(world);
    expect(uploads.asked).toHaveLength(1);
    const frozen = await world.database.db.selectFrom('delivery_files').select(['name', 'type']).execute();
    expect(frozen).toEqual([{ name: 'picture.png', type: 'image/png' }]);
  });

  test.each([
    [
      'a page named .png',
      () => uploads.put(Buffer.from('<!doctype html><script>alert(1)</script>')),
      'not a picture',
    ],
    ['SVG', () => uploads.put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'not a picture'],
    ['5 MiB', () => uploads.put(new Uint8Array(5 * 1024 * 1024)), 'too large: a picture may have 4 MB'],
    ['a bomb', () => uploads.put(png(65_535, 65_535)), 'too large when it is unpacked'],
    ['a cut one', () => uploads.put(gif().subarray(0, 20)), 'damaged or incomplete'],
    [
      'a page behind it',
      () => uploads.put(Buffer.concat([png(), Buffer.from('<html>')])),
      'something else besides',
    ],
    [
      'another host',
      () => uploads.put({ kind: 'problem', reason: 'elsewhere' }),
      'does not come from Discord',
    ],
    ['a stall', () => uploads.put({ kind: 'problem', reason: 'too-slow' }), 'took too long'],
    ['an outage', () => uploads.put({ kind: 'problem', reason: 'unreachable' }), 'could not get the file'],
    ['too much', () => uploads.put({ kind: 'problem', reason: 'too-large' }), 'too large'],
  ])('is refused with the reason, and the words for it are kept: %s', async (_name, file, sentence) => {
    await world.campaign();
    const answer = await upload(file());
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain('The announcement is as it was');
    expect(answer.text).toContain(alt);
    expect(await first()).toMatchObject({ picture: null, version: 1 });
    expect(world.faults).toEqual([]);
  });

  test('that says it is too large is not fetched', async () => {
    await world.campaign();
    await upload(uploads.put(png(), { size: 4 * 1024 * 1024 + 1 }));
    expect(uploads.asked).toEqual([]);
  });

  test('needs words, and a file when there is none yet', async () => {
    await world.campaign();
    expect((await upload(uploads.put(png()), '  \n ')).text).toContain('needs words that say what it shows');
    const { form } = await givenForm();
    expect((await organiser.submit(form, { alt })).text).toContain('No file came with the form');
    const elsewhere = uploads.put(png(), { field: 'title' });
    expect((await organiser.submit(form, { alt }, [elsewhere])).text).toContain('No file came');
    expect(await first()).toMatchObject({ picture: null });
  });

  test('keeps its bytes when only its words change, and can be taken out', async () => {
    await world.campaign();
    const shown = await upload(uploads.put(png(7, 5)));
    const { form } = await organiser.press(shown.press['Picture']);
    expect(form?.components).toMatchObject([
      { component: { required: false, min_values: 0 } },
      { component: { value: alt } },
    ]);
    const other = await organiser.submit(form, { alt: 'Flags' });
    expect(await first()).toMatchObject({ picture: { width: 7, height: 5, alt: 'Flags' } });
    const bare = await organiser.press(other.press['Remove picture']);
    expect(await first()).toMatchObject({ picture: null });
    expect(labels(bare)).not.toContain('Remove picture');
  });

  test('is not fetched for somebody who may not change the announcement', async () => {
    await world.campaign();
    const { form } = await givenForm();
    const file = uploads.put(png());
    const forms = { ...form, custom_id: form?.custom_id ?? '', title: '', components: [] };
    await world.member.submit(forms, { alt }, [file]);
    await world.foreigner.submit(forms, { alt }, [file]);
    await world.somebody({ muted: true }).submit(forms, { alt }, [file]);
    expect(uploads.asked).toEqual([]);
  });
});
