import { setTimeout as after } from 'node:timers/promises';

/** Looks at one dependency: resolves with a word about it, or rejects with what is wrong. */
export type HealthCheck = () => Promise<string>;

export interface DependencyHealth {
  readonly ok: boolean;
  /** For people; it names no secret. */
  readonly detail: string;
}

export interface HealthReport {
  readonly ready: boolean;
  readonly dependencies: Readonly<Record<string, DependencyHealth>>;
}

/** What the app depends on, each by name. */
export interface Health {
  /** From now on this is looked at, too. @returns what takes it off again */
  depend(name: string, check: HealthCheck): () => void;
  report(): Promise<HealthReport>;
}

/** A dependency that does not answer is not there. */
const patienceMs = 2_000;

export function createHealth(): Health {
  const checks = new Map<string, HealthCheck>();
  return {
    depend: (name, check) => {
      checks.set(name, check);
      return () => void checks.delete(name);
    },
    report: async () => {
      const entries = await Promise.all(
        [...checks].map(async ([name, check]) => [name, await lookAt(check)] as const),
      );
      return {
        ready: entries.length > 0 && entries.every(([, { ok }]) => ok),
        dependencies: Object.fromEntries(entries),
      };
    },
  };
}

async function lookAt(check: HealthCheck): Promise<DependencyHealth> {
  const ending = new AbortController();
  try {
    const tooLate = after(patienceMs, undefined, { signal: ending.signal }).then(() => {
      throw new Error(`no answer within ${patienceMs / 1000} s`);
    });
    tooLate.catch(() => undefined); // cleared below when the check was faster
    return { ok: true, detail: await Promise.race([check(), tooLate]) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'unknown' };
  } finally {
    ending.abort();
  }
}
