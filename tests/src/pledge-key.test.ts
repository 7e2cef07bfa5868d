import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pledgeHolder, pledgeWaiter } from '../../campaigns/pledge.ts';
import { readConfig } from '../../src/config.ts';
import { decodeKey, pledgeKeySource } from '../../src/pledge-key.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'pledge-key-'));
  onTestFinished(async () => await rm(made, { recursive: true }));
  return made;
}
const base64 = Buffer.alloc(32, 9).toString('base64');

describe('the key of pledges', () => {
  test('is made when it is asked for first, for its owner only, and stays', async () => {
    const dataDir = join(await folder(), 'data');
    const source = () => pledgeKeySource({ configured: null, dataDir });
    const keys = await Promise.all(Array.from({ length: 8 }, async () => await source()()));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(await readdir(dataDir)).toEqual(['pledge.key']);
    expect((await stat(join(dataDir, 'pledge.key'))).mode & 0o777).toBe(0o600);
    expect(decodeKey(await readFile(join(dataDir, 'pledge.key'), 'utf8'))).toEqual(
      Buffer.from(keys[0] ?? []),
    );
    expect(await source()()).toEqual(keys[0]);
  });

  test('is not made when one was configured', async () => {
    const dataDir = await folder();
    const configured = new Uint8Array(32).fill(1);
    expect(await pledgeKeySource({ configured, dataDir })()).toBe(configured);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('that is damaged is named, and read again when it was mended', async () => {
    const dataDir = await folder();
    await writeFile(join(dataDir, 'pledge.key'), 'nonsense');
    const key = pledgeKeySource({ configured: null, dataDir });
    await expect(key()).rejects.toThrow('pledge.key is not a key: restore it from a backup');
    await writeFile(join(dataDir, 'pledge.key'), base64);
    expect(await key()).toEqual(Buffer.alloc(32, 9));
  });

  test('can be given as PLEDGE_KEY, and only as 32 bytes', () => {
    expect(readConfig({ PLEDGE_KEY: base64 }, []).pledgeKey).toEqual(Buffer.alloc(32, 9));
    expect(readConfig({}, []).pledgeKey).toBeNull();
    for (const wrong of ['', 'secret', Buffer.alloc(16).toString('base64'), `${base64}=`]) {
      expect(() => readConfig({ PLEDGE_KEY: wrong }, [])).toThrow(
        'PLEDGE_KEY is not 32 bytes in base64: make a key with "openssl rand -base64 32".',
      );
    }
  });
});

test('what stands for a person differs by action, by person, by key, and from what waits', () => {
  const key = (byte: number) => new Uint8Array(32).fill(byte);
  const holders = [
    pledgeHolder(key(1), '100000000000000001', 'AAAAAAAAAAAAAAAA'),
    pledgeHolder(key(1), '100000000000000001', 'BBBBBBBBBBBBBBBB'),
    pledgeHolder(key(1), '100000000000000002', 'AAAAAAAAAAAAAAAA'),
    pledgeHolder(key(2), '100000000000000001', 'AAAAAAAAAAAAAAAA'),
    pledgeWaiter(key(1), '100000000000000001'),
  ];
  expect(new Set(holders).size).toBe(holders.length);
  expect(holders.every((holder) => /^[\w-]{43}$/.test(holder))).toBe(true);
});
