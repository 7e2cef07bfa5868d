import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pledgeKeyLength } from '../campaigns/pledge.ts';
import { Problem } from './problem.ts';

const fileName = 'pledge.key';

/** Reads a key from its base64; null when it is not one of the right length. */
export function decodeKey(text: string): Uint8Array | null {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, 'base64');
  return bytes.length === pledgeKeyLength && bytes.toString('base64') === trimmed ? bytes : null;
}

/**
 * Gives the key under which pledges are kept: the one that was configured, or the one in the data folder, which is made
 * when it is asked for first and can be read by its owner only. It is never in the database.
 */
export function pledgeKeySource(options: {
  readonly configured: Uint8Array | null;
  readonly dataDir: string;
}): () => Promise<Uint8Array> {
  const { configured, dataDir } = options;
  let reading: Promise<Uint8Array> | undefined;
  return async () => {
    if (configured !== null) return configured;
    reading ??= keyInFolder(dataDir);
    try {
      return await reading;
    } catch (error) {
      // Perhaps somebody mends it: the next one looks again.
      reading = undefined;
      throw error;
    }
  };
}

async function keyInFolder(dataDir: string): Promise<Uint8Array> {
  const path = join(dataDir, fileName);
  const text = (await readIfThere(path)) ?? (await makeKey(dataDir, path));
  const key = decodeKey(text);
  if (key === null) {
    throw new Problem(
      `${path} is not a key: restore it from a backup, or move it away. Without it, members cannot see or take back what they pledged until now.`,
    );
  }
  return key;
}

/** Of several processes that make it at once, one wins, and the others take that one. */
async function makeKey(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  const text = randomBytes(pledgeKeyLength).toString('base64');
  await writeFile(own, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(own, path);
    return text;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    return await readFile(path, 'utf8');
  } finally {
    await unlink(own);
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
