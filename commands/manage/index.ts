import type { Handler } from '../contract.ts';
import { allHandlers } from './all.ts';
import { correctHandlers } from './correct.ts';
import { decideHandlers } from './decide.ts';
import { openHandlers } from './menu.ts';
import { withdrawHandlers } from './withdraw.ts';

/** What is pressed and submitted about single posts. */
export const manageHandlers: readonly Handler[] = [
  ...openHandlers,
  ...decideHandlers,
  ...correctHandlers,
  ...withdrawHandlers,
  ...allHandlers,
];
