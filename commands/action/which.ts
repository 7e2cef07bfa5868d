import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ActionState } from '../../campaigns/action/action.ts';
import { nameOf } from '../../messages/campaigns/action-list.ts';
import { shorten, typed } from '../../messages/text.ts';
import { organised, organisedBy, type WorksOn } from '../campaign/which.ts';
import type { Asker, Choice, Deps, OptionDefinition, Typed } from '../contract.ts';
import { UserError } from '../errors.ts';
import type { FoundAction } from './view.ts';

/** Which action is meant: an id from a suggestion, or its title as it was typed. */
export const actionOption: OptionDefinition = {
  name: 'action',
  localName: 'action.options.action.name',
  description: 'action.options.action.description',
  type: ApplicationCommandOptionType.String,
  required: true,
  autocomplete: true,
  maxLength: 100,
};

export const ActionOptions = z.object({ action: z.string().max(200) });

/**
 * The action that is meant, of those that the asker may organise.
 *
 * @param wanted an id, or a title or a part of it, with case and accents forgiven
 * @throws UserError when there is none, or several
 */
export async function actionMeant(
  wanted: string,
  states: readonly ActionState[],
  asker: Asker,
  deps: Deps,
): Promise<FoundAction> {
  const all = await actionsOf(states, asker, deps, 'archived too');
  const byId = all.find(({ action }) => action.id === wanted);
  if (byId) return usable(byId, asker);
  const standing = all.filter(({ campaign }) => campaign.state !== 'archived');
  const named = standing.map((one) => ({ one, name: plain(nameOf(one.action, asker.speech)) }));
  const exact = named.filter(({ name }) => name === plain(wanted));
  const found = exact.length > 0 ? exact : named.filter(({ name }) => name.includes(plain(wanted)));
  const [first, ...others] = found;
  if (!first) throw new UserError('action.errors.notFound', { text: typed(wanted) });
  if (others.length > 0) throw new UserError('action.errors.several', { text: typed(wanted) });
  return first.one;
}

function usable(found: FoundAction, asker: Asker): FoundAction {
  organised(found.campaign, new UserError('action.errors.gone'), asker);
  return found;
}

/** The actions of all campaigns that the asker may organise, what was changed last first. */
export async function actionsOf(
  states: readonly ActionState[],
  asker: Asker,
  deps: Deps,
  worksOn: WorksOn = 'standing',
): Promise<readonly FoundAction[]> {
  const all = await organisedBy(asker, deps);
  const campaigns = new Map(
    all
      .filter(({ state }) => worksOn === 'archived too' || state !== 'archived')
      .map((campaign) => [campaign.id, campaign]),
  );
  const actions = await deps.store.actions.list([...campaigns.keys()], states);
  return actions.flatMap((action) => {
    const campaign = campaigns.get(action.campaignId);
    return campaign ? [{ action, campaign }] : [];
  });
}

/** Suggests actions in these states whose titles have what is being typed in them. */
export function suggestActions(states: readonly ActionState[]) {
  return async ({ text }: Pick<Typed, 'text'>, asker: Asker, deps: Deps): Promise<readonly Choice[]> => {
    const { speech } = asker;
    return (await actionsOf(states, asker, deps))
      .filter(({ action }) => plain(nameOf(action, speech)).includes(plain(text)))
      .map(({ action, campaign }) => ({
        name: shorten(
          `${shorten(nameOf(action, speech), 60)} (${speech.t(`action.states.${action.state}`)}, ${campaign.name})`,
          100,
        ),
        value: action.id,
      }));
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
}
