import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { createDatabase } from '../../src/database/database.ts';
import type { Database } from '../../src/database/database.ts';
import { asAdmin, databaseOf } from './admin.ts';

export interface TestDatabase extends Database {
  readonly name: string;
  /** Closes it and removes it, whoever else is still connected. */
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

/** The same for a single test, which must call `drop` itself. Without the schema when `empty`. */
export async function makeDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const { server, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(
    server,
    `create database ${name} template ${options.empty === true ? 'template0' : template}`,
  );
  const database = createDatabase({ poolConfig: databaseOf(server, name) });
  return {
    ...database,
    name,
    drop: async () => {
      await database.close();
      await asAdmin(server, `drop database if exists ${name} with (force)`);
    },
  };
}
