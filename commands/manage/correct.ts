import { needsApproval } from '../../campaigns/approval.ts';
import { bodyOut, correctionsOf, isOut, type PostRecord } from '../../campaigns/post-record.ts';
import { withTyped } from '../../messages/answers/typed.ts';
import { askAnswer } from '../../messages/campaigns/ask.ts';
import { logId, logRoutes } from '../../messages/campaigns/log-routes.ts';
import { correctForm, whatForm } from '../../messages/campaigns/post-forms.ts';
import { button } from '../../messages/components.ts';
import { ownWordsOf, withOwnWords, contentOf } from '../../messages/posts/content.ts';
import { correctionLines } from '../../messages/posts/corrections.ts';
import { savedOf } from '../campaign/saving.ts';
import { claimOnce, serverOf } from '../campaign/server.ts';
import type { Asker, Deps, Handler, Press, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { keepingTyped } from './keeping.ts';
import { channelOf, recordPressed, viewOf } from './record.ts';

/** Announcements are in an organiser's words; everything else is made from the record. */
function isOwnWords({ delivery }: PostRecord): boolean {
  return delivery.purpose === 'announcement';
}

/** What was corrected in it before, as its readers see it. */
function linesOf(record: PostRecord, deps: Deps, more: readonly string[] = []): readonly string[] {
  const { zone, channel } = record.delivery;
  const done = record.amendments.filter(({ kind, state }) => kind === 'correct' && state === 'done');
  const now = deps.clock.now();
  const all = [...done.map(({ what, at }) => ({ what, at })), ...more.map((what) => ({ what, at: now }))];
  return correctionLines(all, zone, deps.languages.in(channel.language));
}

/** A post that is out, with the body that stands there. */
async function outPressed(id: string | undefined, asker: Asker, deps: Deps) {
  const record = await recordPressed(id, asker, deps);
  const body = bodyOut(record);
  if (!isOut(record) || body === null || record.delivery.purpose === 'notice') {
    throw new UserError('manage.errors.notOut');
  }
  return { record, body };
}

/** `post-correct:<delivery>`: the form with the organiser's words, or how it would read made anew. */
const correct: Handler = {
  route: logRoutes.correct,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { record, body } = await outPressed(id, asker, deps);
    const seen = correctionsOf(record).length;
    if (isOwnWords(record)) {
      const words = ownWordsOf(body, linesOf(record, deps));
      const others = await besides(record, asker, deps);
      return {
        kind: 'form',
        form: correctForm(record.delivery.id, seen, words, others.length, asker.speech),
      };
    }
    return await previewed(record, body, seen, asker, deps);
  },
};

async function previewed(
  record: PostRecord,
  body: string,
  seen: number,
  { speech }: Asker,
  deps: Deps,
): Promise<Reply> {
  const { delivery, campaign } = record;
  const { purpose, subject, slot, zone, dueAt: at, id, channel } = delivery;
  const all = await deps.previews.of(campaign, { purpose, subject, slot, zone, at });
  const content = all.find((one) => one.channel.id === channel.id)?.post?.body.content;
  const back = button(logId('view', id), speech.t('manage.buttons.back'));
  const withdraw = button(logId('withdraw', id), speech.t('manage.buttons.withdraw'));
  if (content === undefined || content === null) {
    return { kind: 'update', answer: askAnswer(speech.t('manage.correct.nothing'), [], withdraw, back) };
  }
  const now = contentOf(body);
  if (content === now) {
    return { kind: 'update', answer: askAnswer(speech.t('manage.correct.same'), [], back) };
  }
  const sayWhat = button(logId('correctWhat', id, seen), speech.t('manage.buttons.sayWhat'), 'main');
  return {
    kind: 'update',
    answer: askAnswer(speech.t('manage.correct.fromRecord'), [content], sayWhat, back),
  };
}

/** `post-correct-what:<delivery>:<corrections seen>`: asks what readers are told. */
const what: Handler = {
  route: logRoutes.correctWhat,
  needs: 'organiser',
  run: async ({ args: [id, seen] }, asker, deps) => {
    const { record } = await outPressed(id, asker, deps);
    return { kind: 'form', form: whatForm(record.delivery.id, seenOf(seen), asker.speech) };
  },
};

