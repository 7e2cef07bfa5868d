import type { Kysely } from 'kysely';
import type { AmendmentStanding, ApprovalPlanning, Approvals } from '../../../campaigns/ports/approvals.ts';
import { isApproved, type Approval } from '../../../campaigns/approval.ts';
import type { Campaign } from '../../../campaigns/campaign.ts';
import type { Tables } from '../tables.ts';
import { askFor, endSubject } from './approvals-asking.ts';
import { attach, lockApproved } from './approvals-deliveries.ts';
import { basisOf } from './approvals-basis.ts';
import { near, nearFor } from './approvals-near.ts';
import { approvalsNeeded } from './approvals-needed.ts';
import { partsOf, currentOf, withVotes } from './approvals-rows.ts';
import { close, forgetNames, release, remind, settle } from './approvals-settling.ts';
import { askAgain, reject, takeBack, vote } from './approvals-votes.ts';

/** Which bytes may go out, over kysely. */
export function approvalsOver(db: Kysely<Tables>): Approvals {
  return {
    find: async (guildId, id) => {
      const rows = await db
        .selectFrom('approvals')
        .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'approvals.campaign_id')
        .selectAll('approvals')
        .where('approvals.id', '=', id)
        .where('campaign_guild.guild_id', '=', guildId)
        .execute();
      return (await withVotes(db, rows))[0] ?? null;
    },

    current: async (subject) => (await withVotes(db, await currentOf(db, subject).execute()))[0] ?? null,

    waiting: async (campaignId) =>
      await withVotes(
        db,
        await db
          .selectFrom('approvals')
          .selectAll()
          .where('campaign_id', '=', campaignId)
          .where('state', '<>', 'ended')
          .orderBy('due_at')
          .orderBy('id')
          .execute(),
      ),

    parts: async (id) => await partsOf(db, id),

    basis: async (subject) => await basisOf(db, subject),

    vote: async (guildId, id, person, judged, now) =>
      await db.transaction().execute(async (tx) => await vote(tx, { guildId, id, person, now }, judged)),
    takeBack: async (guildId, id, person, now) =>
      await db.transaction().execute(async (tx) => await takeBack(tx, { guildId, id, person, now })),
    reject: async (guildId, id, person, reason, now) =>
      await db.transaction().execute(async (tx) => await reject(tx, { guildId, id, person, now }, reason)),
    askAgain: async (guildId, id, person, now) =>
      await db.transaction().execute(async (tx) => await askAgain(tx, { guildId, id, person, now })),

    askFor: async (asked, now, seen) =>
      await db.transaction().execute(async (tx) => await askFor(tx, asked, now, seen)),

    amendment: async (campaignId, amendment) => {
      const { approvals: needed } = await db
        .selectFrom('campaigns')
        .select('approvals')
        .where('id', '=', campaignId)
        .executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom('approvals')
        .selectAll()
        .where('campaign_id', '=', campaignId)
        .where('amendment', '=', amendment)
        .orderBy('asked_at', 'desc')
        .limit(1)
        .execute();
      const [approval = null] = await withVotes(db, rows);
      return { approval, standing: standingOf(approval, needed) };
    },

    end: async (subject, why, now) =>
      await db.transaction().execute(async (tx) => await endSubject(tx, subject, why, now)),
  };
}

function standingOf(approval: Approval | null, needed: Campaign['approvals']): AmendmentStanding {
  if (needed === 0) return 'not-needed';
  if (approval === null) return 'waiting';
  if (approval.state !== 'open') return approval.state;
  return isApproved(approval, needed) ? 'approved' : 'waiting';
}

/** How the planner keeps approvals and posts together, over kysely. */
export function approvalPlanningOver(db: Kysely<Tables>): ApprovalPlanning {
  return {
    needed: async () => await approvalsNeeded(db),
    near: async (now, until, limit, after) => await near(db, now, until, limit, after),
    nearFor: async (subject) => await nearFor(db, subject),
    release: async (id, now) => await db.transaction().execute(async (tx) => await release(tx, id, now)),
    close: async (id, as, now) => await db.transaction().execute(async (tx) => await close(tx, id, as, now)),
    attach: async (ids) =>
      await db.transaction().execute(async (tx) => await attach(tx, [...(await lockApproved(tx, ids))])),
    remind: async (now, limit) => await db.transaction().execute(async (tx) => await remind(tx, now, limit)),
    settle: async (now) => await db.transaction().execute(async (tx) => await settle(tx, now)),
    forgetNames: async (before) =>
      await db.transaction().execute(async (tx) => await forgetNames(tx, before)),
  };
}
