import { Temporal } from 'temporal-polyfill';
import { startApp } from '../../../src/app.ts';
import type { Tuning } from '../../../src/app/tuning.ts';
import { readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/log.ts';
import { machineClocks } from '../../../worker/attempt.ts';
import { gated } from './gates.ts';
import { ClockMove, Settings } from './settings.ts';
import { sabotaged } from './sabotage.ts';

// The app as a process of its own, as src/main.ts starts it, with other times and with gates between its steps.
const settings = Settings.parse(JSON.parse(process.argv[2] ?? '{}'));
const config = readConfig(process.env, [settings.role]);
const log = createLog({ level: config.logLevel, terminal: false });
const stopping = new AbortController();
const clocks = { ...machineClocks, system: () => Date.now() + settings.clockOffMs };

let { campaignAheadMs } = settings;
process.on('message', (message) => {
  const move = ClockMove.safeParse(message);
  if (move.success) ({ campaignAheadMs } = move.data);
});
const clock = { now: () => Temporal.Now.instant().add({ milliseconds: campaignAheadMs }) };

const between: Tuning['between'] = (ports) => gated(sabotaged(ports, settings.sabotage), settings.gates);
const starting = startApp({
  config,
  log,
  say: (text) => process.stdout.write(`${text}\n`),
  signal: stopping.signal,
  onProblem: (problem) => {
    process.stderr.write(`${problem.message}\n`);
    process.exit(1);
  },
  // What is posted here needs no facts; with a small pack a worker starts in half the time.
  ...(settings.role === 'worker' && { packs: new URL('packs/', import.meta.url) }),
  tuning: {
    ...settings,
    delivery: { ...settings.delivery, clocks },
    clock,
    planningTick: '* * * * * *',
    between,
  },
});

process.on('SIGTERM', () => {
  stopping.abort();
  void starting
    .then((app) => app.stop())
    .catch(() => undefined)
    .then(() => process.exit(0));
});
const app = await starting;
process.send?.({ ready: true, origin: app.origin });
