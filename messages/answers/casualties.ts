import type { CasualtiesClaim } from '../../content/schema/claim.ts';
import { asOfDate } from '../dates.ts';
import { figure, harmed, harmHeading, harms } from '../figures.ts';
import { figuresPicture } from '../pictures/figures.ts';
import { place, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Sheet } from '../sheet.ts';
import { capital, oneLine } from '../text.ts';
import { claimName, dateLine, noteLine, opening } from './facts.ts';
import { groupsOf, withRivals } from './figure-groups.ts';
import { recordFoot } from './foot.ts';
import { personEntry } from './people.ts';
import { asOfFirst, sourceLines } from './sources.ts';

/** Figures that differ are named in the first sentence as long as they have room there in full. */
const figuresInLead = 320;

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
  const title = event && claimName(event, telling, 120).replace(/\.$/, '');
  const groups = harms.flatMap((harm) =>
    groupsOf(
      shown.filter((claim) => claim.harm === harm),
      telling,
    ),
  );
  return {
    lead: lead(shown, title, people.length > 0, telling),
    entries: [
      ...groups.flatMap((group) => [
        ...group.map((claim) => figureEntry(claim, telling)),
        ...reasons(group, telling),
      ]),
      ...(event ? people.map((person) => personEntry(person, telling, speech.t('record.claim.people'))) : []),
      ...(shown.length > 0 ? [counting(shown, event !== undefined, telling)] : []),
    ],
    picture: () => figuresPicture(groups.flat(), title, telling),
    foot: [...(shown.length > 0 ? [say(record.pack.caveat, telling)] : []), recordFoot(telling)],
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
 * those that differ, each with the date as of which it speaks.
 */
function lead(
  shown: readonly CasualtiesClaim[],
  event: string | undefined,
  named: boolean,
  telling: Telling,
): string {
  const { speech } = telling;
  if (shown.length === 0) {
    return named && event !== undefined
      ? speech.t('record.casualties.named', { event })
      : speech.t('record.casualties.none');
  }
  const words = (claims: readonly CasualtiesClaim[]): string =>
    claims.map((claim) => datedHeadline(claim, telling)).join('; ');
  const kinds = new Set(shown.map(({ harm }) => harm));
  if (kinds.size === shown.length && (event !== undefined || shown.length === 1)) {
    const figures = words(shown);
    return event === undefined
      ? speech.t('record.casualties.leadOne', { figures })
      : speech.t('record.casualties.leadEach', { event, figures });
  }
  const differing = harms
    .flatMap((harm) =>
      groupsOf(
        shown.filter((claim) => claim.harm === harm),
        telling,
      ),
    )
    .find(({ length }) => length > 1);
  const figures = differing ? words(differing) : '';
  const told = figures !== '' && figures.length <= figuresInLead;
  if (event !== undefined) {
    return told
      ? speech.t('record.casualties.leadEventDiffer', { event, figures })
      : speech.t('record.casualties.leadEvent', { event });
  }
  return told ? speech.t('record.casualties.leadDiffer', { figures }) : speech.t('record.casualties.lead');
}

/** What these figures count, what they do not, and of what there is none. */
function counting(shown: readonly CasualtiesClaim[], ofEvent: boolean, telling: Telling): Entry {
  const { speech } = telling;
  const missing = harms
    .filter((harm) => !shown.some((claim) => claim.harm === harm))
    .map((harm) => harmHeading(harm, speech));
  const none =
    missing.length === 0
      ? []
      : [
          speech.t(ofEvent ? 'record.casualties.noneOfEvent' : 'record.casualties.noneOf', {
            harms: missing.join(', '),
          }),
        ];
  return {
    heading: speech.t('record.casualties.counting'),
    text: [speech.t('record.casualties.counted'), speech.t('record.casualties.notCounted'), ...none]
      .map((line) => `- ${line}`)
      .join('\n'),
  };
}

/** Why the figures of a group differ, as far as the documents say. */
function reasons(group: readonly CasualtiesClaim[], telling: Telling): readonly Entry[] {
  const { speech, record } = telling;
  return record.pack.disagreements.flatMap(({ claims, why }) => {
    const concerned = group.filter(({ id }) => claims.includes(id));
    const [first] = concerned;
    if (!first || concerned.length < 2) return [];
    const figures = concerned.map(({ number, qualifier }) => figure(number, qualifier, speech)).join('; ');
    const text = speech.t('record.casualties.differ', { figures, why: say(why, telling) });
    return [{ heading: harmHeading(first.harm, speech), text }];
  });
}

function figureEntry(claim: CasualtiesClaim, telling: Telling): Entry {
  const { speech } = telling;
  return {
    heading: harmHeading(claim.harm, speech),
    text: [
      `**${capital(headline(claim, telling), speech.language)}**`,
      dateLine(claim, telling),
      ...(claim.place ? [speech.t('record.claim.place', { place: oneLine(say(claim.place, telling)) })] : []),
      speech.t('record.claim.counted', { who: say(claim.counted, telling) }),
      speech.t('record.claim.agent', { who: say(claim.agent, telling) }),
      ...noteLine(claim, telling),
    ].join('\n'),
    source: sourceLines(claim, telling),
    opens: opening(claim, telling),
  };
}

function headline({ number, qualifier, harm }: CasualtiesClaim, { speech }: Telling): string {
  return harmed(number, qualifier, harm, speech);
}

function datedHeadline(claim: CasualtiesClaim, telling: Telling): string {
  const { speech } = telling;
  const date = asOfFirst(claim, telling);
  const words = headline(claim, telling);
  return date ? speech.t('record.casualties.asOf', { figure: words, asOf: asOfDate(date, speech) }) : words;
}
