import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder a disk of its own, in memory. Only root may do that. */
export function mountSmallDisk(folder: string, roomMb: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${roomMb}m`, 'tmpfs', folder], { stdio: 'pipe' });
}

export function unmountDisk(folder: string): void {
  execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' });
}

/** Why no small disk can be mounted on this machine; null when one can. */
export function whyNoSmallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-drill-disk-'));
  try {
    mountSmallDisk(folder, 1);
    unmountDisk(folder);
    return null;
  } catch {
    return 'a small disk cannot be mounted here; on Linux root may do it';
  } finally {
    rmdirSync(folder);
  }
}

/** Fills a disk to the last block. @returns makes room again */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'ballast');
  const file = await open(path, 'w');
  try {
    for (let size = 1_048_576; size >= 512; size /= 2) {
      const block = Buffer.alloc(size);
      while (await file.write(block).then(({ bytesWritten }) => bytesWritten === size, isNotFull)) continue;
    }
  } finally {
    await file.close();
  }
  return async () => await rm(path);
}

/** @returns false when the disk is full @throws whatever else it is */
function isNotFull(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
  throw error;
}
