import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from './config.ts';

export type { Logger } from 'pino';

/**
 * The fields of an error that may be written. Everything else is left out, because errors carry what must not
 * be read: a Discord error has the interaction's token in its address and people's words in its body, a
 * database error has the row in its detail.
 */
interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly stack?: string;
}

/** Reduces whatever was thrown to the fields that may be logged. */
export function loggable(thrown: unknown): LoggedError {
  if (!(thrown instanceof Error))
    return { name: typeof thrown, message: 'something that is no Error was thrown' };
  const { name, message, stack } = thrown;
  const code =
    'code' in thrown && (typeof thrown.code === 'string' || typeof thrown.code === 'number')
      ? thrown.code
      : undefined;
  const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : undefined;
  return {
    name,
    message,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(stack !== undefined && { stack }),
  };
}

/** Lines for a person where a person is looking, JSON lines elsewhere. */
export function createLog(options: { readonly level: LogLevel; readonly terminal: boolean }): Logger {
  const settings = {
    level: options.level,
    base: null,
    serializers: { err: loggable, error: loggable },
    redact: { paths: ['token', '*.token', 'authorization', '*.authorization'], censor: '[secret]' },
  };
  if (!options.terminal) return pino(settings);
  return pino(
    settings,
    pretty({ colorize: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', sync: true }),
  );
}
