import { type Kysely, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { writeWall } from '../../../campaigns/calendar/wall-time.ts';
import type { Campaign, Snowflake } from '../../../campaigns/campaign.ts';
import type {
  SlotChange,
  SlotDecision,
  SlotKey,
  Slots,
  SlotSaved,
  StandingSlot,
} from '../../../campaigns/ports/slots.ts';
import type { Schedule } from '../../../campaigns/schedule.ts';
import type { Tables } from '../tables.ts';
import { followMourning } from './digest-days.ts';
import { recipientsOf } from './recipients.ts';
import { storable, toChannel, toJson, toSchedule, type Db } from './rows.ts';
import { standingSlot, standingSlots } from './standing.ts';

/** What organisers decide about single posts, over kysely. */
export function slotsOver(db: Kysely<Tables>): Slots {
  return {
    of: async (campaignId) => await standingSlots(db, { campaignId }),
    recipients: async ({ campaignId, purpose, subject }) => {
      const channels = await recipientsOf(db, [{ id: 0, campaign_id: campaignId, purpose, subject }]);
      return (channels.get(0) ?? []).map(toChannel);
    },
    decide: async (guildId, decision) =>
      await db.transaction().execute(async (tx) => await decide(tx, guildId, decision)),
  };
}

/**
 * The schedule is locked first, as the planner does it: what it planned from is then what is decided about. The
 * occurrence is locked next, against what opens it.
 */
async function decide(tx: Db, guildId: Snowflake, decision: SlotDecision): Promise<SlotSaved> {
  const { key, change, seen, by, now } = decision;
  const held = await lock(tx, guildId, key);
  if (held === null) return { kind: 'gone' };
  const { by: lastBy, ...before } = await standingSlot(tx, key);
  if (before.end !== null) return { kind: 'over', end: before.end };
  if (before.version !== seen) {
    const at = await decidedAt(tx, key);
    // Where nobody decided, the post was kept when somebody changed the rule.
    return at === null
      ? { kind: 'gone' }
      : { kind: 'changed', value: before, by: lastBy ?? held.changedBy, at };
  }
  if (change.kind === 'post-now' && held.state !== 'active') return { kind: 'paused' };

  const after = changed(before, change, now, held.schedule.zone);
  await write(tx, after, decision);
  await follow(tx, after, change, held, now);
  // The day of such a post may be another one now, or none.
  if (change.kind !== 'note' && held.schedule.rule.mourned === true) {
    await followMourning(tx, key.campaignId, now, { ended: change.kind !== 'unskip' });
  }
  await tx
    .insertInto('audit')
    .values({
      guild_id: guildId,
      campaign_id: key.campaignId,
      by,
      what: `slot.${change.kind}`,
      details: toJson(detailsOf(before, after)),
      at: now.toString(),
    })
    .execute();
  return { kind: 'saved', value: { ...after, version: seen + 1 } };
}

interface Held {
  readonly schedule: Schedule;
  readonly state: Campaign['state'];
  /** Who changed the settings last; null when it is forgotten. */
  readonly changedBy: Snowflake | null;
}

/** Null when that server has no such schedule, or it is switched off. */
async function lock(tx: Db, guildId: Snowflake, key: SlotKey): Promise<Held | null> {
  const row = await tx
    .selectFrom('schedules')
    .innerJoin('campaigns', 'campaigns.id', 'schedules.campaign_id')
    .innerJoin('campaign_guild', 'campaign_guild.campaign_id', 'campaigns.id')
    .selectAll('schedules')
    .select(['campaigns.state', 'campaigns.changed_by'])
    .where('campaign_guild.guild_id', '=', guildId)
    .where('schedules.campaign_id', '=', key.campaignId)
    .where('schedules.purpose', '=', key.purpose)
    .where('schedules.subject', '=', key.subject)
    .forUpdate('schedules')
    .executeTakeFirst();
  if (row === undefined) return null;
  const schedule = toSchedule(row);
  if (!schedule.enabled) return null;
  await tx.selectFrom('occurrences').select('id').where(ofKey(key)).forUpdate().execute();
  return { schedule, state: row.state, changedBy: row.changed_by };
}

/** Null when nothing was ever decided about it. */
async function decidedAt(tx: Db, key: SlotKey): Promise<Temporal.Instant | null> {
  const row = await tx.selectFrom('overrides').select('decided_at').where(ofKey(key)).executeTakeFirst();
  return row?.decided_at ?? null;
}

/** A skip keeps the time to which a post was moved, and a note stands whatever becomes of it. */
function changed(
  before: StandingSlot,
  change: SlotChange,
  now: Temporal.Instant,
  zone: string,
): StandingSlot {
  switch (change.kind) {
    case 'skip':
      return { ...before, skipped: true };
    case 'unskip':
      return { ...before, skipped: false };
    case 'move':
      return { ...before, movedTo: change.to };
    case 'move-back':
      return { ...before, movedTo: null };
    case 'note': {
      const note = storable(change.note ?? '').trim();
      return { ...before, note: note === '' ? null : note };
    }
    case 'post-now':
      return {
        ...before,
        skipped: false,
        movedTo: writeWall(now.toZonedDateTimeISO(zone).toPlainDateTime()),
      };
  }
}

async function write(tx: Db, after: StandingSlot, { by, now }: SlotDecision): Promise<void> {
  const decided = {
    moved_to: after.movedTo,
    skipped: after.skipped,
    note: after.note,
    decided_by: by,
    decided_at: now.toString(),
  };
  await tx
    .insertInto('overrides')
    .values({
      campaign_id: after.campaignId,
      purpose: after.purpose,
      subject: after.subject,
      slot: after.slot,
      ...decided,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'purpose', 'subject', 'slot'])
        .doUpdateSet({ ...decided, version: sql`overrides.version + 1` }),
    )
    .execute();
}

