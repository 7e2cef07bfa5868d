import { harmHeading, harms } from '../figures.ts';
import { place, type Place } from '../place.ts';
import type { Telling } from '../say.ts';
import type { Sheet } from '../sheet.ts';
import { byDate, factEntry } from './facts.ts';
import { recordFoot } from './foot.ts';

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
        .map((person) => factEntry(person, telling, harmHeading(harm, speech))),
    ),
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.figures'), place: place('casualties', { subject: at.subject }) }],
  };
}
