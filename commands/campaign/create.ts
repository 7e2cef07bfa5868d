import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { defaultSchedules } from '../../campaigns/calendar/defaults.ts';
import type { Language } from '../../content/language.ts';
import type { Shelf } from '../../content/library.ts';
import { channelTypes } from '../../messages/campaigns/panel-channels.ts';
import { inline } from '../../messages/posts/inline.ts';
import { ownLanguageName } from '../../messages/say.ts';
import { shorten } from '../../messages/text.ts';
import { defineCommand, type Asker, type Deps, type OptionDefinition } from '../contract.ts';
import { UserError } from '../errors.ts';
import { checkChannels } from './channels.ts';
import { longestName, nameMeant } from './name.ts';
import { ensureButton } from './organise-button.ts';
import { claimOnce, serverOf } from './server.ts';
import { overviewOf } from './show.ts';
import { readOptions } from './which.ts';
import { suggestZones, zoneMeant } from './zone.ts';

const { String: Text, Channel } = ApplicationCommandOptionType;

const Options = z.object({
  name: z.string(),
  channel: z.string(),
  organisers: z.string(),
  zone: z.string().optional(),
  language: z.string().optional(),
  pack: z.string().optional(),
});

const option = (
  name: keyof z.infer<typeof Options>,
  rest: Omit<OptionDefinition, 'name' | 'localName' | 'description'>,
): OptionDefinition => ({
  name,
  localName: `campaign.options.${name}.name`,
  description: `campaign.options.${name}.description`,
  ...rest,
});

/** One line makes a working campaign. It is paused until an organiser has seen what it will post and says go. */
export const create = defineCommand({
  name: 'campaign create',
  scope: 'server',
  needs: 'manage-server',
  description: 'campaign.commands.create',
  options: ({ library, languages }) => [
    option('name', { type: Text, required: true, minLength: 1, maxLength: longestName }),
    option('channel', { type: Channel, required: true, channelTypes }),
    option('organisers', { type: Channel, required: true, channelTypes }),
    option('zone', { type: Text, autocomplete: true, maxLength: 100 }),
    option('language', {
      type: Text,
      choices: languages.all.slice(0, 25).map((value) => ({ value, name: { text: ownLanguageName(value) } })),
    }),
    option('pack', {
      type: Text,
      choices: library.shelves.slice(0, 25).map(({ record: { pack } }) => ({
        value: pack.id,
        name: { text: shorten(pack.title['en'] ?? pack.id, 100), inOthers: pack.title },
      })),
    }),
  ],
  parse: (given) => {
    const options = readOptions(Options, given);
    return { ...options, name: nameMeant(options.name) };
  },
  run: async (options, asker, deps) => {
    const guildId = serverOf(asker);
    const shelf = shelfMeant(options.pack, deps);
    const zone = options.zone === undefined ? shelf.record.pack.zone : zoneMeant(options.zone);
    const language = languageMeant(options.language, asker, deps);
    const channels = { public: options.channel, organisers: options.organisers };
    await checkChannels(channels, asker, deps);
    await claimOnce(asker, deps);
    const now = deps.clock.now();
    const campaign = await deps.store.campaigns.create({
      guildId,
      name: options.name,
      pack: shelf.record.pack.id,
      zone,
      language,
      createdBy: asker.userId,
      createdAt: now,
      channels: [
        { channelId: channels.public, audience: 'public', language },
        { channelId: channels.organisers, audience: 'organisers', language },
      ],
      schedules: defaultSchedules(shelf.record, zone),
    });
    if (campaign === 'taken') {
      throw new UserError('campaign.errors.taken', { name: inline(options.name, longestName) });
    }
    await deps.store.audit.note({
      guildId,
      campaignId: campaign.id,
      by: asker.userId,
      what: 'campaign.create',
      at: now,
    });
    const button = await ensureButton({ guildId, channelId: channels.organisers, language }, deps);
    const answer = await overviewOf(campaign, asker, deps, 'created', button);
    return { kind: 'answer', private: true, answer };
  },
  suggest: async ({ option: typed, text }) => (typed === 'zone' ? suggestZones(text) : []),
});

function shelfMeant(pack: string | undefined, { library }: Deps): Shelf {
  const shelf = pack === undefined ? library.shelves[0] : library.shelf(pack);
  if (!shelf) throw new UserError('campaign.errors.pack', { pack: inline(pack ?? '', 60) });
  return shelf;
}

/** The language asked for, else the organiser's own. */
function languageMeant(language: string | undefined, asker: Asker, { languages }: Deps): Language {
  if (language === undefined) return asker.speech.language;
  const found = languages.all.find((known) => known === language);
  if (found === undefined)
    throw new UserError('campaign.errors.language', { language: inline(language, 60) });
  return found;
}
