import type { CasualtiesClaim } from '../../content/schema/claim.ts';
import { harmed, harmHeading, harms } from '../figures.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { capital, shorten, oneLine } from '../text.ts';
import { claimName, byDate, dateLine, noteLine, opening } from './facts.ts';
import { recordFoot } from './foot.ts';
import { sourceLines } from './sources.ts';

/**
 * The figures as the documents give them, one kind of harm after the other. Those that differ stand together
 * with the reason. Nothing is ever added up: each counts other people at another time.
 */
export function casualtiesSheet(at: Place, telling: Telling): Sheet {
  const { speech, record } = telling;
  const event = at.subject === null ? undefined : record.claim(at.subject);
  const figures = record.ofKind('casualties').filter((claim) => !event || claim.event === event.id);
  const shown = event ? withRivals(figures, telling) : figures;
  const people = record.ofKind('person').filter((claim) => !event || claim.event === event.id);
  return {
    lead: lead(shown, event && claimName(event, telling, 200).replace(/\.$/, ''), telling),
    entries: harms.flatMap((harm) =>
      ofOneHarm(
        shown.filter((claim) => claim.harm === harm),
        telling,
      ),
    ),
    foot: [
      ...(shown.length > 1 ? [speech.t('record.casualties.noTotal')] : []),
      say(record.pack.caveat, telling),
      recordFoot(telling),
    ],
    place: at,
    links: [
      ...(people.length > 0
        ? [{ label: speech.t('record.links.people'), place: place('people', { subject: at.subject }) }]
        : []),
      ...(event
        ? [
            { label: speech.t('record.links.event'), place: place('claim', { subject: event.id }) },
            { label: speech.t('record.links.allFigures'), place: place('casualties') },
          ]
        : []),
    ],
  };
}

/**
 * The figures themselves where nobody could take them for parts of one another: one for each kind of harm, or
 * those that differ.
 */
function lead(shown: readonly CasualtiesClaim[], event: string | undefined, telling: Telling): string {
  const { speech } = telling;
  const words = (claims: readonly CasualtiesClaim[]): string =>
    claims.map((claim) => headline(claim, telling)).join('; ');
  if (shown.length === 0) return speech.t('record.casualties.none');
  if (shown.length === 1 && event === undefined)
    return speech.t('record.casualties.leadOne', { figures: words(shown) });
  if (event !== undefined) {
    const kinds = new Set(shown.map(({ harm }) => harm));
    return kinds.size === shown.length
      ? speech.t('record.casualties.leadEach', { event, figures: words(shown) })
      : speech.t('record.casualties.leadEvent', { event });
  }
  const killed = shown.filter(({ harm }) => harm === 'killed').toSorted(byDate);
  const differing = killed
    .map((claim) => [claim, ...rivals(claim, telling)])
    .find(({ length }) => length > 1);
  return differing
    ? speech.t('record.casualties.leadDiffer', { figures: words(differing) })
    : speech.t('record.casualties.lead');
}

/** The figures and those that differ from them, whatever event these belong to. */
function withRivals(figures: readonly CasualtiesClaim[], telling: Telling): readonly CasualtiesClaim[] {
  const ids = new Set(figures.flatMap((claim) => [claim.id, ...rivals(claim, telling).map(({ id }) => id)]));
  return telling.record.ofKind('casualties').filter(({ id }) => ids.has(id));
}

/** The figures of the same harm that the pack sets against this one. */
function rivals(claim: CasualtiesClaim, { record }: Telling): readonly CasualtiesClaim[] {
  const ids = record.disagreementsOf(claim.id).flatMap(({ claims }) => claims);
  return record
    .ofKind('casualties')
    .filter(({ id, harm }) => id !== claim.id && harm === claim.harm && ids.includes(id));
}

function ofOneHarm(claims: readonly CasualtiesClaim[], telling: Telling): readonly Entry[] {
  const left = claims.toSorted(byDate);
  const entries: Entry[] = [];
  for (let first = left.shift(); first; first = left.shift()) {
    const group = [first];
    for (const claim of group) {
      for (const rival of rivals(claim, telling)) {
        const index = left.findIndex(({ id }) => id === rival.id);
        if (index !== -1) group.push(...left.splice(index, 1));
      }
    }
    entries.push(...group.map((claim) => figureEntry(claim, telling)), ...reasons(group, telling));
  }
  return entries;
}

/** Why the figures of a group differ, as far as the documents say. */
function reasons(group: readonly CasualtiesClaim[], telling: Telling): readonly Entry[] {
  const { speech, record } = telling;
  return record.pack.disagreements.flatMap(({ claims, why }) => {
    const concerned = group.filter(({ id }) => claims.includes(id));
    const [first] = concerned;
    if (!first || concerned.length < 2) return [];
    const figures = concerned.map((claim) => headline(claim, telling)).join('; ');
    const text = speech.t('record.casualties.differ', { figures, why: say(why, telling) });
    return [{ heading: harmHeading(first.harm, speech), text }];
  });
}

function figureEntry(claim: CasualtiesClaim, telling: Telling): Entry {
  const { speech } = telling;
  const figure = capital(headline(claim, telling), speech.language);
  return {
    heading: harmHeading(claim.harm, speech),
    text: [
      `**${figure}**`,
      dateLine(claim, telling),
      ...(claim.place ? [speech.t('record.claim.place', { place: oneLine(say(claim.place, telling)) })] : []),
      speech.t('record.claim.counted', { who: say(claim.counted, telling) }),
      speech.t('record.claim.agent', { who: say(claim.agent, telling) }),
      ...noteLine(claim, telling),
    ].join('\n'),
    source: sourceLines(claim, telling),
    opens: { ...opening(claim, telling), label: shorten(claimName(claim, telling, 100), 100) },
  };
}

function headline({ number, qualifier, harm }: CasualtiesClaim, { speech }: Telling): string {
  return harmed(number, qualifier, harm, speech);
}
