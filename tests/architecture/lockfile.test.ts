import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).default({}),
      optionalDependencies: z.record(z.string(), z.string()).default({}),
    }),
  ),
});
const { packages } = Lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

describe('the lockfile', () => {
  test('has every package for every platform, or `npm ci` refuses it', () => {
    const wanted = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => ({ path, name })),
    );
    expect(wanted.length).toBeGreaterThan(100);
    const missing = wanted.filter(
      ({ path, name }) =>
        !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    );
    expect(missing).toEqual([]);
  });

  test('says nothing of where packages were downloaded from', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});
