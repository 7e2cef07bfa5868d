import type { PersonClaim } from '../../content/schema/claim.ts';
import { harmHeading, harmOf, harms } from '../figures.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { capital, oneLine } from '../text.ts';
import { byDate, noteLine, opening, personName, whenOf } from './facts.ts';
import { recordFoot } from './foot.ts';
import { sourceLines } from './sources.ts';

/**
 * The people whom the documents name, names first; a name that a family asked not to show stays unsaid. How many
 * are named is not told: it would read like a count of all.
 */
export function peopleSheet(at: Place, telling: Telling): Sheet {
  const { speech, record } = telling;
  const people = record
    .ofKind('person')
    .filter(({ event }) => at.subject === null || event === at.subject)
    .toSorted(byDate);
  return {
    lead:
      people.length === 0
        ? speech.t('record.people.none')
        : speech.t('record.people.lead', { count: people.length }),
    entries: harms.flatMap((harm) =>
      people
        .filter((person) => person.harm === harm)
        .map((person) => personEntry(person, telling, harmHeading(harm, speech))),
    ),
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.figures'), place: place('casualties', { subject: at.subject }) }],
  };
}

/**
 * A person by name, where and when, and where that stands. How it happened is told to those who open it: a list
 * of people is no list of wounds.
 */
export function personEntry(person: PersonClaim, telling: Telling, heading: string): Entry {
  const { speech } = telling;
  const where = person.place ? [oneLine(say(person.place, telling))] : [];
  const befell = heading === harmHeading(person.harm, speech) ? [] : [harmOf(person.harm, speech)];
  const known = [...befell, ...where, capital(whenOf(person, telling), speech.language)];
  return {
    heading,
    text: person.withheld
      ? speech.t('record.people.withheld')
      : [`**${personName(person, telling)}** · ${known.join(' · ')}`, ...noteLine(person, telling)].join(
          '\n',
        ),
    source: sourceLines(person, telling),
    opens: opening(person, telling),
  };
}
