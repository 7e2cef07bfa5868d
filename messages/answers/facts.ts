import type { Claim } from '../../content/schema/claim.ts';
import { asOfDate, dateName } from '../dates.ts';
import { harmed, harmHeading, harmOf } from '../figures.ts';
import { place } from '../place.ts';
import { discreet, say, type Telling } from '../say.ts';
import type { Entry, Opening } from '../sheet.ts';
import { capital, oneLine, shorten, small } from '../text.ts';
import { asOfFirst, sourceLines } from './sources.ts';

/** What a claim is called in one line: a title where it has one, else the beginning of its text. */
export function claimName(claim: Claim, telling: Telling, length = 120): string {
  return capital(shorten(oneLine(longName(claim, telling)), length), telling.speech.language);
}

function longName(claim: Claim, telling: Telling): string {
  const { speech } = telling;
  if (claim.kind === 'event') return say(claim.title, telling);
  if (claim.kind === 'casualties') {
    return `${harmed(claim.number, claim.qualifier, claim.harm, speech)} – ${say(claim.counted, telling)}`;
  }
  if (claim.kind === 'person') {
    return claim.withheld ? speech.t('record.people.withheld') : personName(claim, telling);
  }
  if (claim.kind === 'demand' || claim.kind === 'appeal') {
    return `${say(claim.who, telling)}: ${say(claim.text, telling)}`;
  }
  return say(claim.title ?? claim.text, telling);
}

/** A named person with the age that the document prints. */
export function personName(
  { name, age }: { name: string; age?: number | undefined },
  telling: Telling,
): string {
  const shown = discreet(name, telling);
  return age === undefined ? shown : telling.speech.t('record.people.age', { name: shown, age });
}

/** When it happened, as far as it is known. */
export function whenOf({ date }: Claim, { speech }: Telling): string {
  return date ? dateName(date, speech) : speech.t('record.dates.unknown');
}

/** The same as a line of its own. */
export function dateLine(claim: Claim, telling: Telling): string {
  const { speech } = telling;
  return claim.date
    ? speech.t('record.claim.date', { date: whenOf(claim, telling) })
    : speech.t('record.claim.dateUnknown');
}

/** What a claim says, with all its qualifiers; nothing of a person whose name is withheld. */
export function claimText(claim: Claim, telling: Telling): string {
  return claim.kind === 'person' && claim.withheld
    ? telling.speech.t('record.people.withheld')
    : say(claim.text, telling);
}

/** One fact as an entry of a list: when, what, and where it stands. */
export function factEntry(claim: Claim, telling: Telling, heading?: string): Entry {
  const title = titleLine(claim, telling, heading);
  return {
    ...(heading !== undefined && { heading }),
    text: [title, claimText(claim, telling), ...noteLine(claim, telling)].join('\n'),
    source: sourceLines(claim, telling),
    opens: opening(claim, telling),
  };
}

/** What opens the details of a claim: what it is called, and what tells it from others of that name. */
export function opening(claim: Claim, telling: Telling): Opening {
  const { language } = telling.speech;
  const when = capital(whenOf(claim, telling), language);
  const at = place('claim', { subject: claim.id });
  if (claim.kind === 'casualties') {
    const where = claim.place === undefined ? [] : [oneLine(say(claim.place, telling))];
    const date = asOfFirst(claim, telling);
    const known = claim.date || !date ? when : capital(asOfDate(date, telling.speech), language);
    return { label: titleOf(claim, telling) ?? '', detail: [...where, known].join(' · '), place: at };
  }
  if (claim.kind === 'demand' || claim.kind === 'appeal') {
    return { label: titleOf(claim, telling) ?? '', detail: oneLine(say(claim.text, telling)), place: at };
  }
  return { label: claimName(claim, telling, 100), detail: when, place: at };
}

/** An editor's remark is part of the fact: it stands wherever the fact stands. */
export function noteLine(claim: Claim, telling: Telling): readonly string[] {
  if (!claim.note || (claim.kind === 'person' && claim.withheld)) return [];
  return [small(telling.speech.t('record.note', { note: say(claim.note, telling) }))];
}

/** @param heading what stands above it: it need not be said again what befell a person */
function titleLine(claim: Claim, telling: Telling, heading: string | undefined): string {
  const { speech } = telling;
  const when = capital(whenOf(claim, telling), speech.language);
  if (claim.kind === 'person' && !claim.withheld) {
    const befell = heading === harmHeading(claim.harm, speech) ? [] : [harmOf(claim.harm, speech)];
    return [`**${personName(claim, telling)}**`, ...befell, when].join(' · ');
  }
  const title = titleOf(claim, telling);
  return title === undefined ? `**${when}**` : `**${when} · ${title}**`;
}

function titleOf(claim: Claim, telling: Telling): string | undefined {
  const { speech } = telling;
  if (claim.kind === 'person') return undefined;
  if (claim.kind === 'casualties') {
    return capital(harmed(claim.number, claim.qualifier, claim.harm, speech), speech.language);
  }
  if (claim.kind === 'demand' || claim.kind === 'appeal') return oneLine(say(claim.who, telling));
  return claim.title && oneLine(say(claim.title, telling));
}

/** Orders claims by the first day that their date can mean; those without a date come last. */
export function byDate(a: Claim, b: Claim): number {
  const [first, second] = [a.date?.first ?? '9999', b.date?.first ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  const [firstEnd, secondEnd] = [a.date?.last ?? '9999', b.date?.last ?? '9999'];
  return firstEnd < secondEnd ? -1 : firstEnd > secondEnd ? 1 : 0;
}
