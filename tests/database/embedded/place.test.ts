import { chmod, chown, mkdir, mkdtemp, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findPlace, socketFolder } from '../../../src/database/embedded/place.ts';

async function temporary(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'campaign-place-'));
  await chmod(folder, mode);
  onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
  return folder;
}

const isRoot = process.getuid?.() === 0;

describe('the place of the database', () => {
  test('is DATA_DIR itself, made when it is not there', async () => {
    const dataDir = join(await temporary(0o755), 'new', 'data');
    const place = await findPlace(dataDir, await temporary(0o755));
    expect(place).toMatchObject({ folder: dataDir, data: join(dataDir, 'postgres-data') });
    expect(place.user === null).toBe(!isRoot);
  });

  test.runIf(isRoot)(
    'is elsewhere for root when no other user can enter DATA_DIR, and moves with it',
    async () => {
      const home = await temporary(0o700);
      const shared = await temporary(0o755);
      const dataDir = join(home, 'data');
      const place = await findPlace(dataDir, shared);
      expect(place.folder.startsWith(`${shared}/`)).toBe(true);
      expect(place.user?.uid).not.toBe(0);
      expect(await findPlace(dataDir, shared)).toEqual(place);

      const moved = join(home, 'moved');
      await rename(dataDir, moved);
      expect(await findPlace(moved, shared)).toEqual(place);
      // A home that was opened later does not lose its data either.
      await chmod(home, 0o755);
      expect(await findPlace(moved, shared)).toEqual(place);
    },
  );

  test.runIf(isRoot)('belongs to the user who made the data, also when root starts the app', async () => {
    const dataDir = await temporary(0o755);
    const { data } = await findPlace(dataDir);
    await mkdir(data);
    await chown(data, 12_345, 23_456);
    expect((await findPlace(dataDir)).user).toEqual({ uid: 12_345, gid: 23_456 });
  });
});

describe('the folder of the socket', () => {
  test('is never a link that somebody else put in its place', async () => {
    const elsewhere = await temporary(0o755);
    const place = await findPlace(join(await temporary(0o755), 'data'));
    await symlink(elsewhere, join(place.folder, 'postgres-socket'));
    await expect(socketFolder(place)).rejects.toThrow('Remove it');
    const { mode, uid } = await stat(elsewhere);
    expect({ mode: mode & 0o777, uid }).toEqual({ mode: 0o755, uid: process.getuid?.() });
  });

  test.for(['a', 'a-very-long-name'.repeat(10)])(
    'is closed to others and short enough, for %s',
    async (name) => {
      const dataDir = join(await temporary(0o755), name);
      const folder = await socketFolder(await findPlace(dataDir));
      onTestFinished(async () => await rm(folder, { recursive: true, force: true }));
      expect(`${folder}/.s.PGSQL.5432`.length).toBeLessThanOrEqual(103);
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
      expect(await socketFolder(await findPlace(dataDir))).toBe(folder);
    },
  );
});
