import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Database } from '../../database/database.ts';
import { fix, note, ok, type Finding } from './finding.ts';

/** Under this the database cannot work for long. */
const leastBytes = 200 * 1024 * 1024;
/** A worker whose clock is further off posts nothing. */
const mostSecondsOff = 30;
/** From here on posts may say that they are late, or come early. */
const fewSecondsOff = 5;

/** One that is too old never comes this far: the start refuses it. */
export function examineRuntime(): Finding {
  return ok('node', `Node.js ${process.versions.node}`);
}

/** Room where the embedded database lives. */
export async function examineRoom(dataDir: string): Promise<Finding> {
  const disk = await statfs(dataDir).catch(() => null);
  if (disk === null) return note('data folder', `${dataDir} is not there yet`);
  const free = disk.bavail * disk.bsize;
  const text = `${Math.round(free / 1024 / 1024)} MB free in ${dataDir}`;
  return free < leastBytes
    ? fix('data folder', `${text}: make room, or set DATA_DIR to another disk.`)
    : ok('data folder', text);
}

/** This machine's clock beside the database's, which leases are measured by. */
export async function examineClock({ db }: Database): Promise<Finding> {
  const before = Temporal.Now.instant();
  const { rows } = await sql<{ time: Temporal.Instant }>`select clock_timestamp() as time`.execute(db);
  const after = Temporal.Now.instant();
  const middle = before.add({ nanoseconds: Math.round(after.since(before).total('nanoseconds') / 2) });
  const off = Math.abs(rows[0]?.time.since(middle).total('seconds') ?? Number.NaN);
  const text = `${off.toFixed(1)} s between this machine's clock and the database's`;
  if (off > mostSecondsOff) {
    return fix(
      'clock',
      `${text}: nothing is posted from here. Set both by NTP ("timedatectl set-ntp true").`,
    );
  }
  return off > fewSecondsOff ? note('clock', `${text}: set both by NTP`) : ok('clock', text);
}

/** Which rules of time zones are used, and whether every campaign's zone is among them. */
export async function examineZones(database: Database | null): Promise<Finding> {
  const version = process.versions['tz'] ?? 'unknown';
  const used = database === null ? [] : await zonesOf(database);
  const unknown = used.filter((zone) => !isZone(zone));
  if (unknown.length > 0) {
    return fix(
      'time zones',
      `the rules of ${version} do not know ${unknown.join(', ')}: choose another zone for those campaigns, or update Node.js.`,
    );
  }
  return ok('time zones', `rules of ${version}${used.length === 0 ? '' : `, in use: ${used.join(', ')}`}`);
}

async function zonesOf({ db }: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('campaigns')
    .select('zone')
    .distinct()
    .where('state', '<>', 'archived')
    .orderBy('zone')
    .execute()
    .catch(() => []);
  return rows.map(({ zone }) => zone);
}

function isZone(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
