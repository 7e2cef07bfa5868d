import type { Bench } from '../bench.ts';
import { answering } from './answering.ts';
import { faultsBench } from './faults.ts';
import { planner } from './planner.ts';
import { posting } from './posting.ts';
import { queue } from './queue.ts';
import { memory, start } from './start.ts';

/** Every bench, in the order in which they are run. */
export const benches: readonly Bench[] = [start, memory, answering, posting, faultsBench, planner, queue];
