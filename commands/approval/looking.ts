import { approvalList } from '../../messages/campaigns/approval-list.ts';
import { approvalId, approvalRoutes } from '../../messages/campaigns/approval-routes.ts';
import { formOf } from '../../messages/campaigns/form.ts';
import { campaignPressed } from '../campaign/which.ts';
import type { Handler } from '../contract.ts';
import { approvalPressed, shown } from './which.ts';

/** `approval-look:<approval>:<channel>`: exactly what is approved, to whoever pressed. */
export const lookPressed: Handler = {
  route: approvalRoutes.look,
  needs: 'organiser',
  run: async ({ args: [id, part] }, asker, deps) =>
    await shown(await approvalPressed(id, asker, deps), { here: false, part: numberOf(part) }, asker, deps),
};

/** `approval-turn:<approval>:<channel>`: what another channel gets, in the same answer. */
export const turnPressed: Handler = {
  route: approvalRoutes.turn,
  needs: 'organiser',
  run: async ({ args: [id, part] }, asker, deps) =>
    await shown(await approvalPressed(id, asker, deps), { here: true, part: numberOf(part) }, asker, deps),
};

/** An approval chosen from the list, by its id as the value. */
export const openChosen: Handler = {
  route: approvalRoutes.open,
  needs: 'organiser',
  run: async ({ values }, asker, deps) =>
    await shown(await approvalPressed(values[0], asker, deps), { here: false }, asker, deps),
};

/** `approval-list:<campaign>:<page>`: everything that waits, also from the panel of a campaign. */
export const listPressed: Handler = {
  route: approvalRoutes.list,
  needs: 'organiser',
  run: async ({ args: [id, page] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const approvals = await deps.store.approvals.waiting(campaign.id);
    const view = { page: numberOf(page), now: deps.clock.now() };
    return { kind: 'update', answer: approvalList(campaign, approvals, view, asker.speech) };
  },
};

/** `approval-reject:<approval>`: asks what should be different. */
export const rejectPressed: Handler = {
  route: approvalRoutes.reject,
  needs: 'organiser',
  run: async ({ args: [id, where] }, asker, deps) => {
    const { approval } = await approvalPressed(id, asker, deps);
    const { speech } = asker;
    const field = {
      id: 'reason',
      label: speech.t('approval.form.reason'),
      hint: speech.t('approval.form.hint'),
      required: true,
      maxLength: 500,
      long: true,
    };
    const back = where === 'here' ? ['here'] : [];
    const form = formOf(approvalId('rejected', approval.id, ...back), speech.t('approval.form.heading'), [
      field,
    ]);
    return { kind: 'form', form };
  },
};

function numberOf(part: string | undefined): number {
  const number = Number(part ?? 0);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
