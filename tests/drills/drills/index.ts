import type { Drill } from '../drill.ts';
import { zoneRules } from './zone-rules.ts';
import { badDays, deletedChannel, lostChannel, moderator, refusedToken, timeOut } from './discord.ts';
import { fullDisk } from './disk.ts';
import { gateway, twoBots } from './gateway.ts';
import { kill, killAndLookUp } from './kill.ts';
import { backup, crowd, down, sigterm, wrongClock } from './processes.ts';
import { sameJob } from './same-job.ts';
import { emptiedRedis, frozenPostgres, frozenRedis, killedRedis, restartedPostgres } from './servers.ts';
import { steppingClock, zones } from './time.ts';

/** Every drill, in the order in which they are run. */
export const drills: readonly Drill[] = [
  kill,
  killAndLookUp,
  badDays,
  timeOut,
  refusedToken,
  lostChannel,
  deletedChannel,
  moderator,
  gateway,
  twoBots,
  emptiedRedis,
  killedRedis,
  frozenRedis,
  restartedPostgres,
  frozenPostgres,
  fullDisk,
  crowd,
  sameJob,
  wrongClock,
  sigterm,
  backup,
  down,
  steppingClock,
  zones,
  zoneRules,
];
