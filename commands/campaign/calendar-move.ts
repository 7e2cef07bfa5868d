import { expandOptions } from '../../campaigns/calendar/calendar-of.ts';
import { expand } from '../../campaigns/calendar/expand.ts';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import { readTypedTime, type TypedTime } from '../../campaigns/typed-time/read.ts';
import { unpackWall } from '../../messages/campaigns/action-routes.ts';
import { mostMonths } from '../../messages/campaigns/calendar-place.ts';
import type { PackRecord } from '../../content/record.ts';
import { typedMoment } from '../../messages/campaigns/moments.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import { moveAsk, moveForm, moveProblem } from '../../messages/campaigns/slot-move.ts';
import type { SlotFacts } from '../../messages/campaigns/slot.ts';
import type { Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { decideAndShow, slotPressed, versionPressed } from './calendar-slot.ts';

/**
 * Asks for a time: `slot-move:<campaign>:<occurrence>:<version>:<place>`, with what was typed before behind it, which
 * may have colons.
 */
const asked: Handler = {
  route: routes.slotMove,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place, ...before] }, asker, deps) => {
    const seen = versionPressed(version);
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    return { kind: 'form', form: moveForm({ ...facts, version: seen }, telling, before.join(':')) };
  },
};

/** A time was typed: `slot-move-form:<campaign>:<occurrence>:<version>:<place>`. It is shown back first. */
const typedIn: Handler = {
  route: routes.slotMoveForm,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place], fields }, asker, deps) => {
    const seen = versionPressed(version);
    const open = await slotPressed(campaign, occurrence, place, asker, deps);
    const facts = { ...open.facts, version: seen };
    const text = fields['when'] ?? '';
    const { zone, wall } = facts.occurrence;
    const typed = readTypedTime(text, { zone, now: deps.clock.now(), hour: wall.slice(11) });
    const meant = typed.kind === 'at' ? judged(typed.at, facts, deps) : typed;
    const answer =
      meant.kind === 'at'
        ? moveAsk(facts, meant.at, open.telling)
        : moveProblem(facts, text, meant, open.telling);
    return { kind: 'update', answer };
  },
};

/** One of two readings was chosen: `slot-move-to:<campaign>:<occurrence>:<version>:<place>:<wall time>`. */
const chosen: Handler = {
  route: routes.slotMoveTo,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place, packed] }, asker, deps) => {
    const seen = versionPressed(version);
    const to = wallPressed(packed);
    const open = await slotPressed(campaign, occurrence, place, asker, deps);
    const facts = { ...open.facts, version: seen };
    const meant = judged(to, facts, deps);
    const answer =
      meant.kind === 'at'
        ? moveAsk(facts, to, open.telling)
        : moveProblem(facts, to.replace('T', ' '), meant, open.telling);
    return { kind: 'update', answer };
  },
};

/** They saw the time and say yes: `slot-move-sure:<campaign>:<occurrence>:<version>:<place>:<wall time>`. */
const sure: Handler = {
  route: routes.slotMoveSure,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place, packed] }, asker, deps) => {
    const seen = versionPressed(version);
    const to = wallPressed(packed);
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    const meant = judged(to, facts, deps);
    if (meant.kind !== 'at') {
      return { kind: 'update', answer: moveProblem(facts, to.replace('T', ' '), meant, telling) };
    }
    return { kind: 'update', answer: await decideAndShow(facts, seen, { kind: 'move', to }, asker, deps) };
  },
};

/** `slot-move-back:<campaign>:<occurrence>:<version>:<place>` */
const back: Handler = {
  route: routes.slotMoveBack,
  needs: 'organiser',
  run: async ({ args: [campaign, occurrence, version, place] }, asker, deps) => {
    const seen = versionPressed(version);
    const { facts, telling } = await slotPressed(campaign, occurrence, place, asker, deps);
    const own = await ownTime(facts, telling.record, deps);
    if (own.epochMilliseconds <= deps.clock.now().epochMilliseconds) {
      const moment = typedMoment(own, facts.occurrence.zone, asker.speech);
      throw new UserError('calendar.errors.ownTimePassed', { moment });
    }
    return { kind: 'update', answer: await decideAndShow(facts, seen, { kind: 'move-back' }, asker, deps) };
  },
};

export const moveHandlers: readonly Handler[] = [asked, typedIn, chosen, sure, back];

function wallPressed(packed: string | undefined): string {
  const wall = unpackWall(packed);
  try {
    if (wall !== undefined) return String(readWall(wall)).slice(0, 16);
  } catch {
    // No day of the calendar: forged.
  }
  throw new UserError('errors.stale');
}

/** A time counts when it lies ahead, and no further than a calendar can be looked at. */
function judged(
  at: string,
  { campaign, occurrence }: SlotFacts,
  { clock }: Deps,
): Extract<TypedTime, { kind: 'at' | 'past' | 'far' }> {
  const now = clock.now();
  const { epochMilliseconds: meant } = inZone(readWall(at), occurrence.zone);
  if (meant <= now.epochMilliseconds) return { kind: 'past', at };
  const last = now.toZonedDateTimeISO(campaign.zone).add({ months: mostMonths });
  return { kind: meant > last.epochMilliseconds ? 'far' : 'at', at };
}

/** When a moved post would fall had nobody moved it. */
async function ownTime(
  { campaign, occurrence: { purpose, subject, slot } }: SlotFacts,
  record: PackRecord,
  { store, clock }: Deps,
) {
  const [schedules, standing] = await Promise.all([
    store.campaigns.schedules(campaign.id),
    store.slots.of(campaign.id),
  ]);
  const own = schedules.find((one) => one.enabled && one.purpose === purpose && one.subject === subject);
  if (!own) throw new UserError('calendar.errors.gone');
  const unmoved = standing.map((one) => (one.slot === slot ? { ...one, movedTo: null } : one));
  const around = {
    from: clock.now().subtract({ hours: 24 * 800 }),
    until: clock.now().add({ hours: 24 * 1_600 }),
  };
  const options = expandOptions(own, { record, schedules, overrides: unmoved });
  const found = expand(own, around, options).find((one) => one.slot === slot);
  if (!found) throw new UserError('calendar.errors.gone');
  return found.at;
}
