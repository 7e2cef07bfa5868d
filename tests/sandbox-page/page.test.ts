import type { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadLanguages } from '../../messages/words.ts';
import { createPage } from '../../src/sandbox/page/page.ts';
import { pictureBytes, picture } from './practice-messages.ts';
import { PracticePeople } from './practice-people.ts';
import { ana, campaign, general, organisers, rosa } from './practice-server.ts';

const languages = await loadLanguages();
const viewer = { person: ana.id, locale: 'en-US' };
let people: PracticePeople;
let page: Hono;
let faults: unknown[];

beforeEach(() => {
  people = new PracticePeople();
  faults = [];
  page = createPage({
    people,
    clock: people.clock,
    languages,
    note: 'Data: ./data',
    report: (error) => faults.push(error),
  });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  page.request(`/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (path: string, query: Record<string, string> = viewer, headers: Record<string, string> = {}) =>
  page.request(`/sandbox/${path}?${new URLSearchParams(query).toString()}`, { headers });

describe('the page', () => {
  test('is complete before any script runs, and keeps everything foreign out', async () => {
    people.server.add(general, { content: 'hello **there**' });
    const response = await page.request('/');
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(html).toContain('hello <strong>there</strong>');
    expect(html).toContain('Practice server.');
    expect(html).toContain('Data: ./data');
    expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/sandbox/browser/main.js">']);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  test('speaks the browser’s language, and keeps the one that was chosen', async () => {
    const first = await page.request('/', { headers: { 'accept-language': 'es-PE,es;q=0.9' } });
    expect(await first.text()).toContain('<html lang="es">');
    const chosen = await page.request('/?locale=en-US', { headers: { 'accept-language': 'es-PE' } });
    expect(await chosen.text()).toContain('<html lang="en">');
    const cookies = chosen.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    expect(cookies).toEqual([`sandbox_person=${ana.id}`, 'sandbox_locale=en-US']);
    const again = await page.request('/', {
      headers: { 'accept-language': 'es-PE', cookie: cookies.join('; ') },
    });
    expect(await again.text()).toContain('<html lang="en">');
  });

  test('shows each person what that person sees', async () => {
    expect(await (await page.request(`/?person=${ana.id}&channel=${organisers}`)).text()).not.toContain(
      'Plans and notices',
    );
    const html = await (await page.request(`/?person=${rosa.id}&channel=${organisers}`)).text();
    expect(html).toContain('<span id="channel-name">organisers</span>');
    expect(html).toContain('campaign create');
  });

  test('writes times in the zone that the browser told, and ignores nonsense', async () => {
    people.server.add(general, { content: '<t:1799503200:F>' });
    const at = async (zone: string) =>
      (await page.request('/', { headers: { cookie: `sandbox_zone=${zone}` } })).text();
    expect(await at('America%2FLima')).toContain('9:00 AM (America/Lima)');
    expect(await at('%22%3E%3Cb%3E')).toContain('2:00 PM (UTC)');
    expect(await at('%E0%A4%A')).toContain('2:00 PM (UTC)');
  });

  test('says when the bot is away', async () => {
    const note = async () => /<p[^>]*id="offline"[^>]*>/.exec(await (await page.request('/')).text())?.[0];
    expect(await note()).toContain('hidden');
    people.botOnline = false;
    expect(await note()).not.toContain('hidden');
  });

  test('leaves the first steps out for a browser that has put them away', async () => {
    const steps = async (cookie: string) =>
      /<section[^>]*id="steps"[^>]*>/.exec(
        await (await page.request('/', { headers: { cookie } })).text(),
      )?.[0];
    expect(await steps('')).not.toContain('hidden');
    expect(await steps('sandbox_steps=hidden')).toContain('hidden');
  });

  test('serves its scripts and styles, and nothing else from there', async () => {
    const script = await page.request('/sandbox/browser/main.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const same = await page.request('/sandbox/browser/main.js', {
      headers: { 'if-none-match': script.headers.get('etag') ?? '' },
    });
    expect(same.status).toBe(304);
    expect((await page.request('/sandbox/browser/tsconfig.json')).status).toBe(404);
    expect((await page.request('/sandbox/browser/..%2Fpage.ts')).status).toBe(404);
  });
});

describe('requests from elsewhere', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example', host: 'localhost:3000' }],
    [{ origin: 'http://localhost:4000', host: 'localhost:3000' }],
    [{ origin: 'null', host: 'localhost:3000' }],
  ])('%j are refused', async (headers) => {
    const said = await post('say', { ...viewer, channel: general, text: 'x' }, headers);
    expect(said.status).toBe(403);
    expect(await said.json()).toEqual({ error: 'This request came from another site and was refused.' });
    expect((await get('messages', { ...viewer, channel: general }, headers)).status).toBe(403);
    expect(people.server.list(ana.id, general)).toEqual([]);
  });

  test('the page’s own are not', async () => {
    const own = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000', host: 'localhost:3000' };
    expect((await post('say', { ...viewer, channel: general, text: 'x' }, own)).status).toBe(200);
  });
});

describe('requests that make no sense', () => {
  test.each([
    ['say', { ...viewer, channel: general, text: '   ' }, 400, 'text'],
    ['say', { ...viewer, channel: 'general', text: 'x' }, 400, 'an id is digits'],
    ['say', '{', 400, 'not JSON'],
    ['command', { ...viewer, channel: general, name: 'help', options: { a: [] } }, 400, 'options'],
    ['clock', { ...viewer, move: { to: 'yesterday' } }, 400, 'to'],
    ['clock', { ...viewer, move: { to: 'moment', at: 'soon' } }, 400, 'at'],
    ['say', { person: '1', locale: 'es-419', channel: general, text: 'x' }, 404, 'No existe esa persona'],
    ['say', { ...viewer, channel: organisers, text: 'x' }, 404, 'Ana sees no such channel.'],
    ['say', { ...viewer, channel: general, text: 'x'.repeat(70_000) }, 413, '64 KiB'],
  ])('%s %j', async (path, body, status, words) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: string };
    expect(error).toContain(words);
  });

  test('another kind of body', async () => {
    expect(
      (await post('say', 'text=x', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(415);
  });

  test('a fault of the server is reported, and says nothing about its inside', async () => {
    people.say = () => Promise.reject(new Error('secret'));
    const response = await post('say', { ...viewer, channel: general, text: 'x' });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(faults).toEqual([new Error('secret')]);
  });
});

describe('what a person does', () => {
  test('a command carries the person, the channel, the options and the language', async () => {
    const use = { channel: general, name: 'casualties', options: { event: 'Juliaca', share: true } };
    expect(await (await post('command', { ...viewer, locale: 'es-419', ...use })).json()).toEqual({
      kind: 'answered',
    });
    expect(people.uses).toEqual([
      { personId: ana.id, channelId: general, name: 'casualties', options: use.options, locale: 'es-419' },
    ]);
  });

  test('suggestions, refusals and forms come back for the page', async () => {
    const typing = { channel: general, name: 'casualties', options: { event: 'jul' }, focused: 'event' };
    expect(await (await post('suggest', { ...viewer, ...typing })).json()).toEqual({
      choices: [{ label: 'Juliaca, 9 January 2023', value: 'Juliaca, 9 January 2023' }],
    });
    expect(
      await (await post('command', { ...viewer, channel: general, name: 'silence', options: {} })).json(),
    ).toEqual({
      kind: 'refused',
      reason: 'The bot did not answer in 3 seconds.',
    });
    const form = (await (await post('press', { ...viewer, message: '1', customId: 'report' })).json()) as {
      html: string;
    };
    expect(form).toMatchObject({ kind: 'form', form: 'form-1' });
    expect(form.html.replace(/\s+/g, ' ')).toContain(
      '<input type="text" name="title" value="" autocomplete="off" required maxlength="80"',
    );
  });

  test('files come with a type that a browser does not run', async () => {
    const shown = await get(`files/${picture.id}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer()).equals(pictureBytes)).toBe(true);
    people.file = async () => ({ type: 'text/html', bytes: new Uint8Array([60]) });
    const offered = await get('files/1');
    expect(offered.headers.get('content-type')).toBe('application/octet-stream');
    expect(offered.headers.get('content-disposition')).toBe('attachment');
    people.file = async () => null;
    expect((await get('files/1')).status).toBe(404);
  });
});

