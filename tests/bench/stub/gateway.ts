import { GatewayOpcodes } from 'discord-api-types/v10';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { applicationId, askingChannelId, botUserId, channelIdOf } from './ids.ts';
import { startIds } from '../../../src/sandbox/world/start.ts';

const Received = z.object({ op: z.enum(GatewayOpcodes), d: z.unknown() });
const Identify = z.object({ token: z.string() });
const heartbeatMs = 40_000;

/** A Gateway that lets everybody in, remembers nothing and resumes nothing. */
export interface StubGateway {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** @throws Error when no bot with this token is connected */
  send(token: string, event: string, data: unknown): void;
}

/** @param channels how many channels the one server has, besides the one in which people ask */
export function stubGateway(channels: number): StubGateway {
  const server = new WebSocketServer({ noServer: true });
  const connected = new Map<string, (event: string, data: unknown) => void>();

  server.on('connection', (socket: WebSocket) => {
    let sequence = 0;
    const op = (code: number, d: unknown): void =>
      socket.send(JSON.stringify({ op: code, d, s: null, t: null }));
    const dispatch = (event: string, d: unknown): void => {
      sequence += 1;
      socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, d, s: sequence, t: event }));
    };
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => {
      const { op: code, d } = Received.parse(JSON.parse(data.toString()));
      if (code === GatewayOpcodes.Heartbeat) op(GatewayOpcodes.HeartbeatAck, null);
      else if (code === GatewayOpcodes.Resume) op(GatewayOpcodes.InvalidSession, false);
      else if (code === GatewayOpcodes.Identify) {
        connected.set(Identify.parse(d).token, dispatch);
        dispatch('READY', {
          v: 10,
          user: botUser,
          guilds: [{ id: startIds.guild, unavailable: true }],
          session_id: 'stub',
          resume_gateway_url: 'ws://127.0.0.1:1',
          application: { id: applicationId, flags: 0 },
        });
        dispatch('GUILD_CREATE', guildWith(channels));
      }
    });
    op(GatewayOpcodes.Hello, { heartbeat_interval: heartbeatMs });
  });

  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    send: (token, event, data) => {
      const dispatch = connected.get(token);
      if (dispatch === undefined) throw new Error(`no bot is connected as ${token}`);
      dispatch(event, data);
    },
  };
}

export const botUser = {
  id: botUserId,
  username: 'bench',
  discriminator: '0',
  global_name: null,
  avatar: null,
  bot: true,
};

function guildWith(channels: number): unknown {
  const ids = [askingChannelId, ...Array.from({ length: channels }, (_, number) => channelIdOf(number))];
  return {
    id: startIds.guild,
    name: 'Bench',
    owner_id: botUserId,
    unavailable: false,
    joined_at: '2026-01-01T00:00:00.000Z',
    large: false,
    member_count: 2,
    // 1 << 3: an administrator may do everything, so that nobody computes permissions for each channel.
    roles: [{ id: startIds.guild, name: '@everyone', permissions: '8', position: 0, color: 0, flags: 0 }],
    channels: ids.map((id, position) => ({
      id,
      type: 0,
      name: `channel-${position}`,
      position,
      permission_overwrites: [],
    })),
    members: [{ user: botUser, roles: [], joined_at: '2026-01-01T00:00:00.000Z', flags: 0 }],
    emojis: [],
    stickers: [],
    features: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    preferred_locale: 'en-US',
  };
}
