import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { Action, ActionKind, Campaign } from '../../campaigns/campaign.ts';
import { readTypedTime } from '../../campaigns/typed-time/read.ts';
import { actionLengths, type ActionField } from '../../messages/campaigns/action-form.ts';
import { typedMoment } from '../../messages/campaigns/moments.ts';
import { inline } from '../../messages/posts/inline.ts';
import { typed as shown } from '../../messages/text.ts';
import type { Asker, Deps, Press } from '../contract.ts';

/** A day without an hour ends when it ends. */
const endOfDay = '23:59';
const mostGoal = 1_000_000_000;
/** Characters of an address as it is written out, `%E6%BC%A2` for 漢. */
const longestAddress = 1_500;

/** What was typed into the form: an action, or a sentence for each thing that cannot be taken. */
export type TypedAction =
  | { readonly action: Omit<Action, 'id' | 'state'> }
  | { readonly problems: readonly string[]; readonly typed: readonly string[] };

/** Reads a submitted form. */
export function readAction(
  fields: Press['fields'],
  kind: ActionKind,
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
): TypedAction {
  const { speech } = asker;
  const field = (name: ActionField): string => (fields[name] ?? '').trim().slice(0, actionLengths[name]);
  const deadline = readDeadline(field('deadline'), campaign, asker, deps);
  const link = readLink(field('link'));
  const goal = readGoal(field('goal'));
  const problems = [
    ...(inline(field('title'), 10) === '' ? [speech.t('action.problems.title')] : []),
    ...('problem' in deadline ? [deadline.problem] : []),
    ...(link === undefined ? [speech.t('action.problems.link', { text: shown(field('link')) })] : []),
    ...(goal === undefined ? [speech.t('action.problems.goal', { text: shown(field('goal')) })] : []),
  ];
  if (problems.length > 0 || 'problem' in deadline || link === undefined || goal === undefined) {
    return { problems, typed: (['title', 'text', 'deadline', 'link', 'goal'] as const).map(field) };
  }
  return {
    action: {
      campaignId: campaign.id,
      kind,
      title: field('title').replaceAll(/\s+/g, ' '),
      text: field('text'),
      link,
      place: null,
      deadline: deadline.at,
      goal,
      reached: null,
      createdAt: deps.clock.now(),
    },
  };
}

function readDeadline(
  text: string,
  { zone }: Campaign,
  { speech }: Asker,
  { clock }: Deps,
): { readonly at: Action['deadline'] } | { readonly problem: string } {
  if (text === '') return { at: null };
  const read = readTypedTime(text, { zone, now: clock.now(), hour: endOfDay });
  const instant = (wall: string) => inZone(readWall(wall), zone).toInstant();
  switch (read.kind) {
    case 'at':
      return { at: instant(read.at) };
    case 'ambiguous': {
      const readings = read.readings
        .map((wall) => wall.replace('T', ' '))
        .join(speech.t('action.problems.or'));
      return { problem: speech.t('action.problems.ambiguous', { text: shown(text), readings }) };
    }
    case 'past':
    case 'far': {
      const moment = typedMoment(instant(read.at), zone, speech);
      return { problem: speech.t(`action.problems.${read.kind}`, { moment }) };
    }
    case 'unreadable':
      return { problem: speech.t('action.problems.unreadable', { text: shown(text) }) };
  }
}

/**
 * Null when there is none, undefined when it is no address that begins with https, or one that has no room in
 * a message: every letter beyond ASCII becomes up to nine characters there.
 */
function readLink(text: string): string | null | undefined {
  if (text === '') return null;
  const url = URL.parse(text);
  const usable = url?.protocol === 'https:' && url.username === '' && url.hostname.includes('.');
  return usable && url.href.length <= longestAddress ? url.href : undefined;
}

/** A whole number above 0, its thousands set apart or not; null when there is none, undefined when it is none. */
function readGoal(text: string): number | null | undefined {
  if (text === '') return null;
  if (!/^\d{1,3}(?:[., ]?\d{3})*$|^\d+$/.test(text)) return undefined;
  const goal = Number(text.replaceAll(/[., ]/g, ''));
  return goal > 0 && goal <= mostGoal ? goal : undefined;
}
