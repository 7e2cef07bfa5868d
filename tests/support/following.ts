import type { Purpose } from '../../campaigns/schedule.ts';
import { loggable } from '../../src/log.ts';
import type { World } from './campaign-world.ts';
import type { LoggedLine } from './managing.ts';

/** A line as it is written: errors reduced to what may be read. */
export function written({ fields, message }: LoggedLine): string {
  return JSON.stringify([message, fields], (_key, value: unknown) =>
    value instanceof Error ? loggable(value) : value,
  );
}

/** The lines that the id of a delivery finds, and nothing else. */
export function linesAbout(logged: readonly LoggedLine[], id: string): readonly LoggedLine[] {
  return logged.filter((line) => written(line).includes(id));
}

/** What the log says with the id of a delivery and nothing else. */
export function about(logged: readonly LoggedLine[], id: string): readonly string[] {
  return linesAbout(logged, id).map(({ message }) => message);
}

/** The one delivery that there is for a purpose. */
export async function theOnly({ database }: Pick<World, 'database'>, purpose: Purpose): Promise<string> {
  const rows = await database.db
    .selectFrom('deliveries')
    .innerJoin('occurrences', 'occurrences.id', 'deliveries.occurrence_id')
    .select('deliveries.id')
    .where('occurrences.purpose', '=', purpose)
    .execute();
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`${rows.length} deliveries for ${purpose}`);
  return row.id;
}
