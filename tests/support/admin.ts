import { Client, type PoolConfig } from 'pg';

/** Runs one statement on the server itself, such as making or dropping a database. */
export async function asAdmin(server: PoolConfig, statement: string): Promise<void> {
  await connected(server, async (client) => await client.query(statement));
}

/** Runs something over a connection of its own. */
export async function connected<Result>(
  database: PoolConfig,
  run: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(database);
  await client.connect();
  try {
    return await run(client);
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
