import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import { logFilters, type LogEntry, type LogFilter } from '../../campaigns/ports/logbook.ts';
import type { PackRecord } from '../../content/record.ts';
import { button, choose, line, row, words } from '../components.ts';
import { blocksPerPage } from '../pages.ts';
import type { Answer } from '../payload.ts';
import { inline } from '../posts/inline.ts';
import { momentName } from '../posts/moments.ts';
import { shorten, small } from '../text.ts';
import type { Speech } from '../words.ts';
import { approvalId } from './approval-routes.ts';
import { postLabel } from './log-about.ts';
import { entryLine, type LinkTo } from './log-lines.ts';
import { logId } from './log-routes.ts';
import { backButton } from './panel.ts';
import { causeInWords } from './post-words.ts';

/** A page of the log with what is true at present. */
export interface LogPage {
  readonly campaign: Campaign;
  /** The record that its posts are made of; null where it is not there any more. */
  readonly record: PackRecord | null;
  readonly show: LogFilter;
  /** From 0. */
  readonly page: number;
  readonly entries: readonly LogEntry[];
  /** How many there are in all. */
  readonly count: number;
  readonly channels: readonly CampaignChannel[];
  /** How many posts wait for approval. */
  readonly waiting: number;
}

const leads = {
  all: 'log.lead.all',
  posts: 'log.lead.posts',
  decisions: 'log.lead.decisions',
  problems: 'log.lead.problems',
} as const satisfies Record<LogFilter, string>;
const nones = {
  all: 'log.none.all',
  posts: 'log.none.posts',
  decisions: 'log.none.decisions',
  problems: 'log.none.problems',
} as const satisfies Record<LogFilter, string>;
const names = {
  all: 'log.filters.all',
  posts: 'log.filters.posts',
  decisions: 'log.filters.decisions',
  problems: 'log.filters.problems',
} as const satisfies Record<LogFilter, string>;

/** Characters that one entry may take, so that ten have room. */
const entryLength = 330;

/** What happened in a campaign, ten entries a page, with a select that opens the posts among them. */
export function logAnswer(log: LogPage, linkTo: LinkTo, speech: Speech): Answer {
  const { campaign, record, show, page, entries, count } = log;
  const name = inline(campaign.name, 60);
  const pages = Math.max(1, Math.ceil(count / blocksPerPage));
  const lines = entries.map((entry) =>
    shorten(entryLine(entry, campaign, record, linkTo, speech), entryLength),
  );
  const turn = (to: number, label: string) =>
    to >= 0 && to < pages ? [button(logId('log', campaign.id, show, to), label)] : [];
  const turns = [...turn(page - 1, speech.t('common.previous')), ...turn(page + 1, speech.t('common.next'))];
  return {
    components: [
      words(speech.t(entries.length === 0 ? nones[show] : leads[show], { campaign: name })),
      ...presentWords(log, speech),
      ...(lines.length > 0 ? [line(), ...lines.map((text) => words(text))] : []),
      ...(pages > 1 ? [words(small(speech.t('common.page', { page: page + 1, pages })))] : []),
      ...openRow(log, speech),
      row(
        choose(
          logId('logFilter', campaign.id),
          speech.t('log.filter'),
          logFilters.map((filter) => ({ label: speech.t(names[filter]), value: filter })),
        ),
      ),
      row(...turns, backButton(campaign, 'overview', speech.t('panel.buttons.back'))),
    ],
  };
}

/** What has to be mended now, whatever part of the log is looked at. */
function presentWords({ campaign, channels, waiting }: LogPage, speech: Speech): Answer['components'] {
  const lost = channels.flatMap(({ channelId, quarantine }) =>
    quarantine
      ? [
          speech.t('log.now.lost', {
            channel: `<#${channelId}>`,
            why: causeInWords(quarantine.reason, speech),
          }),
        ]
      : [],
  );
  const approvals = waiting > 0 ? [speech.t('log.now.approvals', { count: waiting })] : [];
  const all = [...lost, ...approvals];
  if (all.length === 0) return [];
  const list = button(approvalId('list', campaign.id, 0), speech.t('log.buttons.approvals'));
  return [words(shorten(all.join('\n'), 600)), ...(waiting > 0 ? [row(list)] : [])];
}

/** The posts that entries of the page are about. */
function openRow({ entries, campaign: { zone }, record }: LogPage, speech: Speech): Answer['components'] {
  const posts = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'decision'
        ? []
        : [
            [
              entry.post.deliveryId,
              speech.t('log.option', {
                what: postLabel(entry.post, record, speech),
                moment: momentName(entry.post.dueAt, zone, speech),
              }),
            ] as const,
          ],
    ),
  );
  if (posts.size === 0) return [];
  const options = [...posts].map(([value, label]) => ({ value, label }));
  return [row(choose(logId('open'), speech.t('log.open'), options))];
}
