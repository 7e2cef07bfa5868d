import { button, choose, customIdLength, gallery, line, row, words } from './components.ts';
import { pagesOf, printed, type Block } from './pages.ts';
import type { Answer } from './payload.ts';
import type { Picture, ShownPicture } from './pictures/picture.ts';
import { encodePlace, place as placeOf, type Place } from './place.ts';
import type { Telling } from './say.ts';
import { shorten, small } from './text.ts';

/** Something that a person can open from a list. */
export interface Opening {
  readonly label: string;
  readonly detail?: string;
  readonly place: Place;
}

/** A block, and what its details are. */
export interface Entry extends Block {
  readonly opens?: Opening;
}

/** An answer about the record before it is divided into pages. */
export interface Sheet {
  /** One plain sentence that says the most important thing. */
  readonly lead: string;
  /** Short remarks under it: how the question was understood, why it was not shared. */
  readonly remarks?: readonly string[];
  readonly entries: readonly Entry[];
  /** Said at the end of every page: caveats, as of when it speaks. */
  readonly foot?: readonly string[];
  /** Where this answer is; null when it cannot be come back to. */
  readonly place: Place | null;
  /** Other answers, one button each: at most 5. */
  readonly links?: readonly { readonly label: string; readonly place: Place }[];
  /** What else can be opened than the entries. */
  readonly openings?: readonly Opening[];
  /** Shown on the first page, and drawn for no other one. */
  readonly picture?: () => Picture | undefined;
}

/** Characters of text on one page. Discord allows 4,000 in all; the rest is spare. */
const textOnPage = 3800;
/** What the number of the page takes of them. */
const pageNameLength = 40;
/** What the sentences around the entries may take, the longest ones being shortened. */
const most = { lead: 450, remark: 300, remarks: 700, foot: 900 };

/** Answers about one claim. */
const aboutClaim: ReadonlySet<Place['view']> = new Set(['claim', 'evidence']);

/** The picture of the page at which a sheet is opened, if that page has one. */
export function pictureOf({ picture, place }: Sheet): Picture | undefined {
  return (place?.page ?? 0) === 0 ? picture?.() : undefined;
}

/**
 * An answer as a message: one page of it, with what leads on from there.
 *
 * @param picture the page's picture when it has one and it could be drawn
 */
export function sheetAnswer(sheet: Sheet, telling: Telling, picture?: ShownPicture): Answer {
  const { speech } = telling;
  const { lead, around, foot, page, number, count } = pageOf(sheet, telling);
  const pageName = count > 1 ? small(speech.t('common.page', { page: number + 1, pages: count })) : '';
  const below = [foot, pageName].filter((text) => text !== '').join('\n');
  return {
    ...(picture && { files: [picture.file] }),
    components: [
      words([lead, around].filter((text) => text !== '').join('\n')),
      ...(picture ? [gallery(picture.file.name, picture.alt)] : []),
      ...(page.length > 0 ? [line()] : []),
      ...page
        .filter(({ text }) => text !== '')
        .map((entry, index) => words(printed(entry, page[index - 1]?.heading))),
      ...(below === '' ? [] : [line(), words(below)]),
      ...openingRow(sheet, page, telling),
      ...buttonRows(sheet, { number, count, entries: page }, telling),
    ],
  };
}

/** The claims that the page at which a sheet is opened shows: what an error can be reported of. */
export function claimsOn(sheet: Sheet, telling: Telling): readonly Opening[] {
  return pageOf(sheet, telling).page.flatMap(({ opens }) => (opens?.place.view === 'claim' ? [opens] : []));
}

