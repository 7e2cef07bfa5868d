import { beforeEach, describe, expect, test } from 'vitest';
import { exported, only, start, upload } from '../../support/moving.ts';
import { ids, organising, type Organising } from '../../support/organising.ts';

const world = await organising(start);

beforeEach(async () => {
  await world.reset();
  await world.database.db.deleteFrom('imports').execute();
});

describe('who may import what', () => {
  const lemon = '100000000000000021';
  const withRole = (one: Organising) =>
    one.somebody({
      userId: '100000000000000051',
      roles: [lemon],
      permissions: { manageServer: false, speak: true },
    });

  test('an organiser changes their campaign, but not who organises, and makes no new one', async () => {
    const id = await world.campaign();
    await world.database.db
      .updateTable('campaigns')
      .set({ organiser_role: lemon })
      .where('id', '=', id)
      .execute();
    const file = await exported(world);
    const organiser = withRole(world);
    const later = await upload(world, file.replace('digest: 09:00', 'digest: 10:30'), 'a.yml', organiser);
    expect((await organiser.press(later.press['Import'])).text).toContain('is as the file says');
    for (const [from, to, words] of [
      ['people: 0', 'people: 1', 'who may organise or how posts are approved'],
      [`id: "${lemon}"`, 'id: "100000000000000077"', 'who may organise or how posts are approved'],
      ['name: Solidarity', 'name: Another', 'It makes a new campaign'],
    ] as const) {
      expect(file).toContain(from);
      const refused = await upload(world, file.replace(from, to), 'a.yaml', organiser);
      expect(refused.text).toContain(words);
      expect(Object.keys(refused.press)).not.toContain('Import');
      // Nor with a button that somebody else was shown.
      const shown = await upload(world, file.replace(from, to), 'a.yaml');
      const stolen = shown.press['Import']?.replace(
        /^import-yes:[^:]+/,
        `import-yes:${refused.press['Discard']?.split(':')[1]}`,
      );
      expect((await organiser.press(stolen)).text).toContain(words);
      expect((await organiser.press(shown.press['Import'])).text).toContain('no longer here');
    }
    expect(await only(world)).toMatchObject({ approvals: 0, organiserRole: lemon, name: 'Solidarity' });
    expect(world.faults).toEqual([]);
  });

  test('nobody else, in no other server, and nobody sees that a name is taken by a campaign of others', async () => {
    const id = await world.campaign();
    const file = await exported(world);
    const shown = await upload(world, file.replace('digest: 09:00', 'digest: 10:30'));
    for (const [who, words] of [
      [world.member, 'Only organisers'],
      [world.foreigner, 'no longer here'],
      [world.somebody({ muted: true }), 'muted'],
      [world.somebody({ userId: '100000000000000052' }), 'no longer here'],
    ] as const) {
      for (const press of Object.values(shown.press)) expect((await who.press(press)).text).toContain(words);
    }
    const asked = world.uploads.asked.length;
    const form = await world.organiser.use('campaign import');
    expect(
      (
        await world.member.submit(form.form, {}, [
          world.uploads.put(new Uint8Array(1), { field: 'file', name: 'a.yaml' }),
        ])
      ).text,
    ).toContain('Only organisers');
    expect(world.uploads.asked.length).toBe(asked);
    expect((await world.deps.store.campaigns.find(ids.server, id))?.times.digest).toBe('09:00');
  });
});
