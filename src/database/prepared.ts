import { sql, type PostgresPool, type PostgresPoolClient, type PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/**
 * Put into a statement, it has the server keep its plan for as long as the connection lives. For what is asked all day
 * with the same text, where planning takes longer than running: never for one whose text grows with its input.
 */
export const prepared = sql.raw('/* prepared */');
const mark = '/* prepared */';

/** More texts than this are a mistake: each stays in the memory of every connection. */
const most = 100;

/** A pool whose connections keep the plans of the statements that ask for it. */
export function preparing(pool: Pool): PostgresPool {
  const names = new Map<string, string>();
  const clients = new WeakMap<PoolClient, PreparingClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new PreparingClient(client, names);
      clients.set(client, known);
      return known;
    },
    end: async () => await pool.end(),
  };
}

/** One connection of the pool, for as long as it lives. */
class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #names: Map<string, string>;
  #outdated = false;

  constructor(client: PoolClient, names: Map<string, string>) {
    this.#client = client;
    this.#names = names;
  }

  query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query(cursor: object): never;
  async query<Row>(
    text: string | object,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> {
    if (typeof text !== 'string') throw new TypeError('cursors are not used here');
    const name = text.includes(mark) ? this.#nameOf(text) : undefined;
    try {
      const answer = await this.#client.query<never>({ text, values: [...values], ...(name && { name }) });
      // pg calls any text a command; kysely names those that it looks for.
      return answer as PostgresQueryResult<Row>;
    } catch (err) {
      // Somebody changed a table since: what the server keeps is of no use any more, and is not made anew by itself.
      if (name !== undefined && isOutdatedPlan(err)) this.#outdated = true;
      throw err;
    }
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#outdated);
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= most) return known;
    const name = `p${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}

/** "cached plan must not change result type" */
function isOutdatedPlan(err: unknown): boolean {
  return err instanceof Error && 'code' in err && err.code === '0A000';
}
