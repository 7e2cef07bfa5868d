import {
  type APIApplication,
  type APIUser,
  ApplicationFlags,
  ApplicationIntegrationType,
  GatewayIntentBits,
} from 'discord-api-types/v10';
import { fixedId } from '../snowflake.ts';
import { flagSet } from './flags.ts';

/** What the application's owner would have chosen in the developer portal. */
export interface ApplicationOptions {
  readonly name: string;
  /** Server install alone is what a new application has. */
  readonly userInstall: boolean;
  /** Intents beyond the ordinary ones that were switched on. */
  readonly privilegedIntents: number;
}

/** The intents that the portal has switches for. */
export const privilegedIntents =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** Application flags for the switches of an unverified application. */
const limitedFlags = [
  [GatewayIntentBits.GuildPresences, 1 << 13],
  [GatewayIntentBits.GuildMembers, 1 << 15],
  [GatewayIntentBits.MessageContent, 1 << 19],
] as const;

/** The bot's own user. */
export function botUser(name: string): APIUser {
  return { ...person(fixedId(1), name), bot: true };
}

/** The application, which the bot belongs to and which has the same id. */
export function application(options: ApplicationOptions, bot: APIUser): APIApplication {
  const flags = limitedFlags
    .filter(([intent]) => (options.privilegedIntents & intent) !== 0)
    .reduce((all, [, flag]) => all | flag, 0);
  return {
    id: bot.id,
    name: options.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    bot,
    owner: person(fixedId(2), 'operator'),
    summary: '',
    verify_key: '0'.repeat(64),
    team: null,
    flags: flagSet(ApplicationFlags, flags),
    flags_new: String(flags),
    integration_types_config: {
      [ApplicationIntegrationType.GuildInstall]: {},
      ...(options.userInstall ? { [ApplicationIntegrationType.UserInstall]: {} } : {}),
    },
  };
}

/** A user of that name. */
export function person(id: string, name: string): APIUser {
  return {
    id,
    username: name.toLowerCase().replaceAll(/[^a-z0-9._]/g, '_'),
    discriminator: '0',
    global_name: name,
    avatar: null,
  };
}
