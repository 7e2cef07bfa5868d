import { resolve } from 'node:path';
import { z } from 'zod';
import { decodeKey } from './pledge-key.ts';
import { Problem } from './problem.ts';

/** Which parts of the app a process runs. */
export const roles = ['all', 'bot', 'worker'] as const;
export type Role = (typeof roles)[number];

/** Everything that the environment and the arguments decide. */
export interface Config {
  readonly role: Role;
  /** Discord (or whatever speaks its language at `apiUrl`), or the sandbox that we bring ourselves. */
  readonly discord:
    | { readonly kind: 'token'; readonly token: string; readonly apiUrl: string }
    | { readonly kind: 'sandbox' };
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Where the embedded database and what belongs to it lives. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** The key under which pledges are kept; null: the one in the data folder. */
  readonly pledgeKey: Uint8Array | null;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

function addressOf(protocols: readonly string[], example: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address such as ${example}`,
  });
}

/** One environment variable each: what it must look like, said so that it reads on after the variable's name. */
const Environment = z.object({
  DISCORD_TOKEN: z
    .string()
    .trim()
    .min(
      1,
      'is set but empty: paste the bot token from the developer portal, or unset it for the practice server',
    )
    .regex(/^\S*$/, 'has white space inside: paste the token alone, without quotes or "Bot "')
    .optional(),
  DISCORD_API_URL: addressOf(['http:', 'https:'], 'https://discord.com/api').optional(),
  DATABASE_URL: addressOf(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/name').optional(),
  REDIS_URL: addressOf(['redis:', 'rediss:', 'unix:'], 'redis://host:6379').optional(),
  DATA_DIR: z.string().trim().min(1, 'is empty: name a folder, or unset it for ./data').default('./data'),
  HOST: z.string().trim().min(1, 'is empty: name an address, or unset it for 127.0.0.1').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is not a port number from 0 to 65535')
    .default(3000),
  PLEDGE_KEY: z
    .string()
    .transform((text, context) => {
      const key = decodeKey(text);
      if (key !== null) return key;
      context.addIssue('is not 32 bytes in base64: make a key with "openssl rand -base64 32"');
      return z.NEVER;
    })
    .optional(),
  SANDBOX: z.enum(['yes', 'no'], 'must be "yes" or "no"').default('no'),
  LOG_LEVEL: z.enum(logLevels, `must be one of: ${logLevels.join(', ')}`).default('info'),
});

/** The names of all variables that are read. */
export const environmentNames: readonly string[] = Object.keys(Environment.shape);

/** What is wrong with the configuration: a sentence for each mistake. */
export class ConfigError extends Problem {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

/**
 * Reads the environment and the arguments.
 *
 * @param environment the variables by name; an empty one counts as set
 * @param args the words behind `npm start --`
 * @throws ConfigError with every mistake at once
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Config {
  const mistakes: string[] = [];
  const parsed = Environment.safeParse(environment);
  for (const issue of parsed.error?.issues ?? []) mistakes.push(`${String(issue.path[0])} ${issue.message}.`);

  const role = roles.find((name) => name === (args[0] ?? 'all'));
  if (role === undefined || args.length > 1) {
    mistakes.push(`"${args.join(' ')}" is not a role: say "bot", "worker", or nothing for both.`);
  }
  mistakes.push(...contradictions(environment, role ?? 'all'));
  if (!parsed.success || role === undefined || mistakes.length > 0) throw new ConfigError(mistakes);

  const { data } = parsed;
  return {
    role,
    discord:
      data.DISCORD_TOKEN === undefined
        ? { kind: 'sandbox' }
        : {
            kind: 'token',
            token: data.DISCORD_TOKEN,
            apiUrl: apiBase(data.DISCORD_API_URL ?? 'https://discord.com/api'),
          },
    databaseUrl: data.DATABASE_URL ?? null,
    redisUrl: data.REDIS_URL ?? null,
    dataDir: resolve(data.DATA_DIR),
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    pledgeKey: data.PLEDGE_KEY ?? null,
  };
}

/** The address without the version, which the client adds itself. */
function apiBase(address: string): string {
  return address.replace(/\/+$/, '').replace(/\/v\d+$/, '');
}

/** A lost variable must not turn real posts into play, nor play into real posts. */
function contradictions(environment: Readonly<Record<string, string | undefined>>, role: Role): string[] {
  const meant = environment['SANDBOX'] === 'yes';
  if (environment['DISCORD_TOKEN'] !== undefined) {
    return meant ? ['SANDBOX=yes and DISCORD_TOKEN contradict each other: unset one of them.'] : [];
  }
  if (meant) return [];
  const signs = ['DISCORD_API_URL', 'DATABASE_URL', 'REDIS_URL'].filter(
    (name) => environment[name] !== undefined,
  );
  if (role !== 'all') signs.push(`the role "${role}"`);
  if (signs.length === 0) return [];
  return [
    `DISCORD_TOKEN is missing, but ${signs.join(' and ')} ${signs.length > 1 ? 'are' : 'is'} given. ` +
      'Set DISCORD_TOKEN; or set SANDBOX=yes if the practice server is really meant to run on that.',
  ];
}
