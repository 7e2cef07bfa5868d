import type { Action } from '../../campaigns/action/action.ts';
import { parseAction } from '../../campaigns/action/parse.ts';
import { typedOf } from '../../campaigns/action/typed.ts';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import type { ActionChange } from '../../campaigns/ports/actions.ts';
import { actionCard, type ActionNews, type ActionView } from '../../messages/campaigns/action-card.ts';
import { serverOf } from '../campaign/server.ts';
import { organised } from '../campaign/which.ts';
import type { Asker, Deps, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';

export interface FoundAction {
  readonly action: Action;
  readonly campaign: Campaign;
}

/**
 * The action of a custom id, if it is of this server and the asker may organise its campaign. Who may not is told no
 * more than who names one that does not exist.
 *
 * @throws UserError when it is not
 */
export async function actionPressed(id: Id | undefined, asker: Asker, { store }: Deps): Promise<FoundAction> {
  const found = id === undefined ? null : await store.actions.find(serverOf(asker), id);
  const gone = new UserError('action.errors.gone');
  organised(found?.campaign, gone, asker);
  if (!found) throw gone;
  return found;
}

/** An action with what is made of what was typed about it, as of now. */
export function viewOf({ action, campaign }: FoundAction, { clock }: Pick<Deps, 'clock'>): ActionView {
  const now = clock.now();
  const typed = typedOf(action, campaign.zone);
  const parsed = parseAction(typed, action.kind, { zone: campaign.zone, now });
  return { action, campaign, typed, parsed, changed: differs(action, parsed.content), now };
}

/** The card of an action, in place of what was there. */
export function cardReply(found: FoundAction, asker: Asker, deps: Deps, news?: ActionNews): Reply {
  return { kind: 'update', answer: actionCard(viewOf(found, deps), asker.speech, news) };
}

/** The version that a custom id says was seen, from its text. */
export function versionOf(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,8}$/.test(text)) throw new UserError('errors.stale');
  return Number(text);
}

/** Who changes what, for the store. */
export function changeBy(
  { action: { id } }: FoundAction,
  version: number,
  asker: Asker,
  { clock }: Deps,
): ActionChange {
  return { guildId: serverOf(asker), id, version, by: asker.userId, now: clock.now() };
}

/** Whether publishing would change what members see. */
function differs(action: Action, content: ActionView['parsed']['content']): boolean {
  if (action.publishedAt === null || action.typed === null) return false;
  const seen = (one: ActionView['parsed']['content']) =>
    JSON.stringify([
      one.title,
      one.text,
      one.link,
      one.place,
      one.placeOnRequest,
      one.deadline?.epochMilliseconds,
      one.ends?.epochMilliseconds,
      one.goal,
      one.unit,
      one.pledges,
      one.reminderHours,
    ]);
  return seen(action) !== seen(content);
}
