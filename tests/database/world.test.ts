import { expect, test } from 'vitest';
import { claimWorld } from '../../src/database/world.ts';
import { Problem } from '../../src/problem.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();

test('a database belongs to the world that it was first opened for', async () => {
  await claimWorld(db, 'sandbox');
  await claimWorld(db, 'sandbox');
  const refused = await claimWorld(db, '123456789012345678').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect(String(refused)).toContain('belongs to the practice server (the sandbox)');
  expect(String(refused)).toContain('started for the Discord application 123456789012345678');
  await claimWorld(db, 'sandbox');
});
