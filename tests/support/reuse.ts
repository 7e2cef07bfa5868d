import type { Client, PoolConfig } from 'pg';
import { connected } from './admin.ts';

/** What a database is made of, columns, constraints and indexes of all schemas, in one word. */
const fingerprint = `
  select md5(string_agg(part, ' ' order by part)) as fingerprint from (
    select concat_ws('.', relnamespace::regnamespace, relname, attname, atttypid, attnotnull) as part
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where attnum > 0 and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    union all
    select concat_ws('.', conrelid::regclass, conname) from pg_constraint where conrelid <> 0
    union all
    select concat_ws('.', tgrelid::regclass, tgname) from pg_trigger where not tgisinternal
    union all
    select nspname from pg_namespace where nspname !~ '^pg_'
    union all
    select unnest(setconfig) from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = current_database())
  ) as parts`;

/** Only tables in which there is something are touched: most stay empty in a test. */
const empty = `
  do $$
  declare
    one text;
    filled boolean;
  begin
    set local session_replication_role = replica;
    for one in select format('%I.%I', schemaname, tablename) from pg_tables
      where schemaname !~ '^(pg_|information_schema)' and tablename !~ '^kysely_'
    loop
      execute 'select exists (select from ' || one || ')' into filled;
      if filled then
        execute 'delete from ' || one;
      end if;
    end loop;
    for one in select format('%I.%I', schemaname, sequencename) from pg_sequences
      where schemaname !~ '^(pg_|information_schema)' and last_value is not null
    loop
      execute 'alter sequence ' || one || ' restart';
    end loop;
    -- The one row that the migrations write.
    insert into heartbeat (at, trusted_since) values (clock_timestamp(), clock_timestamp());
  end
  $$`;

export async function fingerprintOf(database: PoolConfig): Promise<string> {
  return await connected(database, async (client) => await ask(client));
}

/**
 * Makes a database as it was when its schema was made: to copy the schema again takes twenty times as long.
 *
 * @param like the fingerprint that it had then
 * @returns false when it is not what it was, or somebody is still connected: then it is good for nothing but dropping
 */
export async function emptied(database: PoolConfig, like: string): Promise<boolean> {
  return await connected(database, async (client) => {
    const others = await client.query(
      `select from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if (others.rows.length > 0 || (await ask(client)) !== like) return false;
    await client.query(empty);
    return true;
  });
}

async function ask(client: Client): Promise<string> {
  const { rows } = await client.query<{ fingerprint: string }>(fingerprint);
  return rows[0]?.fingerprint ?? '';
}
