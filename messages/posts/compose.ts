import type { Post } from '../payload.ts';
import { button, row } from '../components.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { correctionLines } from './corrections.ts';
import type { PostSetting } from './facts.ts';
import { inline } from './inline.ts';
import { markerId } from './marker.ts';
import { momentName } from './moments.ts';
import { noteBlock } from './organisers-note.ts';
import { lateSlot } from './slots.ts';

/** Discord's limit for the text of a message. */
export const contentLength = 2000;
/** What a phone shows of a message before it is opened is about this long. */
export const headlineLength = 180;
const lineLength = 500;
/** Less of a line than this is not worth showing. */
const shortestLine = 60;

/** Lines that belong together, with an empty line around them. */
export interface Block {
  readonly lines: readonly string[];
  /** Lower comes first when there is not room for everything: its lines are kept, others are left out. */
  readonly rank: number;
  /** Where a line is cut, if it is longer; 500 characters unless told. */
  readonly lineLength?: number;
  /** What is said when lines at its end are left out: how many. */
  readonly more?: (count: number) => string;
}

/** A post before it is fitted into a message. */
export interface Draft {
  /** Stands alone on a locked phone: who or what, and when. Plain text, not escaped. */
  readonly headline: string;
  readonly blocks: readonly Block[];
  readonly claims: readonly string[];
  /** What else can be pressed below it; it is complete without. */
  readonly buttons?: readonly ReturnType<typeof button>[];
}

/**
 * An ordinary message that is complete without its button and mentions nobody but the role that was chosen, whatever its
 * text says. What has no room is left out from the end of the least important block, and that is said.
 */
export function compose(draft: Draft, setting: PostSetting, speech: Speech): Post {
  const sentence = lateSentence(setting, speech);
  const late = setting.late ? [setting.slots === 'open' ? lateSlot(sentence) : sentence] : [];
  // After the headline, so that a locked phone shows what it is about first.
  const { ping = null } = setting;
  const mention = ping === null ? [] : [`<@&${ping}>`];
  const head = [`**${inline(draft.headline, headlineLength)}**`, ...late, ...mention].join('\n');
  const note = setting.note ? [noteBlock(setting.note, speech)] : [];
  const corrected = correctionLines(setting.corrections ?? [], setting.zone, speech);
  const blocks = [...draft.blocks, ...note, { rank: -1, lines: corrected }];
  const content = [head, ...fit(blocks, contentLength - head.length)].join('\n\n');
  const others = draft.buttons ?? [];
  // A fact's sources come before everything; a post without facts begins with what can be done.
  const buttons =
    draft.claims.length > 0
      ? [button(markerId(setting.deliveryId), speech.t('common.sources')), ...others]
      : [...others, button(markerId(setting.deliveryId), speech.t('posts.about'))];
  return {
    body: {
      content,
      components: [row(...buttons)],
      allowed_mentions: {
        parse: [],
        ...(ping !== null && { roles: [ping] }),
      },
    },
    files: [],
    claims: [...new Set(draft.claims)],
  };
}

/** What a late post says below its headline. */
export function lateSentence({ dueAt, zone }: Pick<PostSetting, 'dueAt' | 'zone'>, speech: Speech): string {
  return small(speech.t('posts.late', { moment: momentName(dueAt, zone, speech) }));
}

function fit(blocks: readonly Block[], given: number): string[] {
  let room = given;
  const fitted = new Map<Block, string>();
  for (const block of blocks.toSorted((a, b) => a.rank - b.rank)) {
    const text = fitBlock(block, room - '\n\n'.length);
    if (text === '') continue;
    fitted.set(block, text);
    room -= text.length + '\n\n'.length;
  }
  return blocks.flatMap((block) => fitted.get(block) ?? []);
}

/** As many whole lines as have room, with a word about the rest; a single line is cut where the room ends. */
function fitBlock({ lines, more, lineLength: longest = lineLength }: Block, room: number): string {
  const short = lines.map((line) => shorten(line, longest));
  for (let kept = short.length; kept > 0; kept -= 1) {
    const left = short.length - kept;
    const text = [...short.slice(0, kept), ...(left > 0 && more ? [more(left)] : [])].join('\n');
    if (text.length <= room) return text;
  }
  return short.length === 1 && room >= shortestLine ? shorten(short[0] ?? '', room) : '';
}
