import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChannels } from './channels.ts';
import { stubGateway } from './gateway.ts';
import { Numbered, type Order } from './protocol.ts';
import { createQuestions } from './questions.ts';
import { stubRest } from './rest.ts';

// A stand-in for Discord that does next to nothing, in a process of its own: what it costs must not be measured.
const gateway = stubGateway(Number(process.argv[2] ?? 0));
const channels = createChannels();
const questions = createQuestions(gateway);
let faults = { resetEvery: 0, limitEvery: 0 };
const rest = stubRest({ channels, questions, faults: () => faults });

const server = createServer((request, response) => {
  rest(request, response).catch((error: unknown) => {
    process.stderr.write(`the stub: ${String(error)}\n`);
    request.socket.destroy();
  });
});
server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'ask':
      return await questions.ask(order);
    case 'read-answers':
      return await questions.lastAnswers(order.token);
    case 'await-posts':
      await channels.atLeast(order.count, order.patienceMs);
      return channels.read();
    case 'read-posts':
      return channels.read();
    case 'begin-anew':
      channels.forget();
      ({ faults } = order);
      return null;
  }
}

process.on('message', (message) => {
  const { number, order } = Numbered.parse(message);
  void obey(order).then((result) => process.send?.({ number, result }));
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo; // a server that listens on a port has one
process.send?.({ origin: `http://127.0.0.1:${port}` });
