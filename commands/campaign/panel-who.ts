import type { Campaign } from '../../campaigns/campaign.ts';
import type { CampaignSettings } from '../../campaigns/ports/settings.ts';
import { namePage, nameForm } from '../../messages/campaigns/panel-who.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { inline } from '../../messages/posts/inline.ts';
import type { Asker, Deps, Handler, Press, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { changeOf, pageOf } from './panel.ts';
import { nameMeant } from './name.ts';
import { checkRole } from './roles.ts';
import { savedOf } from './saving.ts';
import { claimOnce } from './server.ts';
import { campaignPressed } from './which.ts';

/** Who may organise: `organiser-role:<campaign>:<version>`, the role as value, or none. */
const organiserRole: Handler = {
  route: routes.organiserRole,
  needs: 'manage-server',
  run: async (press, asker, deps) => {
    const campaign = await campaignPressed(press.args[0], asker, deps);
    const [role = null] = press.values;
    if (role !== null) await checkRole(role, asker, deps);
    return await decided('who', campaign, { organiserRole: role }, press, asker, deps);
  },
};

/** How many people approve: `approvals-mode:<campaign>:<version>`. */
const mode: Handler = {
  route: routes.approvalsMode,
  needs: 'manage-server',
  run: async (press, asker, deps) => {
    const campaign = await campaignPressed(press.args[0], asker, deps);
    const approvals = ([0, 1, 2] as const).find((one) => String(one) === press.values[0]);
    if (approvals === undefined) throw new UserError('errors.stale');
    return await decided('approvals', campaign, { approvals }, press, asker, deps);
  },
};

/** What becomes of posts that nobody approved: `approvals-unanswered:<campaign>:<version>`. */
const unanswered: Handler = {
  route: routes.approvalsUnanswered,
  needs: 'manage-server',
  run: async (press, asker, deps) => {
    const campaign = await campaignPressed(press.args[0], asker, deps);
    const chosen = (['hold', 'post', 'skip'] as const).find((one) => one === press.values[0]);
    if (chosen === undefined) throw new UserError('errors.stale');
    return await decided('approvals', campaign, { unanswered: chosen }, press, asker, deps);
  },
};

/** Opens the form: `name-form:<campaign>:<version>`. */
const openName: Handler = {
  route: routes.nameForm,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const opened = { ...campaign, version: changeOf(campaign, version, asker, deps).version };
    return { kind: 'form', form: nameForm(opened, deps.languages.all, asker.speech) };
  },
};

/** The form was submitted: `name-save:<campaign>:<version>`. */
const saveName: Handler = {
  route: routes.nameSave,
  needs: 'organiser',
  run: async ({ args: [id, version], fields }, asker, deps) => {
    const campaign = await campaignPressed(id, asker, deps);
    const change = changeOf(campaign, version, asker, deps);
    const name = nameMeant(fields['name'] ?? '');
    const language = deps.languages.all.find((one) => one === fields['language']);
    if (language === undefined) throw new UserError('errors.stale');
    await claimOnce(asker, deps);
    const saved = await deps.store.settings.change(change, { name, language });
    if (saved === 'taken') throw new UserError('campaign.errors.taken', { name: inline(name, 60) });
    const answer = namePage(savedOf(saved), asker.speech, asker.speech.t('panel.saved'));
    return { kind: 'update', answer };
  },
};

export const whoHandlers: readonly Handler[] = [organiserRole, mode, unanswered, openName, saveName];

/** Saves what only who manages the server decides, and tells the organisers in the same transaction. */
async function decided(
  page: 'who' | 'approvals',
  campaign: Campaign,
  settings: Partial<Pick<CampaignSettings, 'organiserRole' | 'approvals' | 'unanswered'>>,
  { args }: Press,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  const change = changeOf(campaign, args[1], asker, deps);
  const next = { ...campaign, ...settings };
  const same =
    next.organiserRole === campaign.organiserRole &&
    next.approvals === campaign.approvals &&
    next.unanswered === campaign.unanswered;
  if (same) {
    const answer = await pageOf(page, campaign, asker, deps, asker.speech.t('panel.unchanged'));
    return { kind: 'update', answer };
  }
  await claimOnce(asker, deps);
  const by = asker.userId;
  const notice =
    page === 'who'
      ? ({ kind: 'organiser-role', by, role: next.organiserRole } as const)
      : ({ kind: 'approvals', by, approvals: next.approvals, unanswered: next.unanswered } as const);
  const saved = await deps.store.settings.change(change, settings, { notice });
  if (saved === 'taken') throw new Error('no name was changed');
  // What is for the organisers waits too while a campaign is paused.
  const told = campaign.state === 'archived' ? 'panel.who.toldLater' : 'panel.who.told';
  const answer = await pageOf(page, savedOf(saved), asker, deps, asker.speech.t(told));
  return { kind: 'update', answer };
}
