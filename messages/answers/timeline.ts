import type { Claim } from '../../content/schema/claim.ts';
import { parseEdtf } from '../../content/schema/edtf.ts';
import { dateInSentence, periodName } from '../dates.ts';
import { timelinePicture } from '../pictures/timeline.ts';
import { place, type Period, type Place } from '../place.ts';
import { say, type Telling } from '../say.ts';
import type { Entry, Opening, Sheet } from '../sheet.ts';
import { oneLine } from '../text.ts';
import { byDate, factEntry, opening } from './facts.ts';
import { recordFoot } from './foot.ts';

/** The nearest events that are offered when there is none in what was chosen. */
const nearestOffered = 10;

/** What happened, in order of time: all of it, or what belongs to a topic or a period. */
export function timelineSheet(at: Place, telling: Telling): Sheet {
  const { speech, record } = telling;
  const events = record.events();
  const fits = (claim: Claim): boolean =>
    (at.subject === null || claim.topics.includes(at.subject)) &&
    (at.period === null || within(claim, at.period));
  const chosen = chosenWords(at, telling);
  const shown = events.filter(fits);
  if (shown.length > 0) {
    const lead =
      chosen === ''
        ? speech.t('record.timeline.lead', { count: shown.length })
        : speech.t('record.timeline.leadIn', { count: shown.length, chosen });
    const picture = () => timelinePicture(shown, chosen, telling);
    return { ...sheet(at, lead, shown, telling), picture };
  }
  const statements = record.pack.claims.filter(fits).toSorted(byDate);
  if (statements.length > 0) {
    return sheet(
      at,
      speech.t('record.timeline.statements', { count: statements.length, chosen }),
      statements,
      telling,
    );
  }
  return {
    lead: speech.t('record.timeline.nothing', { chosen }),
    remarks: [speech.t('record.timeline.nothingHelp', { span: spanWords(events, telling) })],
    entries: [],
    foot: [recordFoot(telling)],
    place: at,
    links: [{ label: speech.t('record.links.allEvents'), place: place('timeline') }],
    openings: nearest(events, at.period, telling),
  };
}

function sheet(at: Place, lead: string, claims: readonly Claim[], telling: Telling): Sheet {
  const { speech } = telling;
  const links =
    at.subject === null && at.period === null
      ? [{ label: speech.t('record.links.allFigures'), place: place('casualties') }]
      : [{ label: speech.t('record.links.allEvents'), place: place('timeline') }];
  const entries: readonly Entry[] = claims.map((claim) => factEntry(claim, telling));
  return { lead, entries, foot: [recordFoot(telling)], place: at, links };
}

/** Whether any day that a claim's date can mean lies in the period. */
function within({ date }: Claim, { first, last }: Period): boolean {
  return date !== undefined && date.first <= last && date.last >= first;
}

/** The topic and period that were chosen, in words; empty when nothing was. */
function chosenWords({ subject, period }: Place, telling: Telling): string {
  const topic = subject === null ? undefined : telling.record.topic(subject);
  return [
    ...(topic ? [oneLine(say(topic.title, telling))] : []),
    ...(period ? [periodName(period.first, period.last, telling.speech)] : []),
  ].join(', ');
}

/** From the first to the last event: "between December 2022 and July 2023". */
function spanWords(events: readonly Claim[], { speech }: Telling): string {
  const days = events.flatMap(({ date }) => (date ? [date.first, date.last] : [])).toSorted();
  const span = parseEdtf(`${days[0]?.slice(0, 7)}/${days.at(-1)?.slice(0, 7)}`);
  return span ? dateInSentence(span, speech) : speech.t('record.dates.unknown');
}

/** The events nearest to a period, in order of time; the first ones when there is no period. */
function nearest(events: readonly Claim[], period: Period | null, telling: Telling): readonly Opening[] {
  const distance = ({ date }: Claim): number => {
    if (!date || !period) return 0;
    return Math.max(
      Date.parse(date.first) - Date.parse(period.last),
      Date.parse(period.first) - Date.parse(date.last),
      0,
    );
  };
  return events
    .filter(({ date }) => date !== undefined)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, nearestOffered)
    .toSorted(byDate)
    .map((claim) => opening(claim, telling));
}
