import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayReadyDispatchData,
} from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { guildCreateJson } from '../world/objects.ts';
import type { World } from '../world/world.ts';
import { privilegedIntents } from '../world/application.ts';
import { Connection, type Sessions } from './connection.ts';
import type { Dispatch, Dispatcher } from './dispatch.ts';
import { Session } from './session.ts';

export interface GatewayOptions {
  readonly token: string;
  /** Milliseconds between heartbeats. */
  readonly heartbeatInterval: number;
  /** How long a session without a connection can be resumed, in milliseconds. */
  readonly resumeWindow: number;
}

/** Every intent that has a meaning today. */
const knownIntents = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/**
 * The Gateway, version 10, JSON without compression: sessions, their events, and what goes wrong with them.
 *
 * @see https://discord.com/developers/docs/events/gateway
 */
export class Gateway implements Dispatcher {
  readonly #world: World;
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, { readonly session: Session; connection: Connection }>();
  readonly #onPresence: () => void;
  #wasOnline = false;

  /** @param onPresence told when the bot comes online or goes offline */
  constructor(world: World, options: GatewayOptions, onPresence: () => void) {
    this.#world = world;
    this.#options = options;
    this.#onPresence = onPresence;
    world.listen((event, data, intent) => this.dispatch({ event, data, intent }));
  }

  /** Whether a client is connected. */
  get online(): boolean {
    return [...this.#sessions.values()].some(({ session }) => session.connected);
  }

  /** Whether a client is connected or may still come back for what it missed. */
  get reachable(): boolean {
    this.#expire();
    return this.#sessions.size > 0;
  }

  /** Takes over the socket of a request to connect. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      if ((asked.get('v') ?? '10') !== '10') {
        webSocket.close(GatewayCloseCodes.InvalidAPIVersion);
        return;
      }
      const address = `ws://${request.headers.host}/gateway`;
      const connection = new Connection(webSocket, address, this.#handlers, this.#options.heartbeatInterval);
      this.#connections.add(connection);
      webSocket.on('close', () => this.#connections.delete(connection));
    });
  }

  dispatch(dispatch: Dispatch): void {
    this.#expire();
    for (const { session } of this.#sessions.values()) session.dispatch(dispatch);
  }

  /** Closes every connection with a code; 4000 and most others leave the session to be resumed. */
  drop(code: number): void {
    for (const connection of this.#connections) connection.close(code);
  }

  /** Cuts every connection as a failing network does. */
  cut(): void {
    for (const connection of this.#connections) connection.terminate();
  }

  /** Goes silent on every connection and leaves it open: nothing is sent any more, no heartbeat acknowledged. */
  silence(): void {
    for (const connection of this.#connections) connection.silence();
  }

  /** Asks every client to connect again (op 7). */
  reconnect(): void {
    for (const connection of this.#connections) connection.reconnect();
  }

  /** Ends every session (op 9): with `false` what was missed is lost. */
  invalidate(resumable: boolean): void {
    for (const connection of this.#connections) {
      const { session } = connection;
      connection.invalidate(resumable);
      if (session !== null && !resumable) this.#sessions.delete(session.id);
    }
    this.#presence();
  }

  /** Ends every connection and takes no more. */
  close(): void {
    this.cut();
    this.#sessions.clear();
    this.#server.close();
  }

  readonly #handlers: Sessions = {
    identify: (data, connection) => {
      if (data.token.replace(/^Bot /, '') !== this.#options.token)
        return GatewayCloseCodes.AuthenticationFailed;
      if ((data.intents & ~knownIntents) !== 0) return GatewayCloseCodes.InvalidIntents;
      if ((data.intents & privilegedIntents & ~this.#world.privilegedIntents) !== 0) {
        return GatewayCloseCodes.DisallowedIntents;
      }
      const [shard, shards] = data.shard ?? [0, 1];
      if (shard !== 0 || shards !== 1) return GatewayCloseCodes.InvalidShard;
      const session = new Session(data.intents, (text) => connection.send(text));
      this.#sessions.set(session.id, { session, connection });
      this.#welcome(session, connection.address);
      this.#presence();
      return session;
    },
    resume: (data, connection) => {
      if (data.token.replace(/^Bot /, '') !== this.#options.token)
        return GatewayCloseCodes.AuthenticationFailed;
      this.#expire();
      const entry = this.#sessions.get(data.session_id);
      if (entry === undefined) return null;
      if (data.seq > entry.session.sequence) return GatewayCloseCodes.InvalidSeq;
      if (!entry.session.canResumeAfter(data.seq)) {
        this.#sessions.delete(data.session_id);
        return null;
      }
      entry.connection = connection;
      entry.session.resume(data.seq, (text) => connection.send(text));
      this.#presence();
      return entry.session;
    },
    requestMembers: (data, session) => {
      const guild = this.#world.guild(data.guild_id);
      const wanted = data.user_ids === undefined ? null : [data.user_ids].flat();
      const members = [...(guild?.members.values() ?? [])].filter(
        ({ user }) => wanted?.includes(user.id) ?? user.username.startsWith(data.query ?? ''),
      );
      session.dispatch({
        event: GatewayDispatchEvents.GuildMembersChunk,
        intent: null,
        data: {
          guild_id: data.guild_id,
          members,
          chunk_index: 0,
          chunk_count: 1,
          ...(data.nonce !== undefined && { nonce: data.nonce }),
        },
      });
    },
    left: (session, connection, ended) => {
      // An older connection may close after the session was resumed on a newer one.
      if (this.#sessions.get(session.id)?.connection !== connection) return;
      session.leave(performance.now());
      if (ended) this.#sessions.delete(session.id);
      this.#presence();
    },
  };

  #welcome(session: Session, address: string): void {
    const { application, bot, guilds } = this.#world;
    const ready: GatewayReadyDispatchData = {
      v: 10,
      user: bot,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: address,
      shard: [0, 1],
      application: { id: application.id, flags: application.flags, flags_new: application.flags_new },
    };
    session.dispatch({ event: GatewayDispatchEvents.Ready, data: ready, intent: null });
    for (const guild of guilds.filter(({ available }) => available)) {
      session.dispatch({
        event: GatewayDispatchEvents.GuildCreate,
        data: guildCreateJson(guild, bot.id),
        intent: GatewayIntentBits.Guilds,
      });
    }
  }

  #expire(): void {
    const now = performance.now();
    for (const [id, { session }] of this.#sessions) {
      if (session.leftAt !== null && now - session.leftAt > this.#options.resumeWindow)
        this.#sessions.delete(id);
    }
  }

  #presence(): void {
    if (this.online === this.#wasOnline) return;
    this.#wasOnline = this.online;
    this.#onPresence();
  }
}
