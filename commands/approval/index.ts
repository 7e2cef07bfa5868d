import type { Handler } from '../contract.ts';
import { listPressed, lookPressed, openChosen, rejectPressed, turnPressed } from './looking.ts';
import { askAgainPressed, rejectSubmitted, takeBackPressed } from './saying.ts';
import { skipPressed } from './skipping.ts';
import { votePressed } from './voting.ts';

/** What is pressed about posts that wait for approval. */
export const approvalHandlers: readonly Handler[] = [
  lookPressed,
  turnPressed,
  openChosen,
  listPressed,
  votePressed,
  takeBackPressed,
  rejectPressed,
  rejectSubmitted,
  askAgainPressed,
  skipPressed,
];
