import { parseArgs } from 'node:util';
import { drills } from './drills/index.ts';
import type { Drill } from './drill.ts';
import { perform, type Performance } from './perform.ts';
import { profiles, whyNot, type Profile } from './harness/servers.ts';
import { whyNoSmallDisk } from './harness/small-disk.ts';
import { sabotages, type Sabotage } from './harness/settings.ts';

const usage = `Usage: npm run drill [-- NAME ...] [--size N] [--profile P] [--break PART]

Breaks things on purpose and counts what became of the posts: asked, posted once, lost, doubled. Fails on any loss or
double. Everything runs on this machine, on a stand-in for Discord. Attempts, leases and nonce windows are those of
real life divided by 15 and more; the code is the same. docs/drills.md tells what each drill does.

NAME       one or several of the drills below; all of them when left out
--size     how much of it, 1 by default: "npm run drill -- kill --size 143" kills a worker 1,001 times
--profile  ${profiles.join(', ')}; each that a drill is made for when left out
--break    takes a part of the guarantee away (${sabotages.join(', ')}); a drill that counts on it then fails

`;

/** Whoever started it does not want it any more. */
class Ended extends Error {}
/** What a shell says of a command that was ended by Ctrl-C. */
const interrupted = 130;

const list = drills.map(({ name, about }) => `  ${name.padEnd(16)} ${about}`).join('\n');

process.exitCode = await main();

/** @returns 0 when all passed, 1 when one failed, 2 for a mistake in the arguments, 130 when it was ended early */
async function main(): Promise<number> {
  const read = readArguments();
  if (typeof read === 'string') return complain([read]);
  const { values, positionals } = read;
  if (values.help || values.list) {
    process.stdout.write(values.list ? `${list}\n` : `${usage}${list}\n`);
    return 0;
  }
  const size = Number(values.size);
  const sabotage = sabotages.find((one) => one === values.break) ?? null;
  const profile = profiles.find((one) => one === values.profile) ?? null;
  const mistakes = [
    ...positionals
      .filter((wanted) => !drills.some(({ name }) => name === wanted))
      .map((name) => `There is no drill "${name}".`),
    ...(Number.isInteger(size) && size > 0 ? [] : [`--size ${values.size} is not a whole number above 0.`]),
    ...(values.break !== undefined && sabotage === null ? [`--break knows: ${sabotages.join(', ')}.`] : []),
    ...(values.profile !== undefined && profile === null ? [`--profile knows: ${profiles.join(', ')}.`] : []),
  ];
  if (mistakes.length > 0) return complain(mistakes);
  const chosen = drills.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const ending = new AbortController();
  // The second time it ends at once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => ending.abort(new Ended(`ended by ${signal}`)));
  try {
    return await runAll(chosen, profile, {
      size,
      sabotage,
      verbose: values.verbose,
      signal: ending.signal,
    });
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    process.stdout.write(`${error.message}: what was started is taken down again.\n`);
    return interrupted;
  }
}

/** @returns in words what is wrong with them, when it is the form */
function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        list: { type: 'boolean', default: false },
        size: { type: 'string', default: '1' },
        profile: { type: 'string' },
        break: { type: 'string' },
        verbose: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function complain(mistakes: readonly string[]): 2 {
  process.stderr.write(`${mistakes.join('\n')}\n\n${list}\n`);
  return 2;
}

interface RunOptions {
  readonly size: number;
  readonly sabotage: Sabotage | null;
  readonly verbose: boolean;
  readonly signal: AbortSignal;
}

async function runAll(chosen: readonly Drill[], only: Profile | null, options: RunOptions): Promise<0 | 1> {
  let failed = 0;
  let ran = 0;
  process.stdout.write(
    `${'drill'.padEnd(16)} ${'on'.padEnd(9)} asked  once  lost  doubled  undecided  recovery\n`,
  );
  for (const drill of chosen) {
    for (const profile of drill.profiles.filter((one) => only === null || one === only)) {
      const missing = whyNot(profile) ?? (drill.roomMb === undefined ? null : whyNoSmallDisk());
      const name = `${drill.name.padEnd(16)} ${profile.padEnd(9)}`;
      if (missing !== null) {
        process.stdout.write(`${name} not run: ${missing}\n`);
        continue;
      }
      ran += 1;
      const performed = await perform(drill, { profile, ...options });
      process.stdout.write(`${name} ${columns(performed)}\n`);
      for (const failure of performed.failures) process.stdout.write(`  FAILED: ${failure}\n`);
      if (options.verbose) for (const output of performed.outputs) process.stdout.write(`${output}\n---\n`);
      if (performed.failures.length > 0) failed += 1;
    }
  }
  if (ran === 0) process.stdout.write('Nothing was run.\n');
  else process.stdout.write(failed === 0 ? 'Nothing was lost, nothing doubled.\n' : `${failed} failed.\n`);
  return failed === 0 ? 0 : 1;
}

function columns({ verdict, recoveryMs, note }: Performance): string {
  return [
    String(verdict.asked).padStart(5),
    String(verdict.once).padStart(5),
    String(verdict.lost).padStart(5),
    String(verdict.doubled).padStart(8),
    String(verdict.undecided).padStart(10),
    `${(recoveryMs / 1000).toFixed(1)} s`.padStart(9),
    ` ${note}`,
  ].join(' ');
}
