import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Problem } from '../problem.ts';

/** What is served: pages and APIs by `fetch`, WebSockets by `upgrade`. */
export interface Site {
  readonly fetch: (request: Request, env: HttpBindings) => Response | Promise<Response>;
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface RunningServer {
  /** Where it can be reached from this machine: `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** Ends open connections too: event streams and WebSockets would never end by themselves. */
  close(): Promise<void>;
}

/** The port cannot be had; the message says what to do. */
export class PortError extends Problem {
  override readonly name = 'PortError';
}

/**
 * Listens for HTTP.
 *
 * @param port 0 takes any free port
 * @throws PortError when it is taken or not allowed
 */
export async function serve(
  site: Site,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  // Served by node:http, the bindings are those of HTTP/1.
  const listener = getRequestListener((request, env) => site.fetch(request, env as HttpBindings));
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', (request, socket, head) => {
    try {
      if (site.upgrade) site.upgrade(request, socket, head);
      else socket.destroy();
    } catch {
      // Nobody catches what an event handler throws, and a request must not end the app.
      socket.destroy();
    }
  });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new PortError(reasonOf(error, host, port), { cause: error });
  }
  const address = server.address() as AddressInfo; // a server that listens on a port has one
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    origin: `http://${shown}:${address.port}`,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function reasonOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken, perhaps by this app running already. Stop that, or choose another: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `Port ${port} may not be used without special rights. Choose one above 1023: PORT=3000 npm start`;
  if (code === 'EADDRNOTAVAIL')
    return `HOST=${host} is no address of this machine. Unset HOST, or use 0.0.0.0 for all of them.`;
  return `Cannot listen on ${host}:${port} (${String(code ?? error)}).`;
}