/** The page at which a sheet is opened, and the sentences around it. */
function pageOf(sheet: Sheet, { speech }: Telling) {
  const lead = shorten(sheet.lead, most.lead);
  const remarks = (sheet.remarks ?? []).map((remark) => small(shorten(remark, most.remark)));
  const around = shorten(remarks.join('\n'), most.remarks);
  const { foot, entries } = withFoot(sheet);
  const goesOn = small(speech.t('record.continued'));
  const room = textOnPage - pageNameLength - lead.length - around.length - foot.length;
  const pages = pagesOf(entries, room, goesOn);
  const number = Math.min(sheet.place?.page ?? 0, pages.length - 1);
  return { lead, around, foot, page: pages[number] ?? [], number, count: pages.length };
}

/** A foot that is too long for every page stands once, after the entries, in full. */
function withFoot({ foot = [], entries }: Sheet): {
  readonly foot: string;
  readonly entries: readonly Entry[];
} {
  const text = foot.map(small).join('\n');
  if (text.length <= most.foot) return { foot: text, entries };
  return { foot: '', entries: [...entries, ...foot.map((sentence) => ({ text: sentence }))] };
}

function openingRow(sheet: Sheet, page: readonly Entry[], telling: Telling): Answer['components'] {
  const all = [...page.flatMap(({ opens }) => opens ?? []), ...(sheet.openings ?? [])];
  const options = new Map(
    all.map(({ label, detail, place }) => [
      encodePlace({ ...place, back: null }, telling.record.pack.id, customIdLength),
      { label, ...(detail !== undefined && { detail }) },
    ]),
  );
  if (options.size === 0) return [];
  const customId = pressId('open', sheet.place ?? placeOf('documents'), telling);
  const placeholder = telling.speech.t(page.some(({ opens }) => opens) ? 'record.open' : 'record.openOthers');
  return [
    row(
      choose(
        customId,
        placeholder,
        [...options].map(([value, option]) => ({ ...option, value })),
      ),
    ),
  ];
}

function buttonRows(
  { place, links = [] }: Sheet,
  page: { readonly number: number; readonly count: number; readonly entries: readonly Entry[] },
  telling: Telling,
): Answer['components'] {
  const { speech, shared } = telling;
  const turn = (to: number): Place[] => (place && to >= 0 && to < page.count ? [{ ...place, page: to }] : []);
  const moves = [
    ...(place?.back && !shared
      ? [{ id: pressId('go', place.back, telling), label: speech.t('common.back') }]
      : []),
    ...turn(page.number - 1).map((to) => ({
      id: pressId('go', to, telling),
      label: speech.t('common.previous'),
    })),
    ...turn(page.number + 1).map((to) => ({
      id: pressId('go', to, telling),
      label: speech.t('common.next'),
    })),
    ...(place && !shared
      ? [{ id: pressId('share', { ...place, page: page.number }, telling), label: speech.t('common.share') }]
      : []),
    ...(place &&
    (aboutClaim.has(place.view) || page.entries.some(({ opens }) => opens?.place.view === 'claim'))
      ? [
          {
            id: pressId('report', { ...place, page: page.number, back: null }, telling),
            label: speech.t('report.button'),
          },
        ]
      : []),
  ];
  const ways = links.map((link) => ({
    id: pressId('go', { ...link.place, back: place }, telling),
    label: link.label,
  }));
  const seen = new Set<string>();
  return [moves, ways.slice(0, 5)]
    .map((buttons) => buttons.filter(({ id }) => !seen.has(id) && seen.add(id)))
    .filter((buttons) => buttons.length > 0)
    .map((buttons) => row(...buttons.map(({ id, label }) => button(id, label))));
}

/**
 * The custom id of a button or select that leads on: what it does, the language of the answer, whether the
 * answer that it stands on is shared (`s`) or the presser's own (`p`), and the place. It carries no authority.
 */
export function pressId(
  route: 'go' | 'open' | 'share' | 'report',
  to: Place,
  { language, shared, record }: Telling,
): string {
  const start = `${route}:${language}:${shared ? 's' : 'p'}:`;
  return start + encodePlace(to, record.pack.id, customIdLength - start.length);
}
