import type { Claim } from '../../content/schema/claim.ts';
import { dateName } from '../dates.ts';
import { figure } from '../figures.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { capital } from '../text.ts';
import { differences } from './differences.ts';
import {
  byDate,
  claimName,
  claimText,
  dateLine,
  factEntry,
  noteLine,
  personName,
  titleEntry,
} from './facts.ts';
import { recordFoot } from './foot.ts';
import { lines, sourceLines } from './sources.ts';

/** Everything about one claim: itself, what belongs to it, what differs from it, what came before and after. */
export function claimSheet(at: Place, claim: Claim, telling: Telling): Sheet {
  const { speech, record } = telling;
  const about = claim.kind === 'event' ? record.aboutEvent(claim.id) : [];
  const figures = about.filter(({ kind }) => kind === 'casualties');
  const people = about.filter(({ kind }) => kind === 'person');
  const more = about.filter((other) => !figures.includes(other) && !people.includes(other));
  const list = (heading: string, claims: readonly Claim[]): readonly Entry[] =>
    claims.toSorted(byDate).map((other) => factEntry(other, telling, heading));
  const counted = claim.kind === 'casualties' || figures.length > 0;
  return {
    lead: lead(claim, telling),
    entries: [
      { text: details(claim, telling).join('\n'), source: sourceLines(claim, telling, lines.inDetail) },
      ...differences(claim, telling),
      ...list(speech.t('record.claim.figures'), figures),
      ...list(speech.t('record.claim.people'), people),
      ...list(speech.t('record.claim.more'), more),
      ...beforeAndAfter(claim, telling),
    ],
    foot: [...(counted ? [say(record.pack.caveat, telling)] : []), recordFoot(telling)],
    place: at,
    links: links(claim, people.length > 0, telling),
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

/** For an event, the titles of the one before and the one after it: what is told of them is theirs. */
function beforeAndAfter(claim: Claim, telling: Telling): readonly Entry[] {
  if (claim.kind !== 'event' || !claim.date) return [];
  const events = telling.record.events().filter(({ date }) => date !== undefined);
  const index = events.findIndex(({ id }) => id === claim.id);
  const [before, after] = [events[index - 1], events[index + 1]];
  return [
    ...(before ? [titleEntry(before, telling, telling.speech.t('record.claim.before'))] : []),
    ...(after ? [titleEntry(after, telling, telling.speech.t('record.claim.after'))] : []),
  ];
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
