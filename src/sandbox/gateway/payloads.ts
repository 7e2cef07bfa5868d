import { GatewayOpcodes } from 'discord-api-types/v10';
import { z } from 'zod';

/** What a client may send, as far as the sandbox reads it. */
export const ClientPayload = z.discriminatedUnion('op', [
  z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.int().nullable() }),
  z.object({
    op: z.literal(GatewayOpcodes.Identify),
    d: z.object({
      token: z.string(),
      intents: z.int(),
      properties: z.record(z.string(), z.unknown()),
      shard: z.tuple([z.int(), z.int()]).optional(),
    }),
  }),
  z.object({
    op: z.literal(GatewayOpcodes.Resume),
    d: z.object({ token: z.string(), session_id: z.string(), seq: z.int() }),
  }),
  z.object({ op: z.literal(GatewayOpcodes.PresenceUpdate), d: z.unknown() }),
  z.object({ op: z.literal(GatewayOpcodes.VoiceStateUpdate), d: z.unknown() }),
  z.object({
    op: z.literal(GatewayOpcodes.RequestGuildMembers),
    d: z.object({
      guild_id: z.string(),
      query: z.string().optional(),
      user_ids: z.union([z.string(), z.array(z.string())]).optional(),
      nonce: z.string().optional(),
    }),
  }),
]);
export type ClientPayload = z.infer<typeof ClientPayload>;

/** Every operation that a client may name. */
export const clientOpcodes: ReadonlySet<number> = new Set([
  ...ClientPayload.options.map((option) => option.shape.op.value),
  GatewayOpcodes.RequestSoundboardSounds,
]);
