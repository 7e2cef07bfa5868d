import { usualHour, type Announcement } from '../../campaigns/announcement.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { readTypedTime } from '../../campaigns/typed-time/read.ts';
import { announcementForm, announcementLengths } from '../../messages/campaigns/announcement-form.ts';
import { unpackWall } from '../../messages/campaigns/announcement-problem.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { TypedAnnouncement } from '../../messages/campaigns/announcement-form.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Asker, Deps, Handler, Press } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import { campaignPressed } from '../campaign/which.ts';
import { cardOf } from './card.ts';
import { judged } from './problem.ts';
import { announcementPressed, saveChange, versionSeen } from './saving.ts';

/** Keeps what was typed as a draft, and then judges it: the preview, or what is wrong with it. */
export async function keepDraft(
  typed: TypedAnnouncement,
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
): Promise<Answer> {
  await claimOnce(asker, deps);
  const announcement = await deps.store.announcements.draft({
    ...wordsOf(typed),
    ...timeOf(typed.when, campaign, deps),
    campaignId: campaign.id,
    createdBy: asker.userId,
    now: deps.clock.now(),
  });
  await deps.store.audit.note({
    guildId: serverOf(asker),
    campaignId: campaign.id,
    by: asker.userId,
    what: 'announcement.draft',
    details: { announcement: announcement.id },
    at: deps.clock.now(),
  });
  return judged(await cardOf(announcement, campaign, deps), asker, deps);
}

/** The form was submitted: `announce-form:<campaign>` for a new one, with `:<id>:<version>` for one that is changed. */
const formSubmitted: Handler = {
  route: routes.announcementForm,
  needs: 'organiser',
  run: async ({ args: [campaignId, id, version], fields }, asker, deps) => {
    const typed = typedIn(fields);
    if (id === undefined) {
      const campaign = await campaignPressed(campaignId, asker, deps);
      return { kind: 'answer', private: true, answer: await keepDraft(typed, campaign, asker, deps) };
    }
    // It knows its own campaign: an id that was put together by hand must not show another one's channels.
    const found = await announcementPressed(id, asker, deps);
    const seen = versionSeen(version);
    const time =
      typed.when === writtenTime(found.announcement) ? {} : timeOf(typed.when, found.campaign, deps);
    const change = { ...wordsOf(typed), ...time };
    return await saveChange(found, seen, change, [typed.title, typed.text, typed.when], asker, deps);
  },
};

/** `announce-change:<id>` */
const change: Handler = {
  route: routes.announcementChange,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement, campaign } = await announcementPressed(id, asker, deps);
    const { title, text } = announcement;
    const written = { title, text, when: writtenTime(announcement) };
    return { kind: 'form', form: announcementForm(campaign.id, announcement, written, asker.speech) };
  },
};

/** One of the times that an ambiguous one can mean: `announce-at:<id>:<version>:<wall time>`. */
const timeChosen: Handler = {
  route: routes.announcementAt,
  needs: 'organiser',
  run: async ({ args: [id, version, packed] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const at = unpackWall(packed);
    if (at === undefined) throw new UserError('errors.stale');
    return await saveChange(found, versionSeen(version), { at, whenTyped: '' }, [], asker, deps);
  },
};

function typedIn(fields: Press['fields']): TypedAnnouncement {
  const field = (name: keyof TypedAnnouncement): string =>
    (fields[name] ?? '').trim().slice(0, announcementLengths[name]);
  return { title: field('title'), text: field('text'), when: field('when') };
}

function wordsOf({ title, text }: TypedAnnouncement) {
  return { title: title.trim(), text: text.trim() };
}

/** The time as it stands in the form. */
function writtenTime({ at, whenTyped }: Announcement): string {
  return at?.replace('T', ' ') ?? whenTyped;
}

/** What is kept of a typed time: the time when it can only mean one, else what was typed, to be asked about. */
function timeOf(when: string, { zone }: Campaign, { clock }: Deps) {
  const typed = when.trim();
  if (typed === '') return { at: null, whenTyped: '' };
  const read = readTypedTime(typed, { zone, now: clock.now(), hour: usualHour });
  return read.kind === 'at' ? { at: read.at, whenTyped: '' } : { at: null, whenTyped: typed };
}

export const wordHandlers: readonly Handler[] = [formSubmitted, change, timeChosen];
