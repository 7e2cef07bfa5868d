import { routes } from '../../messages/campaigns/routes.ts';
import { noteForm, postedNow, postNowAsk } from '../../messages/campaigns/slot-forms.ts';
import { slotAnswer, takesNote } from '../../messages/campaigns/slot.ts';
import { longestNote } from '../../messages/posts/organisers-note.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { decide, decideAndShow, slotPressed, versionPressed } from './calendar-slot.ts';

/** A post as it stands: `slot:<campaign>:<occurrence>:<place>`. */
const shown: Handler = {
  route: routes.slot,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, place] }, asker, deps) => {
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    return { kind: 'update', answer: slotAnswer(facts, telling) };
  },
};

/** `slot-skip` and `slot-unskip:<campaign>:<occurrence>:<version>:<place>`. */
const skipped = (['skip', 'unskip'] as const).map((kind): Handler => ({
  route: kind === 'skip' ? routes.slotSkip : routes.slotUnskip,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place] }, asker, deps) => {
    const seen = versionPressed(version);
    const { facts } = await slotPressed(campaign, occurrence, place, asker, deps);
    return { kind: 'update', answer: await decideAndShow(facts, seen, { kind }, asker, deps) };
  },
}));

/** `slot-note:<campaign>:<occurrence>:<version>:<place>` */
const noteAsked: Handler = {
  route: routes.slotNote,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place] }, asker, deps) => {
    versionPressed(version);
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    if (!takesNote(facts.occurrence)) throw new UserError('errors.stale');
    // The form shows the note of this moment, so that this is the version that the person sees.
    return { kind: 'form', form: noteForm(facts, telling) };
  },
};

/** The note was written: `slot-note-form:<campaign>:<occurrence>:<version>:<place>`. */
const noteWritten: Handler = {
  route: routes.slotNoteForm,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place], fields }, asker, deps) => {
    const seen = versionPressed(version);
    const { facts } = await slotPressed(campaign, occurrence, place, asker, deps);
    if (!takesNote(facts.occurrence)) throw new UserError('errors.stale');
    const text = (fields['note'] ?? '').slice(0, longestNote).trim();
    const change = { kind: 'note', note: text === '' ? null : text } as const;
    return { kind: 'update', answer: await decideAndShow(facts, seen, change, asker, deps) };
  },
};

/** Asks before a post goes out ahead of its time: `slot-post-now:<campaign>:<occurrence>:<version>:<place>`. */
const postNowAsked: Handler = {
  route: routes.slotPostNow,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place] }, asker, deps) => {
    const seen = versionPressed(version);
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    if (facts.campaign.state !== 'active') throw new UserError('calendar.errors.paused');
    if (facts.channels.length === 0) throw new UserError('calendar.errors.nowhere');
    return { kind: 'update', answer: postNowAsk({ ...facts, version: seen }, telling) };
  },
};

/** They said yes: `slot-post-now-sure:<campaign>:<occurrence>:<version>:<place>`. */
const postNow: Handler = {
  route: routes.slotPostNowSure,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place] }, asker, deps) => {
    const seen = versionPressed(version);
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    if (facts.channels.length === 0) throw new UserError('calendar.errors.nowhere');
    await decide(facts, seen, { kind: 'post-now' }, asker, deps);
    return { kind: 'update', answer: postedNow(facts, telling) };
  },
};

export const decideHandlers: readonly Handler[] = [
  shown,
  ...skipped,
  noteAsked,
  noteWritten,
  postNowAsked,
  postNow,
];
