import type { Action } from '../../campaigns/action/action.ts';
import type { TypedAction } from '../../campaigns/action/typed.ts';
import type { Saved } from '../../campaigns/saved.ts';
import { actionCard, lostUpdate } from '../../messages/campaigns/action-card.ts';
import { actionId } from '../../messages/campaigns/action-routes.ts';
import { button, row } from '../../messages/components.ts';
import { claimOnce } from '../campaign/server.ts';
import { personName } from '../../messages/posts/person.ts';
import type { Asker, Deps, Press, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { changeBy, viewOf, type FoundAction } from './view.ts';

/**
 * Keeps what was typed, and shows what was understood of it. When somebody else was faster, nothing is saved, and
 * what was typed is shown back.
 */
export async function keepTyped(
  found: FoundAction,
  version: number,
  typed: TypedAction,
  fields: Press['fields'],
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  await claimOnce(asker, deps);
  const saved = await deps.store.actions.keep({ ...changeBy(found, version, asker, deps), typed });
  if (saved.kind === 'changed') return lostReply(saved, fields, asker);
  if (saved.kind === 'gone') throw new UserError('action.errors.gone');
  const answer = actionCard(viewOf({ ...found, action: saved.value }, deps), asker.speech);
  return { kind: 'update', answer };
}

/** What somebody typed who was too slow, with the way to the action as it is now. */
export function lostReply(
  { value, by, at }: Extract<Saved<Action>, { kind: 'changed' }>,
  fields: Press['fields'],
  { speech }: Asker,
): Reply {
  const open = row(button(actionId('card', value.id), speech.t('action.buttons.card')));
  const when = `<t:${Math.floor(at.epochMilliseconds / 1000)}:R>`;
  const lost = { by: personName(by, speech), when, typed: Object.values(fields) };
  return { kind: 'answer', private: true, answer: lostUpdate(lost, open, speech) };
}
