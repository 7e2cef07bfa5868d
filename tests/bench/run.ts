import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row, Scale } from './bench.ts';
import { benches } from './benches/index.ts';
import { tableOf } from './table.ts';

const list = benches.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n');
const usage = `Usage: npm run bench [-- NAME ...] [--quick | --full] [--rounds N] [--channels N]

Measures this app beside what it could be measured with, in one run on one machine, and holds the ratios against goals.
Every number is the median of the runs that stand behind it. Exits with 1 when a goal is missed. Everything runs on this
machine, on a stand-in for Discord that does as little as it can. docs/benchmark.md says what is compared, and why.

NAME        one or several of those below; all of them when left out
--quick     small sizes and one round, to see that everything works; no goal is judged
--full      posts to 10,000 channels instead of extrapolating: more than 200 s for each run, one run each
--rounds    how many runs the medians are of; 5 when left out
--channels  how many channels a run of "posting" posts to; 500 when left out

${list}
`;

const options = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h', default: false },
    list: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    channels: { type: 'string' },
  },
});
const { values, positionals: names } = options;
if (values.help || values.list) process.stdout.write(values.list ? `${list}\n` : usage);
else process.exitCode = await run();

async function run(): Promise<number> {
  const { quick, full } = values;
  const rounds = Number(values.rounds ?? (quick ? 1 : 5));
  const channels = Number(values.channels ?? (quick ? 150 : full ? 10_000 : 500));
  const mistakes = [
    ...names
      .filter((wanted) => !benches.some(({ name }) => name === wanted))
      .map((name) => `There is no bench "${name}".`),
    ...(quick && full ? ['--quick and --full contradict each other.'] : []),
    ...(Number.isInteger(rounds) && rounds > 0 ? [] : ['--rounds must be a whole number above 0.']),
    ...(Number.isInteger(channels) && channels >= 100
      ? []
      : ['--channels must be a whole number of 100 or more.']),
  ];
  if (mistakes.length > 0) {
    process.stderr.write(`${mistakes.join('\n')}\n\n${list}\n`);
    return 2;
  }
  const tell = (text: string): void => void process.stderr.write(`  ${text}\n`);
  const scale: Scale = { quick, full, rounds, channels, tell };
  const missed: Row[] = [];
  for (const bench of benches) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    process.stdout.write(`\n${bench.name}: ${bench.about}\n`);
    const rows = await bench.run(scale);
    process.stdout.write(`${tableOf(rows, !quick)}\n`);
    missed.push(...rows.filter(({ goal }) => goal !== undefined && !goal.met));
  }
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(
    `\nNode.js ${process.versions.node}, ${availableParallelism()} cores, load ${load} at the end.\n`,
  );
  if (quick) {
    process.stdout.write('A quick look: no goal was judged.\n');
    return 0;
  }
  process.stdout.write(
    missed.length === 0 ? 'All goals were met.\n' : `${missed.length} goals were missed.\n`,
  );
  return missed.length === 0 ? 0 : 1;
}
