import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Approval, ApprovalSubject, ApprovedPart } from '../../../campaigns/approval.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import type { FrozenPost } from '../../../campaigns/delivery.ts';
import type { Tables } from '../tables.ts';
import type { Db } from './rows.ts';

export type ApprovalRow = Selectable<Tables['approvals']>;

/** A post as it is kept beside its files. */
const StoredPost = z.object({
  body: z.string(),
  lateBody: z.string().exactOptional(),
  claims: z.array(z.string()),
}) satisfies z.ZodType<Omit<FrozenPost, 'files'>>;
const StoredPart = StoredPost.extend({ crosspost: z.literal(true).exactOptional() });

/** Approvals of these rows with their votes, in the order of the rows. */
export async function withVotes(db: Db, rows: readonly ApprovalRow[]): Promise<readonly Approval[]> {
  if (rows.length === 0) return [];
  const votes = await db
    .selectFrom('approval_votes')
    .selectAll()
    .where(
      'approval_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('person')
    .execute();
  const byApproval = Map.groupBy(votes, (vote) => vote.approval_id);
  return rows.map((row) => toApproval(row, byApproval.get(row.id) ?? []));
}

function toApproval(row: ApprovalRow, votes: readonly Selectable<Tables['approval_votes']>[]): Approval {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    purpose: row.purpose,
    subject: row.subject,
    slot: row.slot,
    amendment: row.amendment,
    hash: row.hash,
    headline: row.headline,
    state: row.state,
    ended: row.why,
    editor: row.editor,
    released: row.released,
    dueAt: row.due_at,
    latestAt: row.latest_at,
    askedAt: row.asked_at,
    votes: votes.map(({ person, at }) => ({ person, at })),
    rejection: row.rejection === null ? null : { by: row.rejected_by, reason: row.rejection },
  };
}

/** What is asked for a subject now, as a query to go on with. */
export function currentOf(db: Db, subject: ApprovalSubject) {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('campaign_id', '=', subject.campaignId)
    .where('purpose', '=', subject.purpose)
    .where('subject', '=', subject.subject)
    .where('slot', '=', subject.slot)
    .where('amendment', 'is not distinct from', subject.amendment)
    .where('state', '<>', 'ended');
}

/** {@link ../../../campaigns/ports/approvals.ts Approvals.parts} */
export async function partsOf(db: Db, id: Id): Promise<readonly ApprovedPart[]> {
  const parts = await db
    .selectFrom('approval_parts')
    .selectAll()
    .where('approval_id', '=', id)
    .orderBy('channel_id')
    .execute();
  const files = await db
    .selectFrom('approval_files')
    .innerJoin('approval_bytes', (join) =>
      join
        .onRef('approval_bytes.approval_id', '=', 'approval_files.approval_id')
        .onRef('approval_bytes.sha256', '=', 'approval_files.sha256'),
    )
    .select(['approval_files.campaign_channel_id', 'name', 'type', 'bytes'])
    .where('approval_files.approval_id', '=', id)
    .orderBy('approval_files.position')
    .execute();
  return parts.map((part) => {
    const { crosspost, ...post } = StoredPart.parse(part.post);
    return {
      channel: part.campaign_channel_id,
      channelId: part.channel_id,
      language: part.language,
      post: {
        ...post,
        files: files
          .filter((file) => file.campaign_channel_id === part.campaign_channel_id)
          .map(({ name, type, bytes }) => ({ name, type, bytes: new Uint8Array(bytes) })),
      },
      ...(crosspost && { crosspost }),
    };
  });
}
