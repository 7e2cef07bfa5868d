import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../campaigns/ports/clock.ts';

/** The campaign clock where nobody plays: the machine's own. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };
