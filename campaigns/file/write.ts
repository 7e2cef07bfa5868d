import { isMap, isScalar, isSeq, Document, Scalar, visit, type Node } from 'yaml';
import type { CampaignFile, FilePicture } from './model.ts';
import { pictureDocument } from './pictures.ts';

const head = ` A campaign of the solidarity campaign bot: everything that its organisers decided.
 /campaign import makes the same campaign of it, also in another server, after showing what that would do.
 It says nothing about people: no organisers, no pledges, no votes, no log.
 Times of day and of slots are in the zone of the campaign. Ids of Discord stand in quotes, for they are too long
 for numbers. Whatever is left out is as usual. Una campaña del bot de solidaridad: /campaign import la crea de nuevo.`;

const sections: Readonly<Record<string, string>> = {
  times:
    ' When it posts what comes by itself. digestWeekday: monday, tuesday … latenessMinutes: how late a post may be.',
  approvals:
    ' How many people (0, 1, 2) approve a post, and what becomes of one nobody approved: hold, post or skip.',
  organiserRole: ' Who has this role may organise, besides those who manage the server.',
  channels: ' Where it posts. In another server, other channels are chosen for these.',
  calendar: ' What was decided about single posts, each named by the time that it had first.',
  actions: ' What members can do. id: keep it, so that it is known again when it is changed here.',
  announcements: ' What organisers wrote themselves. at: wall time in the zone of the campaign.',
};

/**
 * A campaign as YAML, for people and for {@link ./read.ts}. The same campaign comes to the same text. Each picture is
 * a document of its own behind it.
 */
export function writeCampaignFile(file: CampaignFile, pictures: readonly FilePicture[] = []): string {
  const document = new Document(withoutUsual(file), { aliasDuplicateObjects: false });
  document.commentBefore = head;
  visit(document, {
    // On lines of their own, blanks at the beginning and lines of blanks alone would not all come back.
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && /^\s|\n[ \t]+(?:\n|$)/.test(node.value))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  if (isMap<Node, Node>(document.contents)) {
    for (const { key, value } of document.contents.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (name !== 'format') key.spaceBefore = true;
      const comment = sections[name];
      if (comment !== undefined) key.commentBefore = comment;
      if (name === 'actions' || name === 'announcements') spaced(value);
    }
  }
  const text = document.toString({ lineWidth: 0, defaultStringType: 'PLAIN', flowCollectionPadding: false });
  const titles = new Map(file.announcements.map(({ picture, title }) => [picture?.file, title]));
  return text + pictures.map((one) => pictureDocument(one, titles.get(one.name) ?? '')).join('');
}

function spaced(list: unknown): void {
  if (!isSeq<Node>(list)) return;
  for (const [index, item] of list.items.entries()) if (index > 0) item.spaceBefore = true;
}

/** Without what need not be said, so that a person sees what was decided. */
function withoutUsual(file: CampaignFile): object {
  const { calendar, actions, announcements, organiserRole, ...rest } = file;
  return {
    ...rest,
    ...(organiserRole !== null && { organiserRole }),
    channels: file.channels.map((channel) => bare(channel)),
    ...(calendar.length > 0 && { calendar: calendar.map((one) => bare(one)) }),
    ...(actions.length > 0 && { actions: actions.map((one) => bare(one)) }),
    ...(announcements.length > 0 && { announcements: announcements.map((one) => bare(one)) }),
  };
}

/** An entry without what is none: null, false, and what is empty. Texts that must be there stay. */
function bare(entry: object): object {
  return Object.fromEntries(
    Object.entries(entry).filter(([name, value]: [string, unknown]) => {
      if (name === 'title' || name === 'text') return true;
      if (value === null || value === false || value === '') return false;
      if (Array.isArray(value)) return value.length > 0;
      return typeof value !== 'object' || Object.keys(value).length > 0;
    }),
  );
}
