import type { Comparison, Finding } from '../../content/compare/compare.ts';
import type { Claim } from '../../content/schema/claim.ts';
import { button, choose, line, row, words } from '../components.ts';
import { pagesOf, printed, type Block } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { encodePlace, place, shortId } from '../place.ts';
import { inline } from '../posts/inline.ts';
import { discreet, say, type Telling } from '../say.ts';
import { shorten, small } from '../text.ts';
import type { WordKey, Words } from '../words.generated.ts';
import { factEntry, opening, personName } from './facts.ts';
import { recordFoot } from './foot.ts';
import { reportOfRoute } from './report.ts';

/** The custom ids of this answer: what opens a claim, and what shows more of them. */
export const checkRoutes = { open: 'check-open', more: 'check-more' } as const;

/** Characters of text in the answer; Discord allows 4,000. */
const textLength = 3800;
/** So many names, dates or numbers are listed; of the rest it is said how many. */
const mostListed = 12;
/** So many claims have room in a custom id. */
const mostMore = 9;

type Kind = Finding['verdict'];
type PlainKey = { [Key in WordKey]: Words[Key] extends null ? Key : never }[WordKey];

const order: readonly Kind[] = [
  'same',
  'worded',
  'several',
  'other',
  'elsewhere',
  'denied',
  'related',
  'day',
];
const headings = {
  same: 'check.headings.same',
  worded: 'check.headings.worded',
  several: 'check.headings.several',
  other: 'check.headings.other',
  elsewhere: 'check.headings.elsewhere',
  denied: 'check.headings.denied',
  related: 'check.headings.related',
  day: 'check.headings.day',
} as const satisfies Record<Kind, PlainKey>;

/** Where people have to look for what differs. */
const helped: ReadonlySet<Kind> = new Set(['worded', 'other', 'elsewhere']);

interface FindingBlock extends Block {
  readonly claim?: Claim;
}

/**
 * A message beside the record: first one sentence, then what the record says on each thing that it knows, with
 * sources, and last what it does not know.
 *
 * @param cut how many characters of the message were compared when it was longer than that
 */
export function checkAnswer(comparison: Comparison, cut: number | null, telling: Telling): Answer {
  const { speech } = telling;
  const lead = [
    speech.t(leadKey(comparison)),
    ...comparison.respelt.slice(0, mostListed).map(({ written, name }) =>
      small(
        speech.t('check.respelt', {
          written: inline(discreet(written, telling), 40),
          name: inline(name, 40),
        }),
      ),
    ),
    ...(cut === null ? [] : [small(speech.t('check.cut', { count: cut }))]),
  ].join('\n');
  const unknown = unknownText(comparison, telling);
  const findings = comparison.findings.toSorted(
    (a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict),
  );
  const harmful = findings.some(({ claims }) =>
    claims.some(({ kind }) => kind === 'casualties' || kind === 'person'),
  );
  const foot = footText(harmful, telling);
  const room = textLength - lead.length - unknown.length - foot.length;
  const blocks = findings.flatMap((finding) => blocksOf(finding, telling));
  const [page = [], ...rest] = pagesOf(blocks, room, small(speech.t('record.continued')));
  const shown = new Set(page.map(({ claim }) => claim));
  const left = distinct(rest.flat().flatMap(({ claim }) => (claim && !shown.has(claim) ? [claim] : [])));
  return {
    components: [
      words(lead),
      ...(page.length > 0 ? [line()] : []),
      ...page.map((block, index) => words(printed(block, page[index - 1]?.heading))),
      ...(unknown === '' ? [] : [line(), words(unknown)]),
      line(),
      words(foot),
      ...openingRow(page.flatMap(({ claim }) => claim ?? []).concat(left), telling),
      ...buttonRow(
        [...shown].flatMap((claim) => claim ?? []),
        left,
        telling,
      ),
    ],
  };
}

/** More claims that go with a message, as many as have room; the message itself is not known any more. */
export function moreAnswer(claims: readonly Claim[], telling: Telling): Answer {
  const { speech } = telling;
  const lead = speech.t('check.moreLead', { count: claims.length });
  const foot = footText(true, telling);
  const blocks = claims.map((claim): FindingBlock => ({
    ...withoutOpening(factEntry(claim, telling)),
    claim,
  }));
  const [page = [], ...rest] = pagesOf(
    blocks,
    textLength - lead.length - foot.length,
    small(speech.t('record.continued')),
  );
  const shown = new Set(page.map(({ claim }) => claim));
  const left = distinct(rest.flat().flatMap(({ claim }) => (claim && !shown.has(claim) ? [claim] : [])));
  return {
    components: [
      words(lead),
      line(),
      ...page.map((block) => words(printed(block, undefined))),
      line(),
      words(foot),
      ...openingRow(claims, telling),
      ...buttonRow(claims, left, telling),
    ],
  };
}

