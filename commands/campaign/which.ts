import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import { inline } from '../../messages/posts/inline.ts';
import { shorten } from '../../messages/text.ts';
import type { Asker, Choice, Deps, Given, OptionDefinition, Typed } from '../contract.ts';
import { UserError } from '../errors.ts';
import { mayOrganise } from '../organiser.ts';
import { serverOf } from './server.ts';

/** Which campaign is meant: an id from a suggestion, or its name as it was typed. */
export const campaignOption: OptionDefinition = {
  name: 'campaign',
  localName: 'campaign.options.campaign.name',
  description: 'campaign.options.campaign.description',
  type: ApplicationCommandOptionType.String,
  autocomplete: true,
  maxLength: 100,
};

const Options = z.object({ campaign: z.string().max(200).optional() });

/** Reads the option of {@link campaignOption}; null when it was left out. */
export function parseCampaign(given: Given): string | null {
  return readOptions(Options, given).campaign ?? null;
}

/**
 * Reads options by a schema.
 *
 * @throws UserError when one is of a kind that Discord does not send for it
 */
export function readOptions<Schema extends z.ZodType>(schema: Schema, given: Given): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new UserError('errors.options', { options: Object.keys(given).join(', ').slice(0, 100) });
  }
  return parsed.data;
}

/**
 * The campaign of this server that is meant, of those that the asker may organise. One that was put away is found
 * only by its id.
 *
 * @param wanted an id, or a name with case and accents forgiven; null when there is only one anyway
 * @throws UserError when there is none, or it cannot be told which
 */
export async function campaignMeant(wanted: string | null, asker: Asker, deps: Deps): Promise<Campaign> {
  const all = await organisedBy(asker, deps);
  const standing = all.filter(({ state }) => state !== 'archived');
  if (wanted === null) {
    const [only, ...more] = standing;
    if (!only) throw new UserError('campaign.errors.none');
    if (more.length > 0) {
      throw new UserError('campaign.errors.which', { names: namesOf(standing, asker) });
    }
    return only;
  }
  const found =
    all.find(({ id }) => id === wanted) ?? standing.find(({ name }) => plain(name) === plain(wanted));
  if (!found) throw new UserError('campaign.errors.notFound');
  return found;
}

/**
 * The campaign of a custom id, if it is of this server and the asker may organise it. Who may not is told no more
 * than who names one that does not exist.
 *
 * @throws UserError when it is not
 */
export async function campaignPressed(id: Id | undefined, asker: Asker, deps: Deps): Promise<Campaign> {
  const found = id === undefined ? null : await deps.store.campaigns.find(serverOf(asker), id);
  if (!found || !mayOrganise(found, asker)) throw new UserError('campaign.errors.notFound');
  return found;
}

/** The campaigns of the asker's server that they may organise. */
export async function organisedBy(asker: Asker, deps: Deps): Promise<readonly Campaign[]> {
  const all = await deps.store.campaigns.ofGuild(serverOf(asker));
  return all.filter((campaign) => mayOrganise(campaign, asker));
}

/** The campaigns that the asker may organise whose names have what is being typed in them. */
export async function suggestCampaigns(
  { text }: Pick<Typed, 'text'>,
  asker: Asker,
  deps: Deps,
): Promise<readonly Choice[]> {
  const all = await organisedBy(asker, deps);
  return all
    .filter(({ name, state }) => state !== 'archived' && plain(name).includes(plain(text)))
    .map(({ name, id }) => ({ name: shorten(name, 100), value: id }));
}

function namesOf(campaigns: readonly Campaign[], { speech }: Asker): string {
  const names = campaigns.map(({ name }) => speech.t('record.text.titled', { title: inline(name, 60) }));
  return shorten(names.join(', '), 1_000);
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
}
