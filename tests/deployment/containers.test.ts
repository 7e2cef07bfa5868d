import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentNames, readConfig } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
const text = async (name: string): Promise<string> => await readFile(new URL(name, root), 'utf8');

const Service = z.looseObject({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }).optional(),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  deploy: z.object({ replicas: z.int() }).optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
});
const compose = Compose.parse(parse(await text('compose.yaml'), { merge: true }));

/** What is no plain word. */
const keys = new Map([['PLEDGE_KEY', Buffer.alloc(32, 7).toString('base64')]]);

/** As `docker compose` fills in variables: what is required, and what has a default. */
function filledIn(value: string): string {
  return value.replaceAll(
    /\$\{(\w+)(?::([?-])([^}]*))?\}/g,
    (_all, name: string, kind: string, word: string) =>
      kind === '-' ? word : (keys.get(name) ?? `some-${name.toLowerCase()}`),
  );
}

describe('compose.yaml', () => {
  const { services } = compose;
  const apps = Object.entries(services).filter(([, { build }]) => build !== undefined);

  test('runs one bot and two workers, each with a configuration that the app accepts', () => {
    expect(apps.map(([name, { deploy }]) => [name, deploy?.replicas ?? 1])).toEqual([
      ['bot', 1],
      ['worker', 2],
    ]);
    for (const [name, { environment, command = [] }] of apps) {
      const given = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, filledIn(value)]),
      );
      for (const key of Object.keys(given)) expect(environmentNames).toContain(key);
      const config = readConfig(given, command);
      expect(config).toMatchObject({ role: name, discord: { kind: 'token' } });
      expect(new URL(config.databaseUrl ?? '').hostname).toBe('postgres');
      expect(new URL(config.redisUrl ?? '').hostname).toBe('valkey');
    }
  });

  test('waits for what it needs, and everything that is waited for has a health check and a volume', () => {
    for (const [, { depends_on: needed }] of apps) {
      expect(Object.keys(needed)).toEqual(['postgres', 'valkey']);
      for (const name of Object.keys(needed)) {
        const service = services[name];
        expect(service?.healthcheck?.test[0]).toMatch(/^CMD/);
        expect(service?.volumes.map((volume) => volume.split(':')[0])).toEqual([name]);
        expect(Object.keys(compose.volumes)).toContain(name);
      }
    }
  });

  test('has a Valkey that drops nothing, and shows no port to other machines', () => {
    expect(services['valkey']?.command?.join(' ')).toContain(
      '--appendonly yes --maxmemory-policy noeviction',
    );
    const ports = Object.values(services).flatMap(({ ports: all }) => all);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('names a backup that fits its database', async () => {
    const { POSTGRES_USER: user, POSTGRES_DB: database } = services['postgres']?.environment ?? {};
    expect(await text('compose.yaml')).toContain(`pg_dump -U ${user} -Fc ${database}`);
  });
});

describe('Dockerfile', async () => {
  const lines = (await text('Dockerfile')).replaceAll('\\\n', '').split('\n');
  const of = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());

  test('sets only what the configuration knows', () => {
    const pairs = of('ENV').flatMap((line) =>
      line.split(/\s+/).map((pair) => pair.split('=') as [string, string]),
    );
    const given = Object.fromEntries(pairs);
    for (const name of Object.keys(given)) expect([...environmentNames, 'NODE_ENV']).toContain(name);
    const config = readConfig({ DISCORD_TOKEN: 'a.b.c', ...given }, []);
    expect(config).toMatchObject({ host: '0.0.0.0', dataDir: '/data' });
    expect(of('EXPOSE')).toEqual([String(config.port)]);
    expect(of('VOLUME')).toEqual([config.dataDir]);
  });

  test('copies every room that the app runs from, and starts it without a shell in between', () => {
    const copied = of('COPY').flatMap((line) =>
      line
        .split(/\s+/)
        .slice(0, -1)
        .filter((part) => !part.startsWith('-')),
    );
    for (const room of ['content', 'campaigns', 'messages', 'commands', 'worker', 'src'])
      expect(copied).toContain(room);
    const ours = copied.filter((path) => !path.startsWith('/'));
    for (const path of ours) expect(existsSync(new URL(path, root)), path).toBe(true);
    const [entry = ''] = of('ENTRYPOINT');
    const words = z.tuple([z.literal('node'), z.string()]).parse(JSON.parse(entry));
    expect(existsSync(new URL(words[1], root))).toBe(true);
    expect(of('USER')).toEqual(['node']);
  });

  test('asks the health that the app tells', () => {
    const [check = ''] = of('HEALTHCHECK');
    expect(check).toContain("'/healthz'");
    expect(check).toContain('process.env.PORT');
  });
});
