import type { Selectable } from 'kysely';
import type { Amendment } from '../../../campaigns/amendment.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import type { Tables } from '../tables.ts';
import type { Db } from './rows.ts';

export function toAmendment(row: Selectable<Tables['amendments']>): Amendment {
  return {
    id: row.id,
    deliveryId: row.delivery_id,
    kind: row.kind,
    state: row.state,
    what: row.what,
    body: row.body,
    claims: row.claims,
    by: row.by,
    at: row.created_at,
    endedAt: row.ended_at,
    attempts: row.attempts,
    cause: row.cause,
  };
}

/** Everything that was done to a delivery, or is to be, oldest first. */
export async function ofDelivery(db: Db, deliveryId: Id): Promise<readonly Amendment[]> {
  const rows = await db
    .selectFrom('amendments')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toAmendment);
}