/** `post-correct-form:<delivery>:<corrections seen>` */
const submitted: Handler = {
  route: logRoutes.correctForm,
  needs: 'organiser',
  run: async (press, asker, deps) => {
    const [title = '', text = '', said = ''] = ['title', 'text', 'what'].map((name) =>
      (press.fields[name] ?? '').trim(),
    );
    const typed = { title, text, what: said };
    const kept = Object.values(typed)
      .filter((one) => one !== '')
      .join('\n\n');
    return await keepingTyped(kept, asker, () => correctBy(press, typed, kept, asker, deps));
  },
};

/** A correction in these words, in this channel or in all of its language. */
async function correctBy(
  { args: [id, seen], fields }: Press,
  { what: said, ...typedWords }: { readonly title: string; readonly text: string; readonly what: string },
  kept: string,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  const { record, body } = await outPressed(id, asker, deps);
  const { speech } = asker;
  const own = isOwnWords(record);
  const refuse = (why: string): Reply => ({
    kind: 'answer',
    private: true,
    answer: withTyped(
      askAnswer(
        why,
        [kept],
        button(logId('correct', record.delivery.id), speech.t('manage.buttons.correctText')),
      ),
      [kept],
      speech,
    ),
  });
  if (said === '' || (own && (typedWords.title === '' || typedWords.text === ''))) {
    return refuse(speech.t('manage.correct.empty'));
  }
  const everywhere = own && fields['where'] === 'all';
  const others = everywhere ? await besides(record, asker, deps) : [];
  const made = [record, ...others].map((one) => {
    const stands = one === record ? body : (bodyOut(one) ?? body);
    return own ? withOwnWords(stands, typedWords, linesOf(one, deps), linesOf(one, deps, [said])) : null;
  });
  const [corrected = null] = made;
  const over = made.filter((one) => typeof one === 'number');
  if (over.length > 0 || typeof corrected === 'number')
    return refuse(speech.t('manage.correct.tooLong', { count: Math.max(...over) }));
  await claimOnce(asker, deps);
  savedOf(
    await deps.store.amendments.ask(
      serverOf(asker),
      record.delivery.id,
      { kind: 'correct', what: said, body: corrected, seen: seenOf(seen) },
      asker.userId,
      deps.clock.now(),
    ),
  );
  let alsoAsked = 0;
  for (const [index, other] of others.entries()) {
    const content = made[index + 1];
    if (typeof content !== 'string') continue;
    const wanted = {
      kind: 'correct',
      what: said,
      body: content,
      seen: correctionsOf(other).length,
    } as const;
    const { amendments } = deps.store;
    const { id: otherId } = other.delivery;
    const saved = await amendments.ask(serverOf(asker), otherId, wanted, asker.userId, deps.clock.now());
    if (saved.kind === 'saved') alsoAsked += 1;
  }
  const waits = record.campaign.approvals > 0 && needsApproval(record.delivery.purpose);
  const news = waits
    ? speech.t('manage.correct.askedApproval')
    : speech.t('manage.correct.asked', { channel: channelOf(record) });
  const also = alsoAsked > 0 ? [speech.t('manage.correct.also', { count: alsoAsked })] : [];
  const now = await recordPressed(id, asker, deps);
  return {
    kind: 'answer',
    private: true,
    answer: await viewOf(now, asker, deps, [news, ...also].join(' ')),
  };
}

/** The same announcement in other channels, in the same language: the words that were typed stand there, too. */
async function besides(
  { delivery: { id, channel } }: PostRecord,
  asker: Asker,
  { store }: Deps,
): Promise<readonly PostRecord[]> {
  const all = await store.posts.besides(serverOf(asker), id);
  return all.filter((one) => one.delivery.channel.language === channel.language && bodyOut(one) !== null);
}

function seenOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,4}$/.test(text)) throw new UserError('errors.stale');
  return Number(text);
}

export const correctHandlers: readonly Handler[] = [correct, what, submitted];
