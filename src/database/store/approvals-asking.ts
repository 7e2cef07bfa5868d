import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Approval, ApprovalEnd, ApprovalSubject, ApprovedPart } from '../../../campaigns/approval.ts';
import { changesBetween, hashOfParts, headlineOf, sha256 } from '../../../campaigns/approval-bytes.ts';
import { remindAt } from '../../../campaigns/approval-times.ts';
import type { Id, Snowflake } from '../../../campaigns/campaign.ts';
import { newId } from '../../../campaigns/id.ts';
import type { Approvals, NewApproval } from '../../../campaigns/ports/approvals.ts';
import type { EndedDelivery } from '../../../campaigns/ports/planning.ts';
import { detach } from './approvals-deliveries.ts';
import { currentOf, partsOf, withVotes, type ApprovalRow } from './approvals-rows.ts';
import { request, takeBackRequests } from './approvals-telling.ts';
import { storable, toJson, type Db } from './rows.ts';

/** {@link ../../../campaigns/ports/approvals.ts Approvals.askFor}, in a transaction. */
export async function askFor(
  tx: Db,
  asked: NewApproval,
  now: Temporal.Instant,
  seen: Id | null | undefined,
): ReturnType<Approvals['askFor']> {
  await lockSubject(tx, asked);
  const current = await currentOf(tx, asked).forUpdate().executeTakeFirst();
  const hash = hashOfParts(asked.parts);
  const faster = seen !== undefined && (current?.id ?? null) !== seen;
  if (current && (faster || current.hash === hash)) {
    const approval = await one(tx, faster ? current : await keepUp(tx, current, asked, now));
    return { approval, ended: [] };
  }

  const { ended, ...news } = current
    ? await replaced(tx, current, asked, now)
    : { changed: [], lost: 0, ended: [] };
  const row = await tx
    .insertInto('approvals')
    .values({
      id: newId(),
      campaign_id: asked.campaignId,
      purpose: asked.purpose,
      subject: asked.subject,
      slot: asked.slot,
      amendment: asked.amendment,
      hash,
      headline: storable(headlineOf(asked.parts)),
      editor: asked.editor,
      due_at: asked.dueAt?.toString() ?? null,
      latest_at: asked.latestAt?.toString() ?? null,
      asked_at: now.toString(),
      remind_at: (asked.dueAt && remindAt(asked.dueAt, now))?.toString() ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepParts(tx, row.id, asked.parts);
  await request(tx, row, { kind: current ? 'changed' : 'new', by: asked.editor, ...news }, now);
  await noteApproval(tx, row, current ? 'approval.change' : 'approval.ask', asked.editor, now, {
    changed: news.changed.join(' '),
  });
  return { approval: await one(tx, row), ended };
}

/** Everybody who asks for, or ends, the same comes one after the other. */
async function lockSubject(tx: Db, { campaignId, purpose, subject, slot, amendment }: ApprovalSubject) {
  const key = ['approval', campaignId, purpose, subject, slot, amendment ?? ''].join('\n');
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

async function one(tx: Db, row: ApprovalRow): Promise<Approval> {
  const [approval] = await withVotes(tx, [row]);
  if (approval === undefined) throw new Error('an approval that was just read is not there');
  return approval;
}

/** The same bytes at another time, or written once more by somebody: what others approved stays approved. */
async function keepUp(
  tx: Db,
  row: ApprovalRow,
  { dueAt, latestAt, editor }: NewApproval,
  now: Temporal.Instant,
): Promise<ApprovalRow> {
  if (dueAt === null || latestAt === null) return row;
  const sameTime = row.due_at?.equals(dueAt) && row.latest_at?.equals(latestAt);
  if (sameTime && row.editor === editor) return row;
  return await tx
    .updateTable('approvals')
    .set({
      editor,
      due_at: dueAt.toString(),
      latest_at: latestAt.toString(),
      ...(!sameTime && { remind_at: remindAt(dueAt, now)?.toString() ?? null }),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Ends what was asked before, and says what is different now and how many approvals count no more. */
async function replaced(tx: Db, before: ApprovalRow, asked: NewApproval, now: Temporal.Instant) {
  const changed = changesBetween(await partsOf(tx, before.id), asked.parts);
  const { rows } = await sql<{ lost: number }>`
    select count(*) as lost from approval_votes where approval_id = ${before.id}
  `.execute(tx);
  const ended = await endRows(tx, [before.id], 'changed', now);
  return { changed, lost: rows[0]?.lost ?? 0, ended };
}

async function keepParts(tx: Db, id: Id, parts: readonly ApprovedPart[]): Promise<void> {
  if (parts.length === 0) return;
  await tx
    .insertInto('approval_parts')
    .values(
      parts.map(({ channel, channelId, language, post, crosspost }) => ({
        approval_id: id,
        campaign_channel_id: channel,
        channel_id: channelId,
        language,
        post: JSON.stringify({ ...post, files: undefined, crosspost }),
      })),
    )
    .execute();
  const files = parts.flatMap(({ channel, post }) =>
    post.files.map((file, position) => ({ channel, position, file, hash: sha256(file.bytes) })),
  );
  if (files.length === 0) return;
  await tx
    .insertInto('approval_files')
    .values(
      files.map(({ channel, position, file, hash }) => ({
        approval_id: id,
        campaign_channel_id: channel,
        position,
        name: file.name,
        type: file.type,
        sha256: hash,
      })),
    )
    .execute();
  const contents = new Map(files.map(({ file, hash }) => [hash.toString('hex'), { file, hash }]));
  await tx
    .insertInto('approval_bytes')
    .values(
      [...contents.values()].map(({ file, hash }) => ({
        approval_id: id,
        sha256: hash,
        bytes: Buffer.from(file.bytes),
      })),
    )
    .execute();
}

/** {@link ../../../campaigns/ports/approvals.ts Approvals.end}, in a transaction. */
export async function endSubject(
  tx: Db,
  subject: ApprovalSubject,
  why: ApprovalEnd,
  now: Temporal.Instant,
): ReturnType<Approvals['end']> {
  await lockSubject(tx, subject);
  const current = await currentOf(tx, subject).forUpdate().executeTakeFirst();
  return { ended: current ? await endRows(tx, [current.id], why, now) : [] };
}

/**
 * Ends approvals: nothing goes out under them any more, and requests that nobody has read yet are taken back.
 *
 * @returns the deliveries of those requests
 */
export async function endRows(
  tx: Db,
  ids: readonly Id[],
  why: ApprovalEnd,
  now: Temporal.Instant,
): Promise<readonly EndedDelivery[]> {
  if (ids.length === 0) return [];
  await tx
    .updateTable('approvals')
    .set({ state: 'ended', why, ended_at: now.toString(), remind_at: null })
    .where('id', 'in', [...ids])
    .where('state', '<>', 'ended')
    .execute();
  await detach(tx, ids);
  return await takeBackRequests(tx, ids, now);
}

/** A line of the log about an approval. */
export async function noteApproval(
  tx: Db,
  approval: Pick<ApprovalRow, 'id' | 'campaign_id' | 'purpose' | 'subject' | 'slot' | 'amendment'>,
  what: string,
  by: Snowflake | null,
  now: Temporal.Instant,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { guild_id } = await tx
    .selectFrom('campaign_guild')
    .select('guild_id')
    .where('campaign_id', '=', approval.campaign_id)
    .where('home', '=', true)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('audit')
    .values({
      guild_id,
      campaign_id: approval.campaign_id,
      by,
      what,
      details: toJson({
        approval: approval.id,
        purpose: approval.purpose,
        subject: approval.subject,
        slot: approval.slot,
        ...(approval.amendment !== null && { amendment: approval.amendment }),
        ...more,
      }),
      at: now.toString(),
    })
    .execute();
}
