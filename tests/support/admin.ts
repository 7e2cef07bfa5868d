import { Client, type PoolConfig } from 'pg';

/** Runs one statement on the server itself, such as making or dropping a database. */
export async function asAdmin(server: PoolConfig, statement: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** How to reach another database of the same server. */
export function databaseOf(server: PoolConfig, database: string): PoolConfig {
  if (server.connectionString === undefined) return { ...server, database };
  const url = new URL(server.connectionString);
  url.pathname = `/${database}`;
  return { ...server, connectionString: url.href };
}
