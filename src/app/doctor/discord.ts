import { DiscordAPIError, Routes, type REST } from 'discord.js';
import { z } from 'zod';
import type { Database } from '../../database/database.ts';
import { readChannelAccess } from '../../discord/access-rest.ts';
import { installLink, readApplication, type Application } from '../../discord/application.ts';
import { tokenRefused } from '../../discord/reach.ts';
import { fix, note, ok, type Finding } from './finding.ts';

/** The application behind the token, if Discord knows it. */
export async function examineToken(
  rest: REST,
  apiUrl: string,
): Promise<{ readonly findings: readonly Finding[]; readonly application: Application | null }> {
  try {
    const application = await readApplication(rest);
    return {
      application,
      findings: [
        ok('token', `application ${application.name} (${application.id}), bot ${application.botName}`),
        ...application.portalHints.map((hint) => fix('portal', hint)),
        ok('intents', 'none is needed that must be switched on in the portal'),
      ],
    };
  } catch (error) {
    const refused = error instanceof DiscordAPIError && error.status === 401;
    const reason = error instanceof Error ? error.message : String(error);
    const text = refused
      ? tokenRefused().message
      : `${apiUrl} could not be asked (${reason}). Is this machine online, and is DISCORD_API_URL right?`;
    return { application: null, findings: [fix('token', text)] };
  }
}

const GatewayJson = z.object({
  shards: z.int(),
  session_start_limit: z.object({ total: z.int(), remaining: z.int(), reset_after: z.number() }),
});

/** Whether a bot may log in, and how many connections Discord recommends. */
export async function examineGateway(rest: REST): Promise<Finding> {
  const { shards, session_start_limit: starts } = GatewayJson.parse(await rest.get(Routes.gatewayBot()));
  const text = `${starts.remaining} of ${starts.total} logins left today, ${shards} ${shards === 1 ? 'connection' : 'connections'} recommended`;
  if (starts.remaining > 0) return ok('gateway', text);
  const minutes = Math.ceil(starts.reset_after / 60_000);
  return fix(
    'gateway',
    `${text}: something starts the bot again and again. Stop that; it can log in again in ${minutes} minutes.`,
  );
}

/** Every channel of every campaign: whether the bot can post there, and whether the organisers are among themselves. */
export async function examineChannels(
  rest: REST,
  application: Application,
  { db }: Database,
): Promise<readonly Finding[]> {
  const channels = await db
    .selectFrom('campaign_channels')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_channels.campaign_id')
    .select([
      'campaigns.name',
      'campaign_channels.guild_id',
      'campaign_channels.channel_id',
      'campaign_channels.audience',
    ])
    .where('campaign_channels.removed_at', 'is', null)
    .where('campaigns.state', '<>', 'archived')
    .orderBy('campaigns.name')
    .orderBy('campaign_channels.audience')
    .execute();
  if (channels.length === 0)
    return [note('channels', 'there is no campaign yet: /campaign create makes one')];
  const findings: Finding[] = [];
  for (const { name, guild_id, channel_id, audience } of channels) {
    const where = `"${name}", ${audience} channel ${channel_id}`;
    const access = await readChannelAccess(rest, application.botUserId, guild_id, channel_id).catch(
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    findings.push(channelFinding(where, access, audience === 'organisers', application));
  }
  return findings;
}

function channelFinding(
  where: string,
  access: Awaited<ReturnType<typeof readChannelAccess>> | string,
  forOrganisers: boolean,
  application: Application,
): Finding {
  if (typeof access === 'string') return fix('channels', `${where}: Discord could not be asked (${access}).`);
  switch (access.kind) {
    case 'usable':
      if (forOrganisers && !access.private) {
        return note('channels', `${where}, #${access.name}: everybody in the server can read it`);
      }
      return ok('channels', `${where}, #${access.name}`);
    case 'missing-permissions':
      return fix(
        'channels',
        `${where}, #${access.name}: the bot lacks ${access.missing.join(', ')}. Allow that in the channel's permissions.`,
      );
    case 'not-in-thread':
      return fix('channels', `${where}, #${access.name}: mention the bot once in this private thread.`);
    case 'locked-thread':
      return fix(
        'channels',
        `${where}, #${access.name}: moderators closed this thread. Open it, or choose another channel.`,
      );
    case 'wrong-type':
      return fix('channels', `${where}, #${access.name}: no text can be posted there (${access.type}).`);
    case 'not-found':
      return fix(
        'channels',
        `${where}: it is gone, or the bot is not in that server any more. Choose another channel with /campaign show, or invite the bot: ${installLink(application)}`,
      );
  }
}
