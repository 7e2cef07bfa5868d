import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { ClientPayload, clientOpcodes } from './payloads.ts';
import type { Session } from './session.ts';

type Of<Opcode extends GatewayOpcodes> = (ClientPayload & { op: Opcode })['d'];

/** What a connection asks of the Gateway. A number is the code to close with. */
export interface Sessions {
  identify(data: Of<GatewayOpcodes.Identify>, connection: Connection): Session | GatewayCloseCodes;
  /** `null` when the session cannot be resumed. */
  resume(data: Of<GatewayOpcodes.Resume>, connection: Connection): Session | GatewayCloseCodes | null;
  requestMembers(data: Of<GatewayOpcodes.RequestGuildMembers>, session: Session): void;
  /** `ended`: the client closed it for good, and does not come back to resume. */
  left(session: Session, connection: Connection, ended: boolean): void;
}

/** One client's WebSocket, from HELLO to the close. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #sessions: Sessions;
  /** Where the client comes back to. */
  readonly address: string;
  readonly #watch: NodeJS.Timeout;
  #session: Session | null = null;
  #closedHere = false;
  #silent = false;

  /** @param heartbeatInterval in milliseconds; a client that misses more than one is cut off */
  constructor(socket: WebSocket, address: string, sessions: Sessions, heartbeatInterval: number) {
    this.#socket = socket;
    this.#sessions = sessions;
    this.address = address;
    this.#watch = setTimeout(() => this.close(GatewayCloseCodes.SessionTimedOut), heartbeatInterval * 1.5);
    socket.on('message', (data) => this.#received(textOf(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      clearTimeout(this.#watch);
      const ended = !this.#closedHere && (code === 1000 || code === 1001);
      if (this.#session !== null) sessions.left(this.#session, this, ended);
    });
    this.#sendOp(GatewayOpcodes.Hello, { heartbeat_interval: heartbeatInterval });
  }

  get session(): Session | null {
    return this.#session;
  }

  /** An event is dropped when the socket is closing: the session remembers it. */
  send(text: string): void {
    if (!this.#silent && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  /** Says nothing any more and hears nothing, and stays open: what a broken network path leaves behind. */
  silence(): void {
    this.#silent = true;
  }

  close(code: number): void {
    this.#closedHere = true;
    this.#socket.close(code);
  }

  /** Cuts the connection without a word, as a network does. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** Asks the client to connect again and resume. */
  reconnect(): void {
    this.#sendOp(GatewayOpcodes.Reconnect, null);
  }

  invalidate(resumable: boolean): void {
    if (!resumable) this.#session = null;
    this.#sendOp(GatewayOpcodes.InvalidSession, resumable);
  }

  #sendOp(op: GatewayOpcodes, d: unknown): void {
    this.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  #received(text: string): void {
    if (this.#silent) return;
    const raw = parsedJson(text);
    const opcode = typeof raw === 'object' && raw !== null && 'op' in raw ? raw.op : undefined;
    const payload = ClientPayload.safeParse(raw);
    if (payload.success) this.#handle(payload.data);
    else if (typeof opcode === 'number' && !clientOpcodes.has(opcode))
      this.close(GatewayCloseCodes.UnknownOpcode);
    else this.close(GatewayCloseCodes.DecodeError);
  }

  #handle(payload: ClientPayload): void {
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        this.#watch.refresh();
        this.#sendOp(GatewayOpcodes.HeartbeatAck, null);
        return;
      case GatewayOpcodes.Identify:
        if (this.#session !== null) this.close(GatewayCloseCodes.AlreadyAuthenticated);
        else this.#begin(this.#sessions.identify(payload.d, this));
        return;
      case GatewayOpcodes.Resume:
        if (this.#session !== null) this.close(GatewayCloseCodes.AlreadyAuthenticated);
        else this.#begin(this.#sessions.resume(payload.d, this));
        return;
      case GatewayOpcodes.RequestGuildMembers:
        if (this.#session === null) this.close(GatewayCloseCodes.NotAuthenticated);
        else this.#sessions.requestMembers(payload.d, this.#session);
        return;
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.VoiceStateUpdate:
        if (this.#session === null) this.close(GatewayCloseCodes.NotAuthenticated);
    }
  }

  #begin(result: Session | GatewayCloseCodes | null): void {
    if (result === null) this.#sendOp(GatewayOpcodes.InvalidSession, false);
    else if (typeof result === 'number') this.close(result);
    else this.#session = result;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString();
}
