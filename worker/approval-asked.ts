import type { Temporal } from 'temporal-polyfill';
import { changesBetween, hashOfParts } from '../campaigns/approval-bytes.ts';
import type { Approval, ApprovalSubject } from '../campaigns/approval.ts';
import type { Snowflake } from '../campaigns/campaign.ts';
import type { Near } from '../campaigns/ports/approvals.ts';
import type { PartsDeps, Rendered } from './approval-parts.ts';

type AskedDeps = Pick<PartsDeps, 'store'>;

/** What is asked for an occurrence, once it was rendered a moment ago. */
export interface Asked {
  /** What is asked now. */
  readonly approval: Approval;
  /** What was rendered; when the approval's is another one, somebody else asked meanwhile. */
  readonly hash: string;
}

/** Asks (again) for what an occurrence says now, unless exactly that is asked. */
export async function askedFor(
  near: Near,
  rendered: Rendered,
  now: Temporal.Instant,
  { store }: AskedDeps,
): Promise<Asked> {
  const { approval: known, dueAt, latestAt } = near;
  const hash = hashOfParts(rendered.parts);
  const same = known?.hash === hash;
  const editor = same
    ? editorSince(known, rendered)
    : editorOf(
        near,
        rendered,
        known ? changesBetween(await store.approvals.parts(known.id), rendered.parts) : [],
      );
  if (same && known.dueAt?.equals(dueAt) && known.latestAt?.equals(latestAt) && known.editor === editor) {
    return { approval: known, hash };
  }
  const { parts } = rendered;
  const wanted = { ...subjectOf(near), parts, editor, dueAt, latestAt };
  const { approval } = await store.approvals.askFor(wanted, now, known?.id ?? null);
  return { approval, hash };
}

/** The post of an occurrence, and none of its corrections. */
export function subjectOf({ campaignId, purpose, subject, slot }: Near): ApprovalSubject {
  return { campaignId, purpose, subject, slot, amendment: null };
}

/** Who wrote last what is asked: also who changed it since, when it says the same again. */
function editorSince(known: Approval, { edited }: Rendered): Snowflake | null {
  const since = edited.filter(({ at }) => at > known.askedAt.epochMilliseconds);
  return since.toSorted((a, b) => b.at - a.at)[0]?.by ?? known.editor;
}

/** What the settings of a campaign decide of a post. */
const ofSettings: ReadonlySet<string> = new Set(['channel', 'role', 'language']);

/**
 * Who changed it last. The settings count when they changed something of it: whoever set the campaign up did not
 * write its posts.
 */
function editorOf({ campaign }: Near, { edited }: Rendered, changes: readonly string[]): Snowflake | null {
  const { changedBy: by, changedAt } = campaign;
  const settings =
    by !== null && changes.some((change) => ofSettings.has(change))
      ? [{ by, at: changedAt.epochMilliseconds }]
      : [];
  return [...edited, ...settings].toSorted((a, b) => b.at - a.at)[0]?.by ?? null;
}