describe('the clock', () => {
  test('moves to the next post and tells where it went', async () => {
    const moved = await (await post('clock', { ...viewer, move: { to: 'next-post' } })).json();
    expect(moved).toEqual({
      arrived: true,
      now: '2027-01-09T15:00:00Z',
      next: '2027-01-11T14:00:00Z',
      real: false,
      posts: [{ channel: campaign, message: people.server.list(ana.id, campaign)[0]?.message.id }],
    });
    expect(people.server.watching).toBe(0);
  });

  test('moves by hours and to a moment, and back', async () => {
    const later = await (await post('clock', { ...viewer, move: { to: 'later', hours: 24 } })).json();
    expect(later).toMatchObject({ now: '2027-01-03T12:00:00Z', posts: [] });
    const there = await (
      await post('clock', { ...viewer, move: { to: 'moment', at: '2027-01-12T09:00:00-05:00' } })
    ).json();
    expect(there).toMatchObject({ now: '2027-01-12T14:00:00Z', next: null });
    expect(await (await post('clock', { ...viewer, move: { to: 'next-post' } })).json()).toMatchObject({
      arrived: false,
    });
    expect(await (await post('clock', { ...viewer, move: { to: 'real-time' } })).json()).toMatchObject({
      real: true,
    });
  });

  test('makes one move at a time', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    people.clock.gate = promise;
    const first = post('clock', { ...viewer, move: { to: 'next-post' } });
    await Promise.resolve();
    const second = await post('clock', { ...viewer, move: { to: 'later', hours: 1 } });
    expect(second.status).toBe(409);
    resolve();
    expect((await first).status).toBe(200);
    expect((await post('clock', { ...viewer, move: { to: 'later', hours: 1 } })).status).toBe(200);
  });
});

describe('changes', () => {
  test('reach those who may see them, and end with the connection', async () => {
    const response = await get('events');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('no stream');
    expect((await reader.read()).value).toContain('event: open');
    people.server.add(organisers, { content: 'secret' });
    const id = people.server.add(general, { content: 'hello' });
    expect((await reader.read()).value).toBe(
      `event: message\ndata: {"channel":"${general}","message":"${id}"}\n\n`,
    );
    people.server.remove(id);
    expect((await reader.read()).value).toContain('event: deleted');
    await reader.cancel();
    expect(people.server.watching).toBe(0);
  });
});
