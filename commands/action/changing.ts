import { parseAction } from '../../campaigns/action/parse.ts';
import { retyped, type TypedAction } from '../../campaigns/action/typed.ts';
import { readWall, writeWall } from '../../campaigns/calendar/wall-time.ts';
import { actionForm, moreForm } from '../../messages/campaigns/action-form.ts';
import { actionId, actionRoutes, unpackWall } from '../../messages/campaigns/action-routes.ts';
import type { Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { mainFields, moreFields } from './fields.ts';
import { keepTyped } from './saving.ts';
import { actionPressed, versionOf, viewOf } from './view.ts';

/** Opens the first form with what was typed: `action-fix:<action>:<version>`. */
const fix: Handler = {
  route: actionRoutes.fix,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { action, typed, campaign } = viewOf(await actionPressed(id, asker, deps), deps);
    const customId = actionId('fixed', action.id, action.version);
    return { kind: 'form', form: actionForm(customId, action.kind, campaign.zone, asker.speech, typed) };
  },
};

/** `action-fixed:<action>:<version>` */
const fixed: Handler = {
  route: actionRoutes.fixed,
  needs: 'organiser',
  run: async ({ args: [id, version], fields }, asker, deps) => {
    const found = await actionPressed(id, asker, deps);
    const { typed, campaign, now } = viewOf(found, deps);
    const after = retyped(typed, mainFields(fields), { zone: campaign.zone, now });
    return await keepTyped(found, versionOf(version), after, fields, asker, deps);
  },
};

/** Opens the second form: `action-more:<action>:<version>`. */
const more: Handler = {
  route: actionRoutes.more,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { action, typed } = viewOf(await actionPressed(id, asker, deps), deps);
    const customId = actionId('moreFilled', action.id, action.version);
    return { kind: 'form', form: moreForm(customId, action.kind, typed, asker.speech) };
  },
};

/** `action-more-form:<action>:<version>` */
const moreFilled: Handler = {
  route: actionRoutes.moreFilled,
  needs: 'organiser',
  run: async ({ args: [id, version], fields }, asker, deps) => {
    const found = await actionPressed(id, asker, deps);
    const { typed, campaign, now } = viewOf(found, deps);
    const after = retyped(typed, moreFields(fields, typed), { zone: campaign.zone, now });
    return await keepTyped(found, versionOf(version), after, fields, asker, deps);
  },
};

/** One of the days that an ambiguous date can mean: `action-when:<action>:<version>:<field>:<wall time>`. */
const whenChosen: Handler = {
  route: actionRoutes.when,
  needs: 'organiser',
  run: async ({ args: [id, version, field, packed] }, asker, deps) => {
    const at = wallIn(packed);
    const found = await actionPressed(id, asker, deps);
    const { typed, campaign, now } = viewOf(found, deps);
    const after = settled(typed, field, at);
    // The button says one of the days that the typed text can mean; anything else was put together by hand.
    const { problems } = parseAction(typed, found.action.kind, { zone: campaign.zone, now });
    const offered = problems.some(
      (problem) => problem.kind === 'ambiguous' && problem.field === field && problem.readings.includes(at),
    );
    if (!offered) throw new UserError('errors.stale');
    return await keepTyped(found, versionOf(version), after, {}, asker, deps);
  },
};

export const changingHandlers: readonly Handler[] = [fix, fixed, more, moreFilled, whenChosen];

function settled(typed: TypedAction, field: string | undefined, at: string): TypedAction {
  if (field === 'when') return { ...typed, whenAt: at };
  if (field === 'end') return { ...typed, endAt: at };
  throw new UserError('errors.stale');
}

function wallIn(packed: string | undefined): string {
  const at = unpackWall(packed);
  try {
    if (at !== undefined) return writeWall(readWall(at));
  } catch {
    // It was put together by hand.
  }
  throw new UserError('errors.stale');
}