function leadKey({ findings, mentioned: names, similar }: Comparison): PlainKey {
  const mentioned = names.length + similar.length > 0;
  const kinds = new Set(findings.map(({ verdict }) => verdict));
  const onNumbers = [...kinds].filter((kind) => kind !== 'related' && kind !== 'day');
  if (kinds.size === 0) return mentioned ? 'check.lead.named' : 'check.lead.nothing';
  if (onNumbers.length === 0) return kinds.has('related') ? 'check.lead.related' : 'check.lead.day';
  if (onNumbers.every((kind) => kind === 'same')) return 'check.lead.same';
  if (onNumbers.every((kind) => kind === 'other')) return 'check.lead.other';
  return kinds.has('same') && (kinds.has('other') || kinds.has('elsewhere'))
    ? 'check.lead.mixed'
    : 'check.lead.compare';
}

/** The words of the message over the first claim; under numbers that differ, why they do. */
function blocksOf({ verdict, quote, claims }: Finding, telling: Telling): readonly FindingBlock[] {
  const { speech, record } = telling;
  const heading = speech.t(headings[verdict]);
  const said = speech.t('check.quote', { text: inline(discreet(quote, telling), 200) });
  const facts = claims.map((claim, index): FindingBlock => {
    const entry = withoutOpening(factEntry(claim, telling, heading));
    return { ...entry, claim, text: index === 0 ? `${said}\n${entry.text}` : entry.text };
  });
  const [first] = claims;
  const why = verdict === 'several' && first ? record.disagreementsOf(first.id)[0]?.why : undefined;
  const help = helped.has(verdict) ? small(speech.t('check.otherHelp')) : undefined;
  return [
    ...facts,
    ...(why ? [{ heading, text: speech.t('check.why', { why: say(why, telling) }) }] : []),
    ...(help === undefined ? [] : [{ heading, text: help }]),
  ];
}

function unknownText({ unknown, similar, mentioned, findings }: Comparison, telling: Telling): string {
  const { speech } = telling;
  const list = (texts: readonly string[]): string => {
    const shown = texts.slice(0, mostListed).map((text) => inline(discreet(text, telling), 40));
    const count = texts.length - shown.length;
    return [...shown, ...(count > 0 ? [speech.t('check.more', { count })] : [])].join('; ');
  };
  const alike = similar.slice(0, 3).map(({ written, names }) =>
    speech.t('check.similar', {
      name: inline(discreet(written, telling), 40),
      people: names
        .flatMap((claim) => (claim.kind === 'person' ? [personName(claim, telling)] : []))
        .join('; '),
    }),
  );
  const named = mentioned.length > 0 ? [speech.t('check.known', { list: list(mentioned) })] : [];
  const missing = [
    ...(unknown.numbers.length > 0 ? [speech.t('check.numbers', { list: list(unknown.numbers) })] : []),
    ...(unknown.names.length > 0 ? [speech.t('check.names', { list: list(unknown.names) })] : []),
    ...(unknown.dates.length > 0 ? [speech.t('check.dates', { list: list(unknown.dates) })] : []),
  ];
  const help = missing.length > 0 || findings.length === 0 ? [small(speech.t('check.unknownHelp'))] : [];
  const heading = missing.length > 0 ? [`### ${speech.t('check.headings.unknown')}`] : [];
  return [...named, ...alike, ...heading, ...missing, ...help].join('\n');
}

function footText(harmful: boolean, telling: Telling): string {
  const { speech, record } = telling;
  return [
    [speech.t('check.foot', { count: record.pack.sources.length }), speech.t('check.kept')].join(' '),
    ...(harmful ? [shorten(say(record.pack.caveat, telling), 400)] : []),
    recordFoot(telling),
  ]
    .map(small)
    .join('\n');
}

function openingRow(claims: readonly Claim[], telling: Telling): Answer['components'] {
  const { speech, record, language } = telling;
  if (claims.length === 0) return [];
  const options = distinct(claims).map((claim) => {
    const { label, detail } = opening(claim, telling);
    return {
      label,
      ...(detail !== undefined && { detail }),
      value: encodePlace(place('claim', { subject: claim.id }), record.pack.id, 100),
    };
  });
  return [row(choose(`${checkRoutes.open}:${language}`, speech.t('check.open'), options))];
}

/** The buttons for what had no room, and for saying that something shown is wrong. */
function buttonRow(
  shown: readonly Claim[],
  left: readonly Claim[],
  { speech, record, language }: Telling,
): Answer['components'] {
  const ids = (claims: readonly Claim[]): string[] =>
    claims.slice(0, mostMore).map(({ id }) => shortId(record.pack.id, id));
  const buttons = [
    ...(left.length > 0
      ? [
          button(
            [checkRoutes.more, language, ids(left).join('')].join(':'),
            speech.t('check.moreButton', { count: ids(left).length }),
          ),
        ]
      : []),
    ...(shown.length > 0
      ? [button([reportOfRoute, language, ids(shown).join('')].join(':'), speech.t('report.button'))]
      : []),
  ];
  return buttons.length > 0 ? [row(...buttons)] : [];
}

function withoutOpening({ heading, text, source }: Block): Block {
  return { text, ...(heading !== undefined && { heading }), ...(source !== undefined && { source }) };
}

function distinct(claims: readonly Claim[]): readonly Claim[] {
  return [...new Set(claims)];
}
