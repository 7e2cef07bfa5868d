import { ruleOf } from '../../campaigns/announcement.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { scheduledAnswer } from '../../messages/campaigns/announcement.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { claimOnce } from '../campaign/server.ts';
import { cardOf, wallNow } from './card.ts';
import { judged, problemOf } from './problem.ts';
import { announcementPressed, editOf, notSaved, versionSeen } from './saving.ts';

/** The organiser saw the preview and says go: `announce-confirm:<id>:<version that was shown>`. */
const confirm: Handler = {
  route: routes.announcementConfirm,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const { announcement, campaign } = found;
    const seen = versionSeen(version);
    if (announcement.state !== 'draft') throw new UserError('announce.errors.settled');
    const card = await cardOf(announcement, campaign, deps);
    const rule = ruleOf(announcement, wallNow(campaign, deps));
    if (rule === null || problemOf(card, deps)) {
      return { kind: 'update', answer: judged(card, asker, deps) };
    }
    await claimOnce(asker, deps);
    const saved = await deps.store.announcements.schedule(editOf(found, seen, asker, deps), {
      purpose: 'announcement',
      subject: announcement.id,
      rule,
      zone: campaign.zone,
      latenessMinutes: campaign.times.latenessMinutes,
    });
    if (saved.kind !== 'saved') return notSaved(saved, [], asker);
    return {
      kind: 'update',
      answer: scheduledAnswer(await cardOf(saved.value, campaign, deps), asker.speech),
    };
  },
};

/** `announce-discard:<id>:<version>` */
const discard: Handler = {
  route: routes.announcementDiscard,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const seen = versionSeen(version);
    // Scheduled by somebody else in the meantime, it may be on its way already.
    if (found.announcement.state !== 'draft') throw new UserError('announce.errors.settled');
    await claimOnce(asker, deps);
    const saved = await deps.store.announcements.withdraw(editOf(found, seen, asker, deps));
    if (saved.kind !== 'saved') return notSaved(saved, [], asker);
    return { kind: 'update', answer: sentenceAnswer(asker.speech.t('announce.discarded')) };
  },
};

/** Takes back what is scheduled, as far as it was not sent, whatever it says by now: `announce-withdraw:<id>`. */
const withdraw: Handler = {
  route: routes.announcementWithdraw,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    await claimOnce(asker, deps);
    const { seen: _, ...edit } = editOf(found, found.announcement.version, asker, deps);
    const saved = await deps.store.announcements.withdraw(edit);
    if (saved.kind === 'settled') throw new UserError('announce.errors.tooLate');
    if (saved.kind !== 'saved') return notSaved(saved, [], asker);
    return { kind: 'update', answer: sentenceAnswer(asker.speech.t('announce.withdrawn')) };
  },
};

/** Shows it as it stands now: `announce-open:<id>`. */
const open: Handler = {
  route: routes.announcementOpen,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement, campaign } = await announcementPressed(id, asker, deps);
    return { kind: 'update', answer: judged(await cardOf(announcement, campaign, deps), asker, deps) };
  },
};

export const schedulingHandlers: readonly Handler[] = [confirm, discard, withdraw, open];
