import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Sandbox } from './sandbox.ts';

export interface Listening {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a sandbox by itself, on loopback. @param port 0 for any that is free */
export async function listen(sandbox: Sandbox, port = 0): Promise<Listening> {
  // Served by node:http, the bindings are those of HTTP/1.
  const answer = getRequestListener((request, env) => sandbox.fetch(request, env as HttpBindings));
  const server = createServer((request, response) => void answer(request, response));
  server.on('upgrade', (request, socket, head) => {
    if (!sandbox.upgrade(request, socket, head)) socket.destroy();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo; // a TCP server that listens has a port
  return {
    origin: `http://127.0.0.1:${bound}`,
    async close() {
      sandbox.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