/** Brings what is planned up to the decision. What is not planned yet is planned with it. */
async function follow(
  tx: Db,
  after: StandingSlot,
  { kind }: SlotChange,
  { schedule, state }: Held,
  now: Temporal.Instant,
): Promise<void> {
  switch (kind) {
    case 'note':
      return;
    case 'skip':
    case 'unskip':
      await tx.updateTable('occurrences').set({ skip: after.skipped }).where(ofKey(after)).execute();
      return;
    case 'move':
    case 'move-back':
      await tx.deleteFrom('occurrences').where(ofKey(after)).execute();
      await lookAgain(tx, schedule, state, now);
      return;
    case 'post-now':
      await makeDue(tx, after, schedule, now);
  }
}

/** Has a schedule planned anew from now on; what its last look did not reach is not passed over. */
async function lookAgain(
  tx: Db,
  { id }: Schedule,
  state: Campaign['state'],
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('schedules')
    .set({
      planned_until: sql<string>`least(planned_until, ${now.toString()}::timestamptz)`,
      ...(state !== 'archived' && { next_look_at: now.toString() }),
    })
    .where('id', '=', id)
    .execute();
}

async function makeDue(
  tx: Db,
  { campaignId, purpose, subject, slot }: StandingSlot,
  { zone, latenessMinutes }: Schedule,
  now: Temporal.Instant,
): Promise<void> {
  const due = {
    zone,
    wall: null,
    due_at: now.toString(),
    latest_at: now.add({ minutes: latenessMinutes }).toString(),
    skip: false,
  };
  await tx
    .insertInto('occurrences')
    .values({ campaign_id: campaignId, purpose, subject, slot, ...due })
    .onConflict((conflict) =>
      conflict.columns(['campaign_id', 'purpose', 'subject', 'slot']).doUpdateSet(due),
    )
    .execute();
}

function detailsOf(before: StandingSlot, after: StandingSlot): Readonly<Record<string, string>> {
  const { purpose, subject, slot } = after;
  return {
    purpose,
    subject,
    slot,
    ...(before.movedTo !== after.movedTo && {
      from: before.movedTo ?? slot,
      to: after.movedTo ?? slot,
    }),
    ...(before.note !== after.note && { note: after.note === null ? 'removed' : 'written' }),
  };
}

function ofKey({ campaignId, purpose, subject, slot }: SlotKey) {
  return sql<boolean>`(campaign_id, purpose, subject, slot)
    = (${campaignId}, ${purpose}, ${subject}, ${slot})`;
}
