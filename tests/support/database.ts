import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import type { Database } from '../../src/database/database.ts';
import { asAdmin, databaseOf } from './admin.ts';
import { emptied } from './reuse.ts';

export interface TestDatabase extends Database {
  readonly name: string;
  /** Closes it. Nobody sees it again, nor anything that was in it. */
  drop(): Promise<void>;
}

/**
 * A database of its own with the whole schema, empty, removed when the test file is done. Call it at the top
 * of a test file, or of a `describe`:
 *
 *     const database = await freshDatabase();
 */
export async function freshDatabase(): Promise<TestDatabase> {
  const made = await makeDatabase();
  afterAll(async () => await made.drop());
  return made;
}

/** Emptied databases of tests that are done. The files of a worker come one after the other and share them. */
const spare: string[] = [];

/** The same for a single test, which must call `drop` itself. Without the schema when `empty`. */
export async function makeDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const { server, template, fingerprint, run, strategy } = inject('postgres');
  const isEmpty = options.empty === true;
  const create = async (from: string): Promise<string> => {
    const made = `${run}_${randomBytes(6).toString('hex')}`;
    await asAdmin(server, `create database ${made} template ${from} ${strategy}`);
    return made;
  };
  const name = isEmpty ? await create('template0') : (spare.pop() ?? (await create(template)));
  const database = createDatabase({ poolConfig: databaseOf(server, name) });
  const drop = async (): Promise<void> => {
    await database.close();
    if (!isEmpty && (await emptied(databaseOf(server, name), fingerprint).catch(() => false))) {
      spare.push(name);
    } else await asAdmin(server, `drop database if exists ${name} with (force)`);
  };
  let dropped: Promise<void> | undefined;
  return {
    ...database,
    name,
    drop: async () => await (dropped ??= drop()),
  };
}
