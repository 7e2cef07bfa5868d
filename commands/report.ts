import type { Campaign } from '../campaigns/campaign.ts';
import { reportLimits } from '../campaigns/report-limits.ts';
import type { Claim } from '../content/schema/claim.ts';
import { claimText } from '../messages/answers/facts.ts';
import {
  reportForm,
  reportLengths,
  reportOfRoute,
  reportRefused,
  reportRoute,
} from '../messages/answers/report.ts';
import { sentenceAnswer } from '../messages/answers/sentence.ts';
import { inline } from '../messages/posts/inline.ts';
import type { Telling } from '../messages/say.ts';
import { claimsOn } from '../messages/sheet.ts';
import type { Asker, Deps, Handler, Reply } from './contract.ts';
import { UserError } from './errors.ts';
import { claimsBehind } from './record/claims-behind.ts';
import { sheetOf, wayOf } from './record/reply.ts';

/** *Report an error* under an answer: `report:<language>:<s or p>:<place>`. It opens a form. */
const report: Handler = {
  route: 'report',
  needs: 'nothing',
  run: async ({ args: [language, , ...steps] }, asker, deps) => {
    const { telling, place, sheet } = await sheetOf(await wayOf(language, steps, asker, deps), asker, deps);
    const { record } = telling;
    const about =
      place.view === 'claim' || place.view === 'evidence'
        ? [place]
        : claimsOn(sheet, telling).map((one) => one.place);
    const claims = [
      ...new Set(about.flatMap(({ subject }) => (subject === null ? [] : (record.claim(subject) ?? [])))),
    ];
    if (claims.length === 0) throw new UserError('errors.stale');
    await campaignFor(record.pack.id, asker, deps);
    return { kind: 'form', form: reportForm(claims, telling) };
  },
};

/** The same under an answer that is no page of the record: `report-of:<language>:<eight characters for each claim>`. */
const reportOf: Handler = {
  route: reportOfRoute,
  needs: 'nothing',
  run: async ({ args: [language, packed = ''] }, asker, deps) => {
    const { claims, telling } = await claimsBehind(language, packed, asker, deps);
    await campaignFor(telling.record.pack.id, asker, deps);
    return { kind: 'form', form: reportForm(claims, telling) };
  },
};

/** The form was submitted: `report-send:<language>[:<claim>]`. */
const send: Handler = {
  route: reportRoute,
  needs: 'nothing',
  run: async ({ args: [language, id], fields }, asker, deps) => {
    const { claim, telling } = await reported(language, id ?? fields['which'], asker, deps);
    const campaign = await campaignFor(telling.record.pack.id, asker, deps);
    const { speech } = telling;
    const typed = {
      wrong: clean(fields['wrong'], reportLengths.wrong),
      link: clean(fields['link'], reportLengths.link),
    };
    const refuse = (why: string): Reply => ({
      kind: 'answer',
      private: true,
      answer: reportRefused(why, [typed.wrong, typed.link], claim, telling),
    });
    if (typed.wrong === '') return refuse(speech.t('report.refused.empty'));
    const link = typed.link === '' ? null : httpsAddress(typed.link);
    if (link === undefined) return refuse(speech.t('report.refused.link'));
    const outcome = await deps.store.reports.send({
      interactionId: asker.interactionId,
      guildId: campaign.guildId,
      campaignId: campaign.id,
      by: asker.userId,
      notice: {
        kind: 'report',
        pack: telling.record.pack.id,
        claim: claim.id,
        shown: claimText(claim, telling),
        language: telling.language,
        wrong: typed.wrong,
        link,
        by: asker.userId,
      },
      now: deps.clock.now(),
    });
    const name = inline(campaign.name, 60);
    switch (outcome) {
      case 'minute':
        return refuse(speech.t('report.refused.minute'));
      case 'day':
        return refuse(speech.t('report.refused.day', { count: reportLimits.ofPerson }));
      case 'server':
        return refuse(speech.t('report.refused.server', { count: reportLimits.ofServer }));
      case 'repeated':
        throw new UserError('report.refused.done');
      case 'sent':
        return {
          kind: 'answer',
          private: true,
          answer: sentenceAnswer(
            campaign.state === 'active'
              ? speech.t('report.sent', { campaign: name })
              : speech.t('report.waits', { campaign: name }),
          ),
        };
    }
  },
};

export const reportHandlers: readonly Handler[] = [report, reportOf, send];

/**
 * The campaign whose organisers get a report: one that works with the pack, and of several one that posts.
 *
 * @throws UserError when there is nobody to tell
 */
async function campaignFor(packId: string, { guildId }: Asker, { store }: Deps): Promise<Campaign> {
  if (guildId === null) throw new UserError('report.refused.direct');
  const all = (await store.campaigns.ofGuild(guildId)).filter(({ state }) => state !== 'archived');
  const points = ({ pack, state }: Campaign): number =>
    Number(pack === packId) * 2 + Number(state === 'active');
  const [best] = all.toSorted((a, b) => points(b) - points(a));
  if (!best) throw new UserError('report.refused.noCampaign');
  return best;
}

/** The claim that a form is about, in the words in which it was shown. */
async function reported(
  language: string | undefined,
  id: string | undefined,
  asker: Asker,
  deps: Deps,
): Promise<{ readonly claim: Claim; readonly telling: Telling }> {
  const { claims, telling } = await claimsBehind(language, id ?? '', asker, deps);
  const [claim] = claims;
  if (!claim) throw new UserError('errors.stale');
  return { claim, telling };
}

/** What was typed, as PostgreSQL can keep it: whole characters, no control characters but line ends. */
function clean(text: string | undefined, most: number): string {
  return (text ?? '')
    .slice(0, most)
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .trim();
}

/** @returns undefined when it is no address that begins with https:// */
function httpsAddress(text: string): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.hostname.includes('.') && !/\s/.test(text) ? url.href : undefined;
}
