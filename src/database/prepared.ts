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
  const plans: Plans = { names: new Map(), kept: true };
  const clients = new WeakMap<PoolClient, PreparingClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new PreparingClient(client, plans);
      clients.set(client, known);
      return known;
    },
    end: async () => await pool.end(),
  };
}

/** What all connections of a pool know. */
interface Plans {
  /** Of the texts. */
  readonly names: Map<string, string>;
  /** False once it was seen that connections do not keep what was prepared on them. */
  kept: boolean;
}

/** One connection of the pool, for as long as it lives. */
class PreparingClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #plans: Plans;
  #outdated = false;

  constructor(client: PoolClient, plans: Plans) {
    this.#client = client;
    this.#plans = plans;
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
      if (name !== undefined) this.#learnFrom(err);
      throw err;
    }
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#outdated);
  }

  #learnFrom(err: unknown): void {
    const code = err instanceof Error && 'code' in err ? err.code : undefined;
    // Somebody changed a table since: what the server keeps is of no use any more, and is not made anew by itself.
    if (code === problems.outdated) this.#outdated = true;
    // A pooler hands out another connection to the server each time, and does not know of prepared statements.
    if (code === problems.unknown || code === problems.taken) this.#plans.kept = false;
  }

  #nameOf(text: string): string | undefined {
    const { names, kept } = this.#plans;
    if (!kept) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known;
    const name = `p${names.size}`;
    names.set(text, name);
    return name;
  }
}

/** PostgreSQL's codes for what becomes of a prepared statement; the next attempt does without or with a new one. */
const problems = {
  /** `feature_not_supported`: "cached plan must not change result type" */
  outdated: '0A000',
  /** `invalid_sql_statement_name`: not prepared on this connection */
  unknown: '26000',
  /** `duplicate_prepared_statement`: prepared by somebody else */
  taken: '42P05',
} as const;
