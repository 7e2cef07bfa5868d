import { pino } from 'pino';
import { startEmbedded } from '../../src/database/embedded/start.ts';
import { Problem } from '../../src/problem.ts';

/** A process that does nothing but own the embedded database of the folder it is given, until it is killed. */
const [dataDir = ''] = process.argv.slice(2);
try {
  await startEmbedded({ dataDir, log: pino({ level: 'silent' }), settings: { fsync: 'off' } });
  process.stdout.write('owned\n');
  process.stdin.resume();
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stdout.write(`refused: ${error.message}\n`);
}
