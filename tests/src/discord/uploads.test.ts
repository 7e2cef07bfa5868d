import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { UploadedFile } from '../../../campaigns/ports/uploads.ts';
import { createUploads } from '../../../src/discord/uploads.ts';

const path = '/ephemeral-attachments/1/2/picture.png';
const most = 1_000;

interface Listening {
  readonly origin: string;
  readonly asked: string[];
  readonly server: Server;
}

async function listening(answer: RequestListener): Promise<Listening> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked, server };
}

function fileAt(url: string, size = 10): UploadedFile {
  return { field: 'picture', id: '2', name: 'picture.png', size, url, contentType: 'image/png' };
}

describe('an upload', () => {
  test('is read from the stand-in, byte for byte', async () => {
    const content = Buffer.from([0, 255, 10, 13]);
    const { origin } = await listening((_request, response) => response.end(content));
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    expect(await uploads.read(fileAt(`${origin}${path}?ex=1&is=2&hm=3`), most)).toEqual({
      kind: 'read',
      bytes: content,
    });
  });

  test.each([
    ['another host', (own: string) => own.replace('127.0.0.1', 'localhost') + path],
    ['another port', () => `http://127.0.0.1:1${path}`],
    ['another protocol', (own: string) => own.replace('http:', 'https:') + path],
    ['Discord without TLS', () => `http://cdn.discordapp.com${path}`],
    ['Discord on another port', () => `https://cdn.discordapp.com:8443${path}`],
    ['a host that begins like Discord', () => `https://cdn.discordapp.com.example.org${path}`],
    ['a host that ends like Discord', () => `https://evil-cdn.discordapp.com${path}`],
    ['an address with a name', (own: string) => own.replace('//', '//cdn.discordapp.com@') + path],
    ['a path that is no upload', (own: string) => `${own}/api/v10/users/@me`],
    ['a path that climbs', (own: string) => `${own}/attachments/1/2/../../../api/v10/users/@me`],
    ['a file of this machine', () => 'file:///etc/passwd'],
    ['data', () => 'data:image/png;base64,AAAA'],
    ['no address', () => 'picture.png'],
    ['the cloud’s own address', () => `http://169.254.169.254${path}`],
  ])('is never asked for at %s', async (_name, address) => {
    const { origin, asked } = await listening((_request, response) => response.end('x'));
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    expect(await uploads.read(fileAt(address(origin)), most)).toEqual({
      kind: 'problem',
      reason: 'elsewhere',
    });
    expect(asked).toEqual([]);
  });

  test('is never asked for at a stand-in when Discord itself is meant', async () => {
    const { origin, asked } = await listening((_request, response) => response.end('x'));
    const uploads = createUploads({ apiUrl: 'https://discord.com/api' });
    expect(await uploads.read(fileAt(origin + path), most)).toEqual({ kind: 'problem', reason: 'elsewhere' });
    expect(asked).toEqual([]);
  });

  test('that is sent on is not followed, neither to another host nor to the same', async () => {
    const other = await listening((_request, response) => response.end('x'));
    for (const location of [`${other.origin}${path}`, '/attachments/1/2/other.png']) {
      const { origin, asked } = await listening((_request, response) =>
        response.writeHead(302, { location }).end(),
      );
      const uploads = createUploads({ apiUrl: `${origin}/api` });
      expect(await uploads.read(fileAt(origin + path), most)).toEqual({
        kind: 'problem',
        reason: 'unreachable',
      });
      expect(asked).toEqual([path]);
    }
    expect(other.asked).toEqual([]);
  });

  test('that is too large is not even asked for, when Discord says so', async () => {
    const { origin, asked } = await listening((_request, response) => response.end('x'));
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    expect(await uploads.read(fileAt(origin + path, most + 1), most)).toEqual({
      kind: 'problem',
      reason: 'too-large',
    });
    expect(asked).toEqual([]);
  });

  test('that says its length is not read when that is too long', async () => {
    const { origin, server } = await listening((_request, response) => {
      response.writeHead(200, { 'content-length': String(most + 1) });
      response.write('x');
    });
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    const gone = hungUp(server);
    expect(await uploads.read(fileAt(origin + path), most)).toEqual({ kind: 'problem', reason: 'too-large' });
    await gone;
  });

  test('that never ends is let go of as soon as it is too long', async () => {
    const { origin, server } = await listening((_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(500), more);
      };
      more();
    });
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    const gone = hungUp(server);
    expect(await uploads.read(fileAt(origin + path), most)).toEqual({ kind: 'problem', reason: 'too-large' });
    await gone;
  });

  test.each([
    ['before it answers', false],
    ['in the middle of the file', true],
  ])('that stalls %s is given up', async (_name, begins) => {
    const { origin } = await listening((_request, response) => {
      if (begins) response.write('x');
    });
    const uploads = createUploads({ apiUrl: `${origin}/api`, timeoutMs: 100 });
    expect(await uploads.read(fileAt(origin + path), most)).toEqual({ kind: 'problem', reason: 'too-slow' });
  });

  test.each([404, 500])('that is answered with %i is a problem', async (status) => {
    const { origin } = await listening((_request, response) => response.writeHead(status).end('x'));
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    expect(await uploads.read(fileAt(origin + path), most)).toEqual({
      kind: 'problem',
      reason: 'unreachable',
    });
  });

  test('that breaks off is a problem', async () => {
    const { origin } = await listening((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    });
    const uploads = createUploads({ apiUrl: `${origin}/api` });
    expect(await uploads.read(fileAt(origin + path), most)).toEqual({
      kind: 'problem',
      reason: 'unreachable',
    });
  });
});

/** Resolves when the next connection is ended from the other side. */
async function hungUp(server: Server): Promise<void> {
  const [socket] = await once(server, 'connection');
  // The other side may end it in the middle of a write: that is no error here.
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
}
