import { termsIn } from '../../content/glossary.ts';
import type { Claim } from '../../content/schema/claim.ts';
import { dateName } from '../dates.ts';
import { figure } from '../figures.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { capital } from '../text.ts';
import { differences } from './differences.ts';
import { byDate, claimName, claimText, dateLine, factEntry, noteLine, personName } from './facts.ts';
import { recordFoot } from './foot.ts';
import { termEntry } from './glossary.ts';
import { personEntry } from './people.ts';
import { lines, sourceLines } from './sources.ts';

/** So many words are explained under a claim. */
const mostTerms = 4;

/** Everything about one claim: itself, what belongs to it, what differs from it, the words
 * in it that need to be explained, and the ways to what came before and after. */
export function claimSheet(at: Place, claim: Claim, telling: Telling): Sheet {
  const { speech, record } = telling;
  const about = claim.kind === 'event' ? record.aboutEvent(claim.id) : [];
  const figures = about.filter(({ kind }) => kind === 'casualties');
  const people = about.filter((other) => other.kind === 'person').toSorted(byDate);
  const more = about.filter(({ kind }) => kind !== 'casualties' && kind !== 'person');
  const list = (heading: string, claims: readonly Claim[]): readonly Entry[] =>
    claims.toSorted(byDate).map((other) => factEntry(other, telling, heading));
  const counted = claim.kind === 'casualties' || figures.length > 0;
  return {
    lead: lead(claim, telling),
    entries: [
      { text: details(claim, telling).join('\n'), source: sourceLines(claim, telling, lines.inDetail) },
      ...differences(claim, telling),
      ...list(speech.t('record.claim.figures'), figures),
      ...people.map((person) => personEntry(person, telling, speech.t('record.claim.people'))),
      ...list(speech.t('record.claim.more'), more),
      ...explained(claim, telling),
    ],
    foot: [...(counted ? [say(record.pack.caveat, telling)] : []), recordFoot(telling)],
    place: at,
    links: [...links(claim, people.length > 0, telling), ...beforeAndAfter(claim, telling)].slice(0, 5),
  };
}

function lead(claim: Claim, telling: Telling): string {
  const { speech } = telling;
  if (claim.kind === 'person') {
    if (claim.withheld) return speech.t('record.people.withheldLead');
    return speech.t('record.claim.leadPerson', { name: personName(claim, telling) });
  }
  const title = claimName(claim, telling, 250).replace(/\.$/, '');
  return claim.kind === 'event' && claim.date
    ? speech.t('record.claim.leadDated', { when: dateName(claim.date, speech), title })
    : speech.t('record.claim.lead', { title });
}

/** The claim itself, a line for each thing that is known about it. */
function details(claim: Claim, telling: Telling): readonly string[] {
  const { speech } = telling;
  const text = claimText(claim, telling);
  if (claim.kind === 'person' && claim.withheld) return [text];
  return [
    text,
    dateLine(claim, telling),
    ...(claim.derived ? [speech.t('record.claim.derived', { how: say(claim.derived, telling) })] : []),
    ...(claim.place ? [speech.t('record.claim.place', { place: say(claim.place, telling) })] : []),
    ...kindDetails(claim, telling),
    ...noteLine(claim, telling),
  ];
}

function kindDetails(claim: Claim, telling: Telling): readonly string[] {
  const { speech } = telling;
  if (claim.kind === 'event') {
    if (!claim.remember) return [];
    const why = say(claim.remember.why, telling);
    return claim.remember.as === 'mourning'
      ? [speech.t('record.claim.remembered.mourning', { why })]
      : [speech.t('record.claim.remembered.milestone', { why })];
  }
  if (claim.kind === 'casualties') {
    return [
      speech.t('record.claim.counted', { who: say(claim.counted, telling) }),
      speech.t('record.claim.agent', { who: say(claim.agent, telling) }),
    ];
  }
  if (claim.kind === 'demand' || claim.kind === 'appeal') {
    return [speech.t('record.claim.who', { who: say(claim.who, telling) })];
  }
  if (claim.kind === 'person') return [];
  return claim.numbers.map(({ value, qualifier, of }) => {
    const said = capital(figure(value, qualifier, speech), speech.language);
    return `- ${speech.t('record.claim.number', { figure: said, of: say(of, telling) })}`;
  });
}

/** For an event, the ways to the one before and the one after it. */
function beforeAndAfter(claim: Claim, telling: Telling): NonNullable<Sheet['links']> {
  if (claim.kind !== 'event' || !claim.date) return [];
  const events = telling.record.events().filter(({ date }) => date !== undefined);
  const index = events.findIndex(({ id }) => id === claim.id);
  const way = (event: Claim | undefined, key: 'record.links.before' | 'record.links.after') =>
    event?.date
      ? [
          {
            label: telling.speech.t(key, {
              date: dateName(event.date, telling.speech, 'short'),
              title: claimName(event, telling),
            }),
            place: place('claim', { subject: event.id }),
          },
        ]
      : [];
  return [...way(events[index - 1], 'record.links.before'), ...way(events[index + 1], 'record.links.after')];
}

/** What the words mean that the claim is told in, as far as the glossary has them. */
function explained(claim: Claim, telling: Telling): readonly Entry[] {
  if (claim.kind === 'person' && claim.withheld) return [];
  const { record, language, speech } = telling;
  const title = 'title' in claim && claim.title ? [say(claim.title, telling)] : [];
  const terms = termsIn([...title, claimText(claim, telling)].join('. '), language, record);
  return terms.slice(0, mostTerms).map((term) => termEntry(term, telling, speech.t('record.claim.terms')));
}

function links(claim: Claim, hasPeople: boolean, { speech }: Telling): NonNullable<Sheet['links']> {
  return [
    { label: speech.t('record.links.evidence'), place: place('evidence', { subject: claim.id }) },
    ...(claim.event === undefined
      ? []
      : [{ label: speech.t('record.links.event'), place: place('claim', { subject: claim.event }) }]),
    ...(claim.kind === 'casualties'
      ? [{ label: speech.t('record.links.allFigures'), place: place('casualties') }]
      : []),
    ...(claim.kind === 'event' && hasPeople
      ? [{ label: speech.t('record.links.people'), place: place('people', { subject: claim.id }) }]
      : []),
    ...(claim.kind === 'demand'
      ? [{ label: speech.t('record.links.demands'), place: place('demands') }]
      : []),
  ];
}
