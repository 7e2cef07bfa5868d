import { judgePicture } from '../../campaigns/picture/picture.ts';
import type { ImportPlan, PendingImport } from '../../campaigns/ports/imports.ts';
import { sentenceAnswer } from '../../messages/answers/sentence.ts';
import { importRoutes } from '../../messages/campaigns/import-routes.ts';
import { inline } from '../../messages/posts/inline.ts';
import { words } from '../../messages/components.ts';
import type { Asker, Deps, Handler } from '../contract.ts';
import { UserError } from '../errors.ts';
import { actionListPage } from './import-actions.ts';
import { judgeImport, previewOf, type JudgedImport } from './import-judge.ts';
import { ensureButton } from './organise-button.ts';
import { savedOf } from './saving.ts';
import { claimOnce, serverOf } from './server.ts';
import { overviewOf } from './show.ts';

/**
 * The uploaded file of a custom id: only for who uploaded it.
 *
 * @throws UserError with the same words whether it does not exist or is somebody else's
 */
export async function importPressed(
  id: string | undefined,
  asker: Asker,
  { store }: Deps,
): Promise<PendingImport> {
  const found = id === undefined ? null : await store.imports.find(serverOf(asker), id, asker.userId);
  if (found === null) throw new UserError('export.errors.gone');
  return found;
}

function pageIn(text: string | undefined): number {
  if (text === undefined || !/^\d{1,4}$/.test(text)) throw new UserError('errors.stale');
  return Number(text);
}

/** Another page of what would come of it: `import-page:<import>:<page>`. */
const page: Handler = {
  route: importRoutes.page,
  needs: 'organiser',
  run: async ({ args: [id, number] }, asker, deps) => {
    const pending = await importPressed(id, asker, deps);
    const wanted = pageIn(number);
    const answer =
      pending.content.kind === 'campaign'
        ? await previewOf(pending, wanted, asker, deps)
        : await actionListPage(pending, wanted, asker, deps);
    return { kind: 'update', answer };
  },
};

/** A channel or role of this server for one of the file: `import-choose:<import>:<page>:<id>`, its id as value. */
const choose: Handler = {
  route: importRoutes.choose,
  needs: 'organiser',
  run: async ({ args: [id, number, from], values: [to] }, asker, deps) => {
    const pending = await importPressed(id, asker, deps);
    const { content } = pending;
    if (content.kind !== 'campaign' || from === undefined) throw new UserError('errors.stale');
    const { channels, organiserRole } = content.file;
    const named = [...channels.flatMap((one) => [one.id, one.ping?.role.id]), organiserRole?.id];
    if (!named.includes(from) || (to !== undefined && !/^[1-9]\d{0,19}$/.test(to))) {
      throw new UserError('errors.stale');
    }
    const { [from]: _, ...others } = pending.chosen;
    const chosen = to === undefined ? others : { ...others, [from]: to };
    await claimOnce(asker, deps);
    await deps.store.imports.choose(pending.id, chosen);
    const answer = await previewOf({ ...pending, chosen }, pageIn(number), asker, deps);
    return { kind: 'update', answer };
  },
};

/** Does what was shown: `import-yes:<import>:<version or new>:<fingerprint>`. */
const yes: Handler = {
  route: importRoutes.yes,
  needs: 'organiser',
  run: async ({ args: [id, version, fingerprint] }, asker, deps) => {
    const pending = await importPressed(id, asker, deps);
    const judged = await judgeImport(pending, asker, deps);
    const same = fingerprint === judged.fingerprint && version === String(judged.version ?? 'new');
    const open = judged.missing.some(({ kind }) => kind !== 'role');
    if (!same || open || judged.problems.length > 0) {
      const news = same ? undefined : asker.speech.t('export.preview.changed');
      return { kind: 'update', answer: await previewOf(pending, 0, asker, deps, news) };
    }
    await claimOnce(asker, deps);
    const saved = await deps.store.imports.apply(await planOf(judged, asker, deps));
    if (saved === 'settled') throw new UserError('export.errors.settled');
    if (saved === 'taken') {
      throw new UserError('campaign.errors.taken', { name: inline(judged.wanted.campaign.name, 60) });
    }
    if (saved.kind === 'gone') throw new UserError('export.errors.gone');
    const campaign = savedOf(saved);
    const organisers = judged.wanted.channels.find(({ audience }) => audience === 'organisers');
    const button =
      organisers &&
      (await ensureButton(
        { guildId: campaign.guildId, channelId: organisers.id, language: organisers.language },
        deps,
      ));
    const overview = await overviewOf(
      campaign,
      asker,
      deps,
      judged.target === null ? 'created' : undefined,
      button,
    );
    if (judged.target === null) return { kind: 'update', answer: overview };
    const done = asker.speech.t('export.imported.changes', { name: inline(campaign.name, 60) });
    return { kind: 'update', answer: { ...overview, components: [words(done), ...overview.components] } };
  },
};

/** `import-no:<import>` */
const no: Handler = {
  route: importRoutes.no,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const pending = await importPressed(id, asker, deps);
    await claimOnce(asker, deps);
    await deps.store.imports.discard(pending.id);
    return { kind: 'update', answer: sentenceAnswer(asker.speech.t('export.discarded')) };
  },
};

export const importDecisionHandlers: readonly Handler[] = [page, choose, yes, no];

async function planOf(judged: JudgedImport, asker: Asker, { clock }: Deps): Promise<ImportPlan> {
  const pictures = await Promise.all(
    [...judged.pictures].map(async ([name, bytes]) => {
      const result = await judgePicture(bytes);
      // It was judged when it was uploaded.
      return 'problem' in result ? [] : [[name, { ...result.picture, bytes: result.bytes }] as const];
    }),
  );
  const { target } = judged;
  return {
    importId: judged.id,
    guildId: serverOf(asker),
    by: asker.userId,
    now: clock.now(),
    wanted: judged.wanted,
    target: target && { campaignId: target.id, version: target.version },
    differences: judged.differences,
    schedules: judged.schedules,
    pictures: new Map(pictures.flat()),
  };
}
