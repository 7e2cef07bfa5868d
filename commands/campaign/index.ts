import { add, addSubmitted, removePressed } from '../action/add.ts';
import { actions, actionsPressed } from '../actions.ts';
import { announce } from '../announce.ts';
import { announceHandlers } from '../announce/handlers.ts';
import type { Command, Handler } from '../contract.ts';
import { calendar, calendarPressed } from './calendar.ts';
import { create } from './create.ts';
import { list, listPressed } from './list.ts';
import { pause, pausePressed } from './pause.ts';
import { resume, resumePressed } from './resume.ts';
import { show, showChosen } from './show.ts';

/** Everything about campaigns: for organisers, and `/actions` for members. */
export const campaignCommands: readonly Command[] = [
  create,
  list,
  show,
  calendar,
  resume,
  pause,
  add,
  announce,
  actions,
];

/** What is pressed and submitted there. */
export const campaignHandlers: readonly Handler[] = [
  showChosen,
  listPressed,
  calendarPressed,
  resumePressed,
  pausePressed,
  addSubmitted,
  removePressed,
  ...announceHandlers,
  actionsPressed,
];
