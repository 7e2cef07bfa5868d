import type { Temporal } from 'temporal-polyfill';
import { changesBetween, hashOfParts } from '../campaigns/approval-bytes.ts';
import { askAhead, dueUnapproved } from '../campaigns/approval-times.ts';
import { isApproved, type Approval } from '../campaigns/approval.ts';
import type { Id, Snowflake } from '../campaigns/campaign.ts';
import type { Near } from '../campaigns/ports/approvals.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { Ready } from '../campaigns/ports/planning.ts';
import { renderParts, type PartsDeps, type Rendered } from './approval-parts.ts';

export interface ApprovalsOptions extends PartsDeps {
  readonly log: Log;
  /** How often what is not due yet is rendered again, in milliseconds of the campaign clock. */
  readonly recheckMs?: number;
  /** How many occurrences are looked at in one statement. */
  readonly batch?: number;
}

/** Asks for approvals in time, ends those of what changed, and says what may be opened. */
export interface ApprovalKeeper {
  /**
   * @param now on the campaign clock
   * @returns what is due and approved: rendered a moment ago, it was what was approved
   */
  keep(now: Temporal.Instant, isStopped: () => boolean): Promise<readonly Ready[]>;
}

export function createApprovalKeeper(given: ApprovalsOptions): ApprovalKeeper {
  const options = { recheckMs: 30_000, batch: 100, ...given };
  const looked = new Map<number, Look>();
  return {
    keep: async (now, isStopped) => {
      const { approvalPlanning } = options.store;
      for (const id of await approvalPlanning.settle(now)) await approvalPlanning.close(id, 'missed', now);
      const ready: Ready[] = [];
      const attached: Id[] = [];
      const seen = new Set<number>();
      for await (const near of allNear(now, options, isStopped)) {
        seen.add(near.occurrence);
        if (mayWait(near, looked.get(near.occurrence), now, options.recheckMs)) continue;
        try {
          const verdict = await look(near, now, options);
          looked.set(near.occurrence, { at: now.epochMilliseconds, approval: verdict.approval });
          if (!verdict.ready) continue;
          if (near.opened) attached.push(...(verdict.approval === null ? [] : [verdict.approval]));
          else ready.push({ occurrence: near.occurrence, approval: verdict.approval });
        } catch (err) {
          // It stays where it is: what could not be looked at is not opened.
          options.log.error(
            { err, occurrence: near.occurrence },
            'the approval of a post could not be looked at',
          );
        }
      }
      for (const occurrence of looked.keys()) if (!seen.has(occurrence)) looked.delete(occurrence);
      if (attached.length > 0) await approvalPlanning.attach(attached);
      await approvalPlanning.remind(now, options.batch);
      return ready;
    },
  };
}

type Settings = ApprovalsOptions & { readonly batch: number };

interface Look {
  readonly at: number;
  readonly approval: Id | null;
}

async function* allNear(now: Temporal.Instant, { store, batch }: Settings, isStopped: () => boolean) {
  let after: Near | null = null;
  while (!isStopped()) {
    const page: readonly Near[] = await store.approvalPlanning.near(now, now.add(askAhead), batch, after);
    yield* page;
    if (page.length < batch) return;
    after = page.at(-1) ?? null;
  }
}

/** What would not be opened now anyway need not be looked at every few seconds. */
function mayWait(near: Near, last: Look | undefined, now: Temporal.Instant, recheckMs: number): boolean {
  if (last === undefined || near.approval === null || last.approval !== near.approval.id) return false;
  if (now.epochMilliseconds - last.at >= recheckMs || now.epochMilliseconds < last.at) return false;
  return !isDue(near, now);
}

function isDue({ dueAt }: Near, now: Temporal.Instant): boolean {
  return dueAt.epochMilliseconds <= now.epochMilliseconds;
}

interface Verdict {
  /** It may go out now. */
  readonly ready: boolean;
  readonly approval: Id | null;
}

/** Renders it, asks (again) when that is something else than what is asked, and judges it. */
async function look(near: Near, now: Temporal.Instant, options: Settings): Promise<Verdict> {
  const { approvals } = options.store;
  const subject = { ...subjectOf(near), amendment: null };
  const rendered = await renderParts(near, options);
  const { parts } = rendered;
  if (parts.length === 0) {
    if (near.approval) await approvals.end(subject, 'gone', now);
    // There is nothing that anybody could approve: whoever posts it finds that out and says so.
    return { ready: isDue(near, now) && !near.opened, approval: null };
  }
  const hash = hashOfParts(parts);
  const { dueAt, latestAt } = near;
  const known = near.approval;
  const approval =
    known && known.hash === hash && known.dueAt?.equals(dueAt) && known.latestAt?.equals(latestAt)
      ? known
      : await approvals.askFor(
          { ...subject, parts, editor: await editorOf(near, rendered, options), dueAt, latestAt },
          now,
          known?.id ?? null,
        );
  // Somebody was faster, from what there was before or after: the next look shows it.
  if (approval.hash !== hash) return { ready: false, approval: approval.id };
  return { ready: isDue(near, now) && (await mayGoOut(near, approval, now, options)), approval: approval.id };
}

/** Approved, or it is due and its campaign does not wait any longer. */
async function mayGoOut(
  { campaign, dueAt, latestAt }: Near,
  approval: Approval,
  now: Temporal.Instant,
  { store }: Settings,
): Promise<boolean> {
  if (isApproved(approval, campaign.approvals)) return true;
  switch (dueUnapproved({ ...approval, dueAt, latestAt }, campaign.unanswered, now)) {
    case 'hold':
      return false;
    case 'post':
      await store.approvalPlanning.release(approval.id, now);
      return true;
    case 'skip':
      await store.approvalPlanning.close(approval.id, 'skipped', now);
      return false;
  }
}

/** What the settings of a campaign decide of a post. */
const ofSettings: ReadonlySet<string> = new Set(['channel', 'role', 'language']);

/**
 * Who changed it last. The settings count when they changed something of it: whoever set the campaign up did not
 * write its posts.
 */
async function editorOf(
  near: Near,
  { parts, edited }: Rendered,
  { store }: Settings,
): Promise<Snowflake | null> {
  const { campaign, approval } = near;
  const changes = approval ? changesBetween(await store.approvals.parts(approval.id), parts) : [];
  const { changedBy: by, changedAt } = campaign;
  const settings =
    by !== null && changes.some((change) => ofSettings.has(change))
      ? [{ by, at: changedAt.epochMilliseconds }]
      : [];
  return [...edited, ...settings].toSorted((a, b) => b.at - a.at)[0]?.by ?? null;
}

function subjectOf({ campaignId, purpose, subject, slot }: Near) {
  return { campaignId, purpose, subject, slot };
}
