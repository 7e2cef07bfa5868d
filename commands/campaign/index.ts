import { actionCommands, actionHandlers } from '../action/index.ts';
import { actions } from '../actions.ts';
import { announce } from '../announce.ts';
import { announceHandlers } from '../announce/handlers.ts';
import { approvalHandlers } from '../approval/index.ts';
import type { Command, Handler } from '../contract.ts';
import { log, logHandlers } from '../log/log.ts';
import { manageHandlers } from '../manage/index.ts';
import { archive, archiveHandlers } from './archive.ts';
import { calendar, calendarFilePressed, calendarOpened, calendarPressed } from './calendar.ts';
import { decideHandlers } from './calendar-decide.ts';
import { moveHandlers } from './calendar-move.ts';
import { preview, previewPressed } from './calendar-preview.ts';
import { create } from './create.ts';
import { exportCampaign } from './export.ts';
import { importFile, uploadHandlers } from './import.ts';
import { importActionHandlers } from './import-actions.ts';
import { importDecisionHandlers } from './import-decide.ts';
import { list, listPressed } from './list.ts';
import { organiseHandlers } from './organise.ts';
import { channelHandlers } from './panel-channels.ts';
import { timesHandlers } from './panel-times.ts';
import { whoHandlers } from './panel-who.ts';
import { panelHandlers } from './panel.ts';
import { pause, pauseAllPressed, pauseChosen, pausePressed } from './pause.ts';
import { resume, resumePressed } from './resume.ts';
import { edit, show, showChosen } from './show.ts';

/** Everything about campaigns: for organisers, and `/actions` for members. */
export const campaignCommands: readonly Command[] = [
  create,
  list,
  show,
  edit,
  archive,
  calendar,
  preview,
  resume,
  pause,
  exportCampaign,
  importFile,
  ...actionCommands,
  announce,
  actions,
  log,
];

/** What is pressed and submitted there. */
export const campaignHandlers: readonly Handler[] = [
  ...logHandlers,
  ...manageHandlers,
  showChosen,
  listPressed,
  calendarPressed,
  calendarOpened,
  calendarFilePressed,
  previewPressed,
  ...decideHandlers,
  ...moveHandlers,
  resumePressed,
  pausePressed,
  pauseChosen,
  pauseAllPressed,
  ...archiveHandlers,
  ...uploadHandlers,
  ...importDecisionHandlers,
  ...importActionHandlers,
  ...panelHandlers,
  ...channelHandlers,
  ...timesHandlers,
  ...whoHandlers,
  ...organiseHandlers,
  ...actionHandlers,
  ...announceHandlers,
  ...approvalHandlers,
];
