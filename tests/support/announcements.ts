import { Temporal } from 'temporal-polyfill';
import type { Announcement } from '../../campaigns/announcement.ts';

/** An announcement that goes out once, in one language, to all channels, without a picture. */
export function announcementOf(changes: Partial<Announcement> = {}): Announcement {
  return {
    id: 'a',
    campaignId: 'c',
    title: 'March on Saturday',
    text: 'We meet at ten.',
    at: null,
    whenTyped: '',
    repeat: null,
    mourning: false,
    channels: null,
    translations: {},
    picture: null,
    crosspost: false,
    state: 'scheduled',
    createdBy: '1',
    version: 1,
    changedBy: '1',
    changedAt: Temporal.Instant.from('2026-11-10T15:00:00Z'),
    ...changes,
  };
}
