import type { Temporal } from 'temporal-polyfill';
import { isApproved, mayApprove, type Approval } from '../../../campaigns/approval.ts';
import type { Campaign, Id, Snowflake } from '../../../campaigns/campaign.ts';
import type { Judged, VoteResult } from '../../../campaigns/ports/approvals.ts';
import { noteApproval } from './approvals-asking.ts';
import { basisOf } from './approvals-basis.ts';
import { detach, isOut } from './approvals-deliveries.ts';
import { currentOf, withVotes, type ApprovalRow } from './approvals-rows.ts';
import { request, takeBackRequests, tellOver } from './approvals-telling.ts';
import { ending } from './ending.ts';
import { storable, type Db } from './rows.ts';

/** Somebody who says something to an approval. */
export interface Said {
  readonly guildId: Snowflake;
  readonly id: Id;
  readonly person: Snowflake;
  readonly now: Temporal.Instant;
}

/**
 * {@link ../../../campaigns/ports/approvals.ts Approvals.vote}, in a transaction. What it is made of is compared in one
 * statement, behind the lock of what is asked: a change that is committed by then is seen, and one that comes later
 * changes what was approved before it, which ends the approval.
 */
export async function vote(tx: Db, said: Said, judged: Judged): Promise<VoteResult> {
  const found = await held(tx, said);
  if (found.kind !== 'held') return found;
  if (found.row.state !== 'open') return { kind: 'stale', approval: found.approval, now: found.approval };
  if ((await basisOf(tx, { ...found.approval, purpose: found.row.purpose })) !== judged.basis) {
    return { kind: 'moved', approval: found.approval };
  }
  const { row, approval, needed } = await changedBy(tx, found, judged.editor);
  if (!mayApprove(approval, said.person, needed)) return { kind: 'editor', approval };
  const given = await tx
    .insertInto('approval_votes')
    .values({ approval_id: row.id, person: said.person, at: said.now.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .executeTakeFirst();
  if (given === undefined) return { kind: 'already', approval };
  await noteApproval(tx, row, 'approval.vote', said.person, said.now);
  const after = await again(tx, row);
  const result = { kind: 'given', approval: after } as const;
  if (!isApproved(after, needed) || isApproved(approval, needed)) return result;
  // Who was not asked yet need not be, and who was asked learns that nothing more is to be done.
  const ended = await takeBackRequests(tx, [row.id], said.now);
  await tellOver(tx, row, { what: 'approved', by: said.person, reason: '' }, said.now);
  return ending(result, ended);
}

/** {@link ../../../campaigns/ports/approvals.ts Approvals.takeBack}, in a transaction. */
export async function takeBack(tx: Db, said: Said): Promise<VoteResult> {
  const found = await held(tx, said);
  if (found.kind !== 'held') return found;
  const { row, approval, needed } = found;
  if (!approval.votes.some(({ person }) => person === said.person)) return { kind: 'already', approval };
  if (await isOut(tx, row.id)) return { kind: 'too-late', approval };
  await tx
    .deleteFrom('approval_votes')
    .where('approval_id', '=', row.id)
    .where('person', '=', said.person)
    .execute();
  const left = await again(tx, row);
  if (!isApproved(left, needed)) await detach(tx, [row.id]);
  await noteApproval(tx, row, 'approval.take-back', said.person, said.now);
  return { kind: 'taken-back', approval: left };
}

/** {@link ../../../campaigns/ports/approvals.ts Approvals.reject}, in a transaction. */
export async function reject(tx: Db, said: Said, reason: string): Promise<VoteResult> {
  const found = await held(tx, said);
  if (found.kind !== 'held') return found;
  const { row, approval } = found;
  if (row.state === 'rejected') return { kind: 'already', approval };
  if (await isOut(tx, row.id)) return { kind: 'too-late', approval };
  const rejected = await tx
    .updateTable('approvals')
    .set({ state: 'rejected', rejected_by: said.person, rejection: storable(reason), released: false })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await detach(tx, [row.id]);
  await tellOver(tx, rejected, { what: 'rejected', by: said.person, reason: storable(reason) }, said.now);
  await noteApproval(tx, row, 'approval.reject', said.person, said.now);
  return { kind: 'given', approval: await again(tx, rejected) };
}

/** {@link ../../../campaigns/ports/approvals.ts Approvals.askAgain}, in a transaction. */
export async function askAgain(tx: Db, said: Said): Promise<VoteResult> {
  const found = await held(tx, said);
  if (found.kind !== 'held') return found;
  const { row, approval } = found;
  if (row.state !== 'rejected') return { kind: 'already', approval };
  await tx.deleteFrom('approval_votes').where('approval_id', '=', row.id).execute();
  const open = await tx
    .updateTable('approvals')
    .set({ state: 'open', rejected_by: null, rejection: null, asked_at: said.now.toString() })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await request(tx, open, { kind: 'again', by: said.person }, said.now);
  await noteApproval(tx, row, 'approval.ask-again', said.person, said.now);
  return { kind: 'given', approval: await again(tx, open) };
}

interface Asked {
  readonly row: ApprovalRow;
  readonly approval: Approval;
  readonly needed: Campaign['approvals'];
}

/** The same with who changed it last: somebody may have written anew what stood there. */
async function changedBy(tx: Db, { row, needed, approval }: Asked, editor: Snowflake | null): Promise<Asked> {
  if (editor === row.editor) return { row, approval, needed };
  const changed = await tx
    .updateTable('approvals')
    .set({ editor })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { row: changed, approval: await again(tx, changed), needed };
}

type Held =
  | (Asked & { readonly kind: 'held' })
  | Extract<VoteResult, { readonly kind: 'stale' | 'gone' | 'too-late' }>;

/** What is asked, locked against everybody who says or opens something else meanwhile. */
async function held(tx: Db, { guildId, id }: Said): Promise<Held> {
  const row = await tx
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', 'in', (of) =>
      of.selectFrom('campaign_guild').select('campaign_id').where('guild_id', '=', guildId),
    )
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return { kind: 'gone' };
  const approval = await again(tx, row);
  if (row.state === 'ended') {
    if (row.why === 'posted') return { kind: 'too-late', approval };
    const subject = { ...approval, purpose: row.purpose };
    const [now = null] = await withVotes(tx, await currentOf(tx, subject).execute());
    return { kind: 'stale', approval, now };
  }
  if (row.amendment !== null && !(await isWanted(tx, row.amendment))) {
    return { kind: 'stale', approval, now: null };
  }
  const { approvals: needed } = await tx
    .selectFrom('campaigns')
    .select('approvals')
    .where('id', '=', row.campaign_id)
    .executeTakeFirstOrThrow();
  return { kind: 'held', row, approval, needed };
}

/** Whether a correction is still to be carried out: nobody wrote another in its place, or withdrew the post. */
async function isWanted(tx: Db, amendment: Id): Promise<boolean> {
  const row = await tx
    .selectFrom('amendments')
    .select('state')
    .where('id', '=', amendment)
    .forShare()
    .executeTakeFirst();
  return row === undefined || row.state === 'open';
}

async function again(tx: Db, row: ApprovalRow): Promise<Approval> {
  const [approval] = await withVotes(tx, [row]);
  if (approval === undefined) throw new Error('an approval that was just read is not there');
  return approval;
}
