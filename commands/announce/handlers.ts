import { writeWall } from '../../campaigns/calendar/wall-time.ts';
import { defaultLatenessMinutes } from '../../campaigns/schedule.ts';
import { scheduledAnswer, versionOf } from '../../messages/campaigns/announcement.ts';
import { announcementForm } from '../../messages/campaigns/announcement-form.ts';
import { unpackWall } from '../../messages/campaigns/announcement-problem.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import { campaignPressed } from '../campaign/which.ts';
import { draftOf, draftPressed, judged, keepAndJudge, problemOf } from './draft.ts';

/** The form was submitted: `announce-form:<campaign>` for a new draft, with `:<draft>` behind it for a changed one. */
const formSubmitted: Handler = {
  route: routes.announcementForm,
  needs: 'organiser',
  run: async ({ args: [campaignId, draftId = null], fields }, asker, deps) => {
    // A draft knows its own campaign: an id that was put together by hand must not show another one's channels.
    const campaign =
      draftId === null
        ? await campaignPressed(campaignId, asker, deps)
        : (await draftPressed(draftId, asker, deps)).campaign;
    const typed = { title: fields['title'] ?? '', text: fields['text'] ?? '', when: fields['when'] ?? '' };
    const answer = await keepAndJudge(typed, campaign, draftId, asker, deps);
    return draftId === null ? { kind: 'answer', private: true, answer } : { kind: 'update', answer };
  },
};

/** `announce-change:<draft>` */
const change: Handler = {
  route: routes.announcementChange,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement, campaign } = await draftPressed(id, asker, deps);
    const when = announcement.at?.replace('T', ' ') ?? '';
    return {
      kind: 'form',
      form: announcementForm(campaign.id, announcement.id, { ...announcement, when }, asker.speech),
    };
  },
};

/** One of the days that an ambiguous date can mean: `announce-at:<draft>:<wall time>`. */
const dayChosen: Handler = {
  route: routes.announcementAt,
  needs: 'organiser',
  run: async ({ args: [id, packed] }, asker, deps) => {
    const at = unpackWall(packed);
    if (at === undefined) throw new UserError('errors.stale');
    const { announcement, campaign } = await draftPressed(id, asker, deps);
    await claimOnce(asker, deps);
    const { title, text } = announcement;
    const changed = await deps.store.announcements.change(serverOf(asker), announcement.id, {
      title,
      text,
      at,
    });
    if (!changed) throw new UserError('announce.errors.settled');
    return { kind: 'update', answer: judged(await draftOf(changed, campaign, deps), asker, deps) };
  },
};

/** The organiser saw the preview and says go: `announce-confirm:<draft>:<version that was shown>`. */
const confirm: Handler = {
  route: routes.announcementConfirm,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const draft = await draftPressed(id, asker, deps);
    const { announcement, campaign, now } = draft;
    if (version !== versionOf(announcement)) throw new UserError('announce.errors.changed');
    if (problemOf(draft, deps)) return { kind: 'update', answer: judged(draft, asker, deps) };
    await claimOnce(asker, deps);
    const guildId = serverOf(asker);
    const at = announcement.at ?? writeWall(now.toZonedDateTimeISO(campaign.zone).toPlainDateTime());
    const schedule = {
      purpose: 'announcement',
      subject: announcement.id,
      rule: { kind: 'once', at },
      zone: campaign.zone,
      latenessMinutes: defaultLatenessMinutes,
    } as const;
    // Somebody else may change or settle the draft while it is looked at here.
    if (!(await deps.store.announcements.schedule(guildId, announcement.id, schedule, announcement))) {
      await draftPressed(id, asker, deps);
      throw new UserError('announce.errors.changed');
    }
    const details = { announcement: announcement.id, at };
    const entry = { guildId, campaignId: campaign.id, by: asker.userId, at: now };
    await deps.store.audit.note({ ...entry, what: 'announcement.schedule', details });
    return { kind: 'update', answer: scheduledAnswer(draft, asker.speech) };
  },
};

/** `announce-discard:<draft>` */
const discard: Handler = {
  route: routes.announcementDiscard,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement } = await draftPressed(id, asker, deps);
    await claimOnce(asker, deps);
    // Confirmed by somebody else in this moment, it may be on its way already.
    if (!(await deps.store.announcements.withdraw(serverOf(asker), announcement.id))) {
      throw new UserError('announce.errors.settled');
    }
    return { kind: 'update', answer: sentenceAnswer(asker.speech.t('announce.discarded')) };
  },
};

/** Takes back what is scheduled, as far as it was not sent: `announce-withdraw:<announcement>`. */
const withdraw: Handler = {
  route: routes.announcementWithdraw,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const guildId = serverOf(asker);
    const found = id === undefined ? null : await deps.store.announcements.find(guildId, id);
    if (!found) throw new UserError('announce.errors.notFound');
    if (found.state === 'withdrawn') throw new UserError('announce.errors.settled');
    await claimOnce(asker, deps);
    if (!(await deps.store.announcements.withdraw(guildId, found.id))) {
      throw new UserError('announce.errors.tooLate');
    }
    await deps.store.audit.note({
      guildId,
      campaignId: found.campaignId,
      by: asker.userId,
      what: 'announcement.withdraw',
      details: { announcement: found.id },
      at: deps.clock.now(),
    });
    return { kind: 'update', answer: sentenceAnswer(asker.speech.t('announce.withdrawn')) };
  },
};

export const announceHandlers: readonly Handler[] = [
  formSubmitted,
  change,
  dayChosen,
  confirm,
  discard,
  withdraw,
];
