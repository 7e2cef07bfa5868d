import type { Approval } from '../campaigns/approval.ts';
import type { ApprovalNow, ApprovalsNow } from '../campaigns/ports/approvals.ts';
import { askedFor } from './approval-asked.ts';
import { renderParts, type PartsDeps } from './approval-parts.ts';

/** What would be posted now, made by the same hands that ask for it and post it. */
export function createApprovalsNow(deps: PartsDeps): ApprovalsNow {
  return { look: async (approval) => await look(approval, deps) };
}

async function look(approval: Approval, deps: PartsDeps): Promise<ApprovalNow> {
  const { approvals, approvalPlanning } = deps.store;
  // Whoever votes finds that it is over, or turned down; when it is open again by then, it is looked at anew.
  if (approval.state !== 'open') return { kind: 'same', judged: { basis: '', editor: approval.editor } };
  // First: what changes while it is rendered makes the vote begin again.
  const basis = await approvals.basis(approval);
  if (approval.amendment !== null) return { kind: 'same', judged: { basis, editor: approval.editor } };
  const near = await approvalPlanning.nearFor(approval);
  if (near === null) return { kind: 'nothing' };
  const now = deps.clock.now();
  if (near.latestAt.epochMilliseconds < now.epochMilliseconds) return { kind: 'late' };
  const rendered = await renderParts(near, deps);
  if (rendered.parts.length === 0) return { kind: 'nothing' };
  const { approval: current, hash } = await askedFor(near, rendered, now, deps);
  if (current.id === approval.id && current.hash === hash) {
    return { kind: 'same', judged: { basis, editor: current.editor } };
  }
  return { kind: 'changed', now: current };
}
