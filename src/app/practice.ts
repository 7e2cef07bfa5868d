import type { Temporal } from 'temporal-polyfill';
import type { Campaign, Snowflake } from '../../campaigns/campaign.ts';
import { defaultSchedules } from '../../campaigns/calendar/defaults.ts';
import type { NewAction } from '../../campaigns/ports/actions.ts';
import type { Clock } from '../../campaigns/ports/clock.ts';
import type { Store } from '../../campaigns/ports/store.ts';
import type { Shelf } from '../../content/library.ts';
import { inLanguage } from '../../content/language.ts';
import type { Speech } from '../../messages/words.ts';

export interface PracticeOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly shelf: Shelf;
  readonly speech: Speech;
  readonly guildId: Snowflake;
  readonly organiserId: Snowflake;
  readonly channels: { readonly public: Snowflake; readonly organisers: Snowflake };
}

/**
 * Gives the practice server a campaign that runs, with a few things to do, so that the first press on "next
 * post" shows one. Does nothing when the server has a campaign already, also one that was put away.
 */
export async function ensurePracticeCampaign(options: PracticeOptions): Promise<void> {
  const { store, clock, shelf, speech, guildId, organiserId, channels } = options;
  if ((await store.campaigns.ofGuild(guildId)).length > 0) return;
  const { pack } = shelf.record;
  const campaign = await store.campaigns.create({
    guildId,
    name: speech.t('practice.campaign', {
      pack: inLanguage(pack.title, speech.language, pack.languages).text,
    }),
    pack: pack.id,
    zone: pack.zone,
    language: speech.language,
    createdBy: organiserId,
    createdAt: clock.now(),
    channels: [
      { channelId: channels.public, audience: 'public', language: speech.language },
      { channelId: channels.organisers, audience: 'organisers', language: speech.language },
    ],
    schedules: defaultSchedules(shelf.record, pack.zone),
  });
  if (campaign === 'taken') return;
  for (const action of thingsToDo(campaign, speech, clock.now())) await store.actions.add(action);
  await store.campaigns.setState(guildId, campaign.id, 'active', organiserId);
}

function thingsToDo(campaign: Campaign, speech: Speech, now: Temporal.Instant): NewAction[] {
  const inDays = (days: number) =>
    now
      .toZonedDateTimeISO(campaign.zone)
      .add({ days })
      .with({ hour: 18, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
      .toInstant();
  const common = {
    campaignId: campaign.id,
    link: null,
    place: null,
    deadline: null,
    goal: null,
    reached: null,
    createdAt: now,
  };
  return [
    {
      ...common,
      kind: 'petition',
      title: speech.t('practice.petition.title'),
      text: speech.t('practice.petition.text'),
      link: 'https://example.org/petition',
      deadline: inDays(24),
      goal: 1000,
      reached: 412,
    },
    {
      ...common,
      kind: 'letter',
      title: speech.t('practice.letter.title'),
      text: speech.t('practice.letter.text'),
    },
    {
      ...common,
      kind: 'meeting',
      title: speech.t('practice.meeting.title'),
      text: speech.t('practice.meeting.text'),
      place: speech.t('practice.meeting.place'),
      deadline: inDays(10),
    },
  ];
}
