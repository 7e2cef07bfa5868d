import { Temporal } from 'temporal-polyfill';
import { parseAction } from '../../campaigns/action/parse.ts';
import { nothingTyped, retyped, type TypedAction } from '../../campaigns/action/typed.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { ListedAction } from '../../campaigns/file/action-list.ts';
import type { PendingImport } from '../../campaigns/ports/imports.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { actionListPreview, type ListedView } from '../../messages/campaigns/import-actions.ts';
import { importRoutes } from '../../messages/campaigns/import-routes.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Asker, Deps, Handler, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce, serverOf } from './server.ts';
import { campaignPressed } from './which.ts';

/** Keeps the actions of a file, and shows what was understood of them. */
export async function importActionList(
  actions: readonly ListedAction[],
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  await claimOnce(asker, deps);
  const id = await deps.store.imports.keep({
    guildId: serverOf(asker),
    by: asker.userId,
    content: { kind: 'actions', campaignId: campaign.id, actions },
    pictures: new Map(),
  });
  return actionListPreview(id, campaign, viewsOf(actions, campaign, deps), 0, asker.speech);
}

/** A page of the actions of a file that waits. */
export async function actionListPage(
  pending: PendingImport,
  page: number,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  const { campaign, actions } = await listOf(pending, asker, deps);
  return actionListPreview(pending.id, campaign, viewsOf(actions, campaign, deps), page, asker.speech);
}

async function listOf({ content }: PendingImport, asker: Asker, deps: Deps) {
  if (content.kind !== 'actions') throw new UserError('errors.stale');
  return { actions: content.actions, campaign: await campaignPressed(content.campaignId, asker, deps) };
}

function viewsOf(
  actions: readonly ListedAction[],
  campaign: Campaign,
  deps: Pick<Deps, 'clock'>,
): readonly ListedView[] {
  return actions.map((action) => ({
    line: action.line,
    kind: action.kind,
    repeats: action.repeats,
    parsed: parseAction(typedOf(action, campaign, deps), action.kind, contextOf(campaign, deps)),
  }));
}

function contextOf({ zone }: Campaign, { clock }: Pick<Deps, 'clock'>) {
  return { zone, now: clock.now() };
}

/** An action of a list as if it had been typed into the form. */
function typedOf(action: ListedAction, campaign: Campaign, deps: Pick<Deps, 'clock'>): TypedAction {
  const wall = (text: string): string => {
    if (!/^\d{4}-\d{2}-\d{2}T.*Z$/.test(text)) return text;
    const at = Temporal.Instant.from(text).toZonedDateTimeISO(campaign.zone).toPlainDateTime();
    return at.toString({ smallestUnit: 'minute' }).replace('T', ' ');
  };
  const { title, text, where, also, goal } = action;
  const fields = { title, text, where, also, goal, when: wall(action.when), end: wall(action.end) };
  return retyped(nothingTyped, fields, contextOf(campaign, deps));
}

/** Saves all of them as drafts, each of which can be corrected: `import-drafts:<import>`. */
const drafts: Handler = {
  route: importRoutes.drafts,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => await saveAll(id, false, asker, deps),
};

/** The same, and members see them: `import-publish:<import>`. */
const publish: Handler = {
  route: importRoutes.publish,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => await saveAll(id, true, asker, deps),
};

export const importActionHandlers: readonly Handler[] = [drafts, publish];

async function saveAll(
  id: string | undefined,
  publishing: boolean,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  const { store } = deps;
  const pending = id === undefined ? null : await store.imports.find(serverOf(asker), id, asker.userId);
  if (pending === null) throw new UserError('export.errors.gone');
  const { campaign, actions } = await listOf(pending, asker, deps);
  const views = viewsOf(actions, campaign, deps);
  if (publishing && views.some(({ parsed }) => parsed.problems.length > 0)) {
    throw new UserError('export.errors.problems');
  }
  await claimOnce(asker, deps);
  const { now } = contextOf(campaign, deps);
  const done = await store.imports.applyActions({
    importId: pending.id,
    campaignId: campaign.id,
    guildId: serverOf(asker),
    by: asker.userId,
    now,
    actions: actions.map((listed, index) => ({
      kind: listed.kind,
      typed: typedOf(listed, campaign, deps),
      content: (publishing ? views[index]?.parsed.content : undefined) ?? null,
    })),
  });
  if (!done) throw new UserError('export.errors.gone');
  const count = actions.length;
  const text = publishing
    ? asker.speech.t('export.actions.published', { count })
    : asker.speech.t('export.actions.saved', { count });
  return { kind: 'update', answer: sentenceAnswer(text) };
}
