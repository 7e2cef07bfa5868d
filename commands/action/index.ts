import { actionsCommandHandlers } from '../actions.ts';
import type { Command, Handler } from '../contract.ts';
import { add, addSubmitted, kindChosen } from './add.ts';
import { changingHandlers } from './changing.ts';
import { close, edit } from './edit.ts';
import { list, listPressed } from './list.ts';
import { stateHandlers } from './states.ts';

/** What organisers type about actions. */
export const actionCommands: readonly Command[] = [add, edit, close, list];

/** What is pressed and submitted about actions, by organisers and by members. */
export const actionHandlers: readonly Handler[] = [
  kindChosen,
  addSubmitted,
  ...changingHandlers,
  ...stateHandlers,
  listPressed,
  ...actionsCommandHandlers,
];
