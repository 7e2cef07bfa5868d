import closeWithGrace from 'close-with-grace';
import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { Problem } from './problem.ts';

const usage = `Usage: npm start [-- ROLE]
       npm run doctor

Runs the campaign bot. Without DISCORD_TOKEN it opens a practice server in the browser.

ROLE   bot      answers people only
       worker   plans and posts only
       (none)   both

The doctor looks at the token, the channels of each campaign, the database, the queue, the clock and the time zones,
says what to fix, and changes nothing. It exits with 1 when there is something to fix.

Settings are environment variables: DISCORD_TOKEN, DISCORD_API_URL, DATABASE_URL, REDIS_URL, DATA_DIR (./data),
PORT (3000), HOST (127.0.0.1), SANDBOX (yes|no), LOG_LEVEL (info). README.md says what each means.
`;

/** Docker waits 10 s after SIGTERM; what is not done by then was in doubt anyway, and is recovered at the next start. */
const graceMs = 9_000;
/** Ctrl-C reaches us twice, from the terminal and from npm: only a later one means "now". */
const repeatMs = 1_000;
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    say(usage);
    return;
  }
  if (args[0] === 'doctor') return await runDoctor(args.slice(1));
  const config = readConfig(process.env, args);
  const log = createLog({ level: config.logLevel, terminal: process.stdout.isTTY });
  process.on('unhandledRejection', (reason) =>
    log.error({ err: reason }, 'a promise failed and nobody handled it'),
  );

  const stopping = new AbortController();
  let starting: Promise<App> | undefined;
  let problem: Problem | undefined;
  const grace = closeWithGrace(
    { delay: graceMs, logger: false, skip: ['unhandledRejection', ...stopSignals] },
    async ({ err }) => {
      if (err) log.fatal({ err }, 'stopping after an error that nobody handled');
      // A signal may come while the start is still under way: then that ends first, and is undone in order.
      stopping.abort();
      const app = await starting?.catch(() => undefined);
      await app?.stop();
      if (problem) throw problem;
    },
  );
  onStopSignals((signal) => {
    log.info({ signal }, 'stopping: what was begun is ended first');
    grace.close();
  });

  // Only now, because it brings everything with it, and a wrong setting should be named at once.
  const { startApp } = await import('./app.ts');
  starting = startApp({
    config,
    log,
    say,
    signal: stopping.signal,
    onProblem: (found) => {
      if (problem) return;
      problem = found;
      complain(found);
      grace.close();
    },
  });
  await starting.catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
}

async function runDoctor(args: readonly string[]): Promise<void> {
  const config = readConfig(process.env, args);
  const { examine, findingLine } = await import('./app/doctor/doctor.ts');
  let toFix = 0;
  for await (const finding of examine({ config, log: createLog({ level: 'silent', terminal: false }) })) {
    say(findingLine(finding));
    if (finding.level === 'fix') toFix += 1;
  }
  say(toFix === 0 ? '\nNothing is to be fixed.' : `\n${toFix} to fix.`);
  if (toFix > 0) process.exitCode = 1;
}

function onStopSignals(stop: (signal: string) => void): void {
  let since: number | undefined;
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (since === undefined) stop(signal);
      else if (performance.now() - since > repeatMs) process.exit(1);
      since ??= performance.now();
    });
  }
}

function complain(problem: Problem): void {
  process.stderr.write(`\n${problem.message}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  complain(error);
  process.exit(1);
}
