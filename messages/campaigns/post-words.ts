import type { Delivery, DeliveryReason } from '../../campaigns/delivery.ts';
import { unprovenReasons } from '../../campaigns/notice.ts';
import type { Purpose } from '../../campaigns/schedule.ts';
import { inline } from '../posts/inline.ts';
import type { Speech } from '../words.ts';

const purposes = {
  remembrance: 'posts.notice.purposes.remembrance',
  'planning-note': 'posts.notice.purposes.planning-note',
  digest: 'posts.notice.purposes.digest',
  announcement: 'posts.notice.purposes.announcement',
  reminder: 'posts.notice.purposes.reminder',
  notice: 'posts.notice.purposes.notice',
} as const satisfies Record<Purpose, string>;

/** What a post is, at the beginning of a sentence: "A post of remembrance". */
export function purposeName(purpose: Purpose, speech: Speech): string {
  return speech.t(purposes[purpose]);
}

/** What posting it once more is called: what never went out is posted now. */
export function againName({ state }: Pick<Delivery, 'state'>, speech: Speech): string {
  return state === 'missed' || state === 'skipped'
    ? speech.t('manage.buttons.now')
    : speech.t('manage.buttons.again');
}

const reasons = {
  empty: 'manage.reasons.empty',
  late: 'manage.reasons.late',
  paused: 'manage.reasons.paused',
  refused: 'manage.reasons.refused',
  gone: 'manage.reasons.gone',
  withdrawn: 'manage.reasons.withdrawn',
  replaced: 'manage.reasons.replaced',
  unproven: 'manage.reasons.unproven',
  unapproved: 'manage.reasons.unapproved',
  left: 'manage.reasons.left',
} as const satisfies Record<DeliveryReason, string>;

/** Why a post ended as it did, with what Discord or the machine said where that tells more. */
export function whyEnded(reason: DeliveryReason | null, cause: string | null, speech: Speech): string {
  if (reason === null) return cause === null ? '' : causeInWords(cause, speech);
  const said = speech.t(reasons[reason]);
  const tellsMore = ['late', 'refused', 'unproven'].includes(reason) && cause !== null;
  return tellsMore ? `${said} (${causeInWords(cause, speech)})` : said;
}

/** What a post to a thread that moderators closed ended with: Discord's codes, or what was found on looking. */
const closedThread = /\((?:50083|160005)\)$|^locked-thread/;

/** Whether that is why nothing can be posted: moderators locked the thread. */
export function isClosedThread(cause: string): boolean {
  return closedThread.test(cause);
}

/** What a machine noted, and how an organiser is told. The first that fits counts. */
const causes = [
  [/^rate limit/, 'manage.causes.wait'],
  [
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT)/,
    'manage.causes.unreachable',
  ],
  [
    /^(?:ECONN|EPIPE|UND_ERR|HTTP \d|AbortError|TimeoutError|SyntaxError|TypeError)/,
    'manage.causes.noAnswer',
  ],
  [/\((?:10003|10004)\)$|^not-found/, 'manage.causes.noChannel'],
  [closedThread, 'manage.causes.closedThread'],
  [/\(50001\)$/, 'manage.causes.noAccess'],
  [/\(50013\)$|^missing-permissions/, 'manage.causes.noPermission'],
  [/\(50024\)$/, 'manage.causes.notFollowed'],
  [/\((?:50035|50006)\)$/, 'manage.causes.tooLong'],
  [/^401|\(0\)$/, 'manage.causes.token'],
  [/^found in the channel/, 'manage.causes.found'],
  [/^an organiser found it/, 'manage.causes.foundByOrganiser'],
  [/^not in the channel/, 'manage.causes.absent'],
  [/^somebody deleted|^posted before, and deleted/, 'manage.causes.deleted'],
  [/^waits for approval/, 'manage.causes.waitsForApproval'],
  [/^the record has nothing/, 'manage.causes.nothingToSay'],
  [/^it could not be made/, 'manage.causes.fault'],
  [/^no time was left/, 'manage.causes.noTime'],
] as const;

/** The cause of an attempt, as an organiser understands it. */
export function causeInWords(cause: string, speech: Speech): string {
  const known = causes.find(([pattern]) => pattern.test(cause));
  if (known) return speech.t(known[1]);
  if (unprovenReasons.some((reason) => cause.startsWith(reason))) return speech.t('manage.causes.unproven');
  const [, rejection] = /^not approved: (.*)$/s.exec(cause) ?? [];
  if (rejection !== undefined) return speech.t('manage.causes.notApproved', { text: inline(rejection, 200) });
  return speech.t('manage.causes.other', { text: inline(cause, 200) });
}
