import type { Temporal } from 'temporal-polyfill';
import { askAhead, dueUnapproved } from '../campaigns/approval-times.ts';
import { isApproved, type Approval } from '../campaigns/approval.ts';
import type { Id } from '../campaigns/campaign.ts';
import { deliveryIdOf } from '../campaigns/delivery.ts';
import type { Near } from '../campaigns/ports/approvals.ts';
import type { Log } from '../campaigns/ports/log.ts';
import type { Ready } from '../campaigns/ports/planning.ts';
import { askedFor, subjectOf } from './approval-asked.ts';
import { renderParts, type PartsDeps } from './approval-parts.ts';
import { named, sayEnded } from './delivery-lines.ts';

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
      if (!(await approvalPlanning.needed())) {
        looked.clear();
        return [];
      }
      const { late, ended } = await approvalPlanning.settle(now);
      sayEnded(options.log, ended, 'approval.end');
      for (const id of late) await close(id, 'missed', now, options);
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
            { err, occurrence: near.occurrence, campaign: near.campaignId, ...deliveriesOf(near) },
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
  const rendered = await renderParts(near, options);
  if (rendered.parts.length === 0) {
    if (near.approval) await options.store.approvals.end(subjectOf(near), 'gone', now);
    // There is nothing that anybody could approve: whoever posts it finds that out and says so.
    return { ready: isDue(near, now) && !near.opened, approval: null };
  }
  const { approval, hash } = await askedFor(near, rendered, now, options);
  if (approval.id !== near.approval?.id) {
    options.log.info({ approval: approval.id, ...deliveriesOf(near) }, 'approval of a post is asked for');
  }
  // Somebody was faster, from what there was before or after: the next look shows it.
  if (approval.hash !== hash) return { ready: false, approval: approval.id };
  return { ready: isDue(near, now) && (await mayGoOut(near, approval, now, options)), approval: approval.id };
}

/** Approved, or it is due and its campaign does not wait any longer. */
async function mayGoOut(
  near: Near,
  approval: Approval,
  now: Temporal.Instant,
  options: Settings,
): Promise<boolean> {
  const { campaign, dueAt, latestAt } = near;
  if (isApproved(approval, campaign.approvals)) return true;
  switch (dueUnapproved({ ...approval, dueAt, latestAt }, campaign.unanswered, now)) {
    case 'hold':
      return false;
    case 'post':
      await options.store.approvalPlanning.release(approval.id, now);
      options.log.info(
        { approval: approval.id, ...deliveriesOf(near) },
        'a post goes out that nobody approved in time',
      );
      return true;
    case 'skip':
      await close(approval.id, 'skipped', now, options);
      return false;
  }
}

/** Ends what was not approved in time. */
async function close(
  approval: Id,
  as: 'skipped' | 'missed',
  now: Temporal.Instant,
  { store, log }: Settings,
): Promise<void> {
  const change = as === 'missed' ? 'approval.miss' : 'approval.pass-over';
  sayEnded(log, await store.approvalPlanning.close(approval, as, now), change);
}

/** The deliveries that an occurrence has, or will have when it is opened. */
function deliveriesOf({ campaignId, purpose, subject, slot, channels }: Near) {
  return named(channels.map(({ id }) => deliveryIdOf({ campaignId, purpose, subject, slot }, id)));
}
