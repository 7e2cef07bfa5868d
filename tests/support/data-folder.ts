import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopServer } from '../../src/database/embedded/server.ts';

/**
 * A DATA_DIR for a test, in a place that any user of the machine can reach. Whatever server still runs on it is
 * stopped in the end.
 *
 * @param atEnd registers what is to be done in the end: `afterAll`, or `onTestFinished`
 */
export async function dataFolder(atEnd: (clean: () => Promise<void>) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'campaign-data-'));
  await chmod(folder, 0o755);
  atEnd(async () => {
    await stopServer({ folder, data: join(folder, 'postgres-data'), user: null }, 5_000);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}
