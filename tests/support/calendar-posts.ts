import { createPlanner } from '../../worker/planner.ts';
import type { organising, Seen, Somebody } from './organising.ts';

type World = Awaited<ReturnType<typeof organising>>;

/** What the select of a calendar says. */
export const choose = 'Choose a post to preview, change, move or skip it';
/** A post of the calendar, by its time, and the digests, which stand there as one. */
export const mourningDay = 'Saturday 9 January 2027, 10:00';
export const digests = 'Digest of what members can do and which days are ahead';

/** What tests of single posts of a calendar do again and again. */
export function calendarPosts({ organiser, deps, database: { db } }: World) {
  return {
    /** What happens by itself: everything that is due now is opened. */
    tick: async (): Promise<void> => {
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const queue = { ensure: async () => undefined };
      await createPlanner({ ...deps, queue, log }).tick();
    },
    /** Opens a post of the calendar by its time. */
    open: async (when: string, by: Somebody = organiser): Promise<Seen> => {
      const calendar = await by.use('campaign calendar', { months: 12 });
      const value = calendar.options[when];
      if (value === undefined)
        throw new Error(`${when} is not one of ${Object.keys(calendar.options).join(' | ')}`);
      return await by.press(calendar.press[choose], [value]);
    },
    occurrences: (campaignId: string) =>
      db
        .selectFrom('occurrences')
        .select(['purpose', 'slot', 'due_at', 'state', 'skip'])
        .where('campaign_id', '=', campaignId)
        .orderBy('due_at')
        .execute(),
    /** What was decided about single posts, in order. */
    audit: async (): Promise<readonly string[]> => {
      const rows = await db.selectFrom('audit').select('what').orderBy('id').execute();
      return rows.map(({ what }) => what).filter((what) => what.startsWith('slot.'));
    },
  };
}
