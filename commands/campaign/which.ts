import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Campaign, Id } from '../../campaigns/campaign.ts';
import { inline } from '../../messages/posts/inline.ts';
import { shorten } from '../../messages/text.ts';
import type { Asker, Choice, Deps, Given, OptionDefinition, Typed } from '../contract.ts';
import { ArchivedError, UserError } from '../errors.ts';
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
 * What something works on. One that was put away is looked at, told of, exported and brought back, and a post of it
 * that is out can be taken down; before anything else can be done it is brought back.
 */
export type WorksOn = 'standing' | 'archived too';

/**
 * The rule about whose campaign may be used, and which. Every look-up of a campaign, or of something that belongs to
 * one, ends here. Who may not organise it is told no more than who names one that does not exist.
 *
 * @param notFound what is told then
 * @throws UserError when it is not theirs
 * @throws ArchivedError when it was put away, and this is not for what was
 */
export function organised(
  campaign: Campaign | null | undefined,
  notFound: UserError,
  asker: Asker,
  worksOn: WorksOn = 'standing',
): Campaign {
  if (!campaign || !mayOrganise(campaign, asker)) throw notFound;
  if (campaign.state === 'archived' && worksOn === 'standing') throw new ArchivedError(campaign);
  return campaign;
}

/**
 * The campaign of this server that is meant, of those that the asker may organise. What stands comes before what was
 * put away.
 *
 * @param wanted an id, or a name with case and accents forgiven; null when there is only one anyway
 * @throws UserError when there is none, or it cannot be told which
 */
export async function campaignMeant(
  wanted: string | null,
  asker: Asker,
  deps: Deps,
  worksOn?: WorksOn,
): Promise<Campaign> {
  const all = await organisedBy(asker, deps);
  if (wanted !== null) {
    const found =
      all.find(({ id }) => id === wanted) ?? all.find(({ name }) => plain(name) === plain(wanted));
    return organised(found, new UserError('campaign.errors.notFound'), asker, worksOn);
  }
  const standing = all.filter(({ state }) => state !== 'archived');
  const [only, ...more] = standing.length > 0 ? standing : all;
  if (!only) throw new UserError('campaign.errors.none');
  if (more.length === 0) return organised(only, new UserError('campaign.errors.none'), asker, worksOn);
  if (standing.length === 0) throw new UserError('campaign.errors.allArchived');
  throw new UserError('campaign.errors.which', { names: namesOf(standing, asker) });
}

/**
 * The campaign of a custom id, if it is of this server and the asker may organise it.
 *
 * @throws UserError as {@link organised} does
 */
export async function campaignPressed(
  id: Id | undefined,
  asker: Asker,
  deps: Deps,
  worksOn?: WorksOn,
): Promise<Campaign> {
  const found = id === undefined ? null : await deps.store.campaigns.find(serverOf(asker), id);
  return organised(found, new UserError('campaign.errors.notFound'), asker, worksOn);
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
