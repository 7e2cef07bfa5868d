import { OAuth2Scopes, PermissionFlagsBits, Routes, type REST } from 'discord.js';
import { z } from 'zod';

const Snowflake = z.string().regex(/^\d{15,20}$/);

/** What we read of `GET /applications/@me`. Fields that an application may lack stay absent. */
const ApplicationJson = z.object({
  id: Snowflake,
  name: z.string().default('the application'),
  bot_require_code_grant: z.boolean().optional(),
  interactions_endpoint_url: z.string().nullish(),
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
});
const UserJson = z.object({ id: Snowflake, username: z.string().default('the bot') });

/** The application behind the token, as far as the bot's own behaviour depends on it. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botName: string;
  /** Whether it can be installed to servers, and by people for themselves. */
  readonly installs: { readonly server: boolean; readonly user: boolean };
  /** What its owner should change in the developer portal, a sentence each. */
  readonly portalHints: readonly string[];
}

/** The least that the bot needs in a server. Everything else it can do without. */
export const leastPermissions = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  SendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
  AttachFiles: PermissionFlagsBits.AttachFiles,
  EmbedLinks: PermissionFlagsBits.EmbedLinks,
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
  PinMessages: PermissionFlagsBits.PinMessages,
} as const;

/**
 * Reads the application and its bot user.
 *
 * @throws whatever the REST client throws; a `DiscordAPIError` with status 401 means that the token is refused
 */
export async function readApplication(rest: REST): Promise<Application> {
  const [application, user] = await Promise.all([
    rest.get(Routes.currentApplication()).then((json) => ApplicationJson.parse(json)),
    rest.get(Routes.user()).then((json) => UserJson.parse(json)),
  ]);
  // An application that does not say is an old one, and those install to servers only.
  const types = Object.keys(application.integration_types_config ?? { 0: {} });
  const installs = { server: types.includes('0'), user: types.includes('1') };
  return {
    id: application.id,
    name: application.name,
    botUserId: user.id,
    botName: user.username,
    installs,
    portalHints: hints(application, installs),
  };
}

/** The address with which an organiser invites the bot, asking for no more than it needs. */
export function installLink(application: Pick<Application, 'id'>): string {
  const permissions = Object.values(leastPermissions).reduce((all, one) => all | one, 0n);
  const query = new URLSearchParams({
    client_id: application.id,
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

function hints(application: z.infer<typeof ApplicationJson>, installs: Application['installs']): string[] {
  const found: string[] = [];
  if (application.interactions_endpoint_url) {
    found.push(
      '"General Information → Interactions Endpoint URL" is set: clear it, or no command will ever reach this bot.',
    );
  }
  if (application.bot_require_code_grant === true) {
    found.push(
      '"Bot → Requires OAuth2 Code Grant" is on: switch it off, or nobody can add the bot with its link.',
    );
  }
  if (!installs.server) {
    found.push(
      '"Installation → Guild Install" is off: switch it on, or the bot cannot be added to a server.',
    );
  }
  if (!installs.user) {
    found.push(
      '"Installation → User Install" is off: switch it on if members should use /timeline and the other questions anywhere, also in direct messages.',
    );
  }
  return found;
}
