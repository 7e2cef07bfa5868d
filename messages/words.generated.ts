// Generated from messages/locales/en by `npm run generate`. Do not edit.

/** Each key of the words with the variables that it takes. */
export interface Words {
  'common.back': null;
  'common.next': null;
  'common.page': { page: string | number; pages: string | number };
  'common.share': null;
  'common.sources': null;
}

export type WordKey = keyof Words;
