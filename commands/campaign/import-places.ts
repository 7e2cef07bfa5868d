import type { Snowflake } from '../../campaigns/campaign.ts';
import type { CampaignFile } from '../../campaigns/file/model.ts';
import type { Missing } from '../../messages/campaigns/import-preview.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { serverOf } from './server.ts';

/** A file with channels and roles of this server, and what could not be found here. */
export interface Placed {
  readonly file: CampaignFile;
  readonly missing: readonly Missing[];
}

/**
 * Finds the channels and roles of a file in this server: those that were chosen for them, else those themselves,
 * else the only ones of the same name. A role that is not found is nobody; a channel has to be chosen.
 */
export async function placed(
  file: CampaignFile,
  chosen: Readonly<Record<Snowflake, Snowflake>>,
  asker: Asker,
  deps: Deps,
): Promise<Placed> {
  const guildId = serverOf(asker);
  const missing: Missing[] = [];
  const channels = new Map<Snowflake, Snowflake>();
  for (const { id, name, audience } of file.channels) {
    const here = chosen[id] ?? (await channelHere(id, name, asker, deps));
    if (here === null) missing.push({ kind: audience, id, name });
    else channels.set(id, here);
  }
  const roles = new Map<Snowflake, Snowflake>();
  for (const { id, name } of rolesIn(file)) {
    const here = chosen[id] ?? (await roleHere(guildId, id, name, deps));
    if (here === null) missing.push({ kind: 'role', id, name });
    else roles.set(id, here);
  }
  const channel = (id: Snowflake): Snowflake => channels.get(id) ?? id;
  const role = <Role extends { readonly id: Snowflake }>(one: Role): Role | null => {
    const id = roles.get(one.id);
    return id === undefined ? null : { ...one, id };
  };
  return {
    missing,
    file: {
      ...file,
      organiserRole: file.organiserRole && role(file.organiserRole),
      channels: file.channels.map((one) => {
        const pinged = one.ping && role(one.ping.role);
        return { ...one, id: channel(one.id), ping: one.ping && pinged && { ...one.ping, role: pinged } };
      }),
      announcements: file.announcements.map((one) => ({
        ...one,
        channels: one.channels && one.channels.map(channel).toSorted(),
      })),
    },
  };
}

/** Every role that a file names, once. */
function rolesIn({ organiserRole, channels }: CampaignFile) {
  const all = [organiserRole, ...channels.map(({ ping }) => ping?.role ?? null)];
  return new Map(all.flatMap((role) => (role === null ? [] : [[role.id, role] as const]))).values();
}

async function channelHere(
  id: Snowflake,
  name: string,
  asker: Asker,
  { discord }: Deps,
): Promise<Snowflake | null> {
  const guildId = serverOf(asker);
  const access = await asked(discord.channelAccess(guildId, id));
  if (access.kind !== 'not-found') return id;
  const other = name === '' ? null : await asked(discord.named(guildId, 'channel', name));
  // One that they do not see is none that they know by its name.
  return other !== null && (await asked(discord.canSee(asker, guildId, other))) ? other : null;
}

async function roleHere(
  guildId: Snowflake,
  id: Snowflake,
  name: string,
  { discord }: Deps,
): Promise<Snowflake | null> {
  // Discord gives the role of everybody the id of the server.
  if (id !== guildId && (await asked(discord.role(guildId, id))) !== null) return id;
  return name === '' ? null : await asked(discord.named(guildId, 'role', name));
}

async function asked<Result>(question: Promise<Result>): Promise<Result> {
  try {
    return await question;
  } catch {
    throw new UserError('campaign.errors.discord');
  }
}
