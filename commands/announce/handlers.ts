import type { Handler } from '../contract.ts';
import { channelHandlers } from './channels.ts';
import { languageHandlers } from './languages.ts';
import { announcementListHandlers } from './list.ts';
import { pictureHandlers } from './picture.ts';
import { repeatHandlers } from './repeat.ts';
import { schedulingHandlers } from './scheduling.ts';
import { wordHandlers } from './words.ts';

/** Everything that is pressed, chosen and submitted about announcements. */
export const announceHandlers: readonly Handler[] = [
  ...wordHandlers,
  ...repeatHandlers,
  ...channelHandlers,
  ...languageHandlers,
  ...pictureHandlers,
  ...schedulingHandlers,
  ...announcementListHandlers,
];
