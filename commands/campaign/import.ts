import { judgePicture } from '../../campaigns/picture/picture.ts';
import { fileLimits } from '../../campaigns/file/limits.ts';
import type { FilePicture } from '../../campaigns/file/model.ts';
import { problem, type FileProblem } from '../../campaigns/file/problem.ts';
import type { FileKind } from '../../campaigns/ports/files.ts';
import type { UploadedFile } from '../../campaigns/ports/uploads.ts';
import { chooseAgain, importForm } from '../../messages/campaigns/import-form.ts';
import { fileProblemsAnswer } from '../../messages/campaigns/import-problems.ts';
import { anyCampaign, importRoutes } from '../../messages/campaigns/import-routes.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps, type Handler, type Press } from '../contract.ts';
import { importActionList } from './import-actions.ts';
import { previewOf } from './import-judge.ts';
import { claimOnce, serverOf } from './server.ts';
import { campaignMeant, campaignOption, campaignPressed, parseCampaign, suggestCampaigns } from './which.ts';

/** Makes a campaign of a file, or actions: what is chosen in the form is shown before it counts. */
export const importFile = defineCommand({
  name: 'campaign import',
  scope: 'server',
  needs: 'organiser',
  description: 'export.commands.import',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = wanted === null ? null : await campaignMeant(wanted, asker, deps);
    return { kind: 'form', form: importForm(campaign?.id ?? anyCampaign, asker.speech) };
  },
  suggest: suggestCampaigns,
});

/** Opens the form again: `import-again:<campaign or any>`. */
const again: Handler = {
  route: importRoutes.again,
  needs: 'organiser',
  run: async ({ args: [wanted = anyCampaign] }, asker, deps) => {
    if (wanted !== anyCampaign) await campaignPressed(wanted, asker, deps);
    return { kind: 'form', form: importForm(wanted, asker.speech) };
  },
};

/** `import-form:<campaign or any>`. Nothing is fetched for who may not organise anything here. */
const submitted: Handler = {
  route: importRoutes.form,
  needs: 'organiser',
  run: async (press, asker, deps) => {
    const [wanted = anyCampaign] = press.args;
    if (wanted !== anyCampaign) await campaignPressed(wanted, asker, deps);
    return { kind: 'answer', private: true, answer: await judgedUpload(wanted, press, asker, deps) };
  },
};

export const uploadHandlers: readonly Handler[] = [again, submitted];

async function judgedUpload(wanted: string, press: Press, asker: Asker, deps: Deps): Promise<Answer> {
  const { speech } = asker;
  const refuse = (text: string): Answer => chooseAgain(text, wanted, speech);
  const upload = press.files.find(({ field }) => field === 'file');
  if (upload === undefined) return refuse(speech.t('export.upload.no-file'));
  const kind = kindOf(upload);
  if (kind === null) return refuse(speech.t('export.upload.kind'));
  const most = kind === 'campaign' ? fileLimits.file : fileLimits.list;
  const tooLarge = refuse(speech.t('export.upload.too-large', { megabytes: most / 1024 / 1024 }));
  if (upload.size > most) return tooLarge;
  const read = await deps.uploads.read(upload, most);
  if (read.kind === 'problem') {
    return read.reason === 'too-large' ? tooLarge : refuse(speech.t(`export.upload.${read.reason}`));
  }
  if (kind !== 'campaign') {
    // The campaign is asked for first: without it, nothing is read.
    const campaign = await campaignMeant(wanted === anyCampaign ? null : wanted, asker, deps);
    const list = await deps.files.actions(kind, read.bytes);
    switch (list.kind) {
      case 'actions':
        return await importActionList(list.actions, campaign, asker, deps);
      case 'problems':
        return fileProblemsAnswer(list.problems, wanted, speech);
      case 'too-slow':
      case 'busy':
      case 'failed':
        return refuse(speech.t(`export.reading.${list.kind}`));
    }
  }
  const known = {
    packs: deps.library.shelves.map(({ record }) => record.pack.id),
    languages: deps.languages.all,
  };
  const result = await deps.files.campaign(read.bytes, known);
  if (result.kind === 'problems') return fileProblemsAnswer(result.problems, wanted, speech);
  if (result.kind !== 'campaign') return refuse(speech.t(`export.reading.${result.kind}`));
  const { pictures, broken } = await judgePictures(result.pictures);
  if (broken.length > 0) return fileProblemsAnswer(broken, wanted, speech);

  await claimOnce(asker, deps);
  const pending = {
    guildId: serverOf(asker),
    by: asker.userId,
    content: { kind: 'campaign', file: result.file },
    chosen: chosenIn(press, result.file),
    pictures,
  } as const;
  const id = await deps.store.imports.keep(pending);
  return await previewOf({ ...pending, id }, 0, asker, deps);
}

/** By its name: what Discord says of its type proves nothing, and a table has no sign of its own. */
function kindOf({ name }: UploadedFile): FileKind | null {
  const ending = /\.([a-z]{3,4})$/i.exec(name.trim())?.[1]?.toLowerCase();
  if (ending === 'yaml' || ending === 'yml') return 'campaign';
  return ending === 'ics' || ending === 'csv' ? ending : null;
}

/** The pictures as they are kept, by name, and those that are none. */
async function judgePictures(given: readonly FilePicture[]): Promise<{
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  readonly broken: readonly FileProblem[];
}> {
  const pictures = new Map<string, Uint8Array>();
  const broken: FileProblem[] = [];
  for (const { name, bytes } of given) {
    const result = await judgePicture(bytes);
    if ('problem' in result) broken.push(problem('picture-bad', { found: name }));
    else pictures.set(name, result.bytes);
  }
  return { pictures, broken };
}

/** Which channels of the form stand for which of the file: the first public one, and the organisers' own. */
function chosenIn(
  { fields }: Press,
  { channels }: { readonly channels: readonly { readonly id: string; readonly audience: string }[] },
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (['public', 'organisers'] as const).flatMap((audience) => {
      const to = fields[audience] ?? '';
      const from = channels.find((channel) => channel.audience === audience);
      return from && /^[1-9]\d{0,19}$/.test(to) ? [[from.id, to] as const] : [];
    }),
  );
}
