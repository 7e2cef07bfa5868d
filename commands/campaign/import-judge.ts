import { createHash } from 'node:crypto';
import { defaultSchedules } from '../../campaigns/calendar/defaults.ts';
import type { NewSchedule } from '../../campaigns/calendar/defaults.ts';
import { inZone, readWall } from '../../campaigns/calendar/wall-time.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { aligned, differences, type Difference } from '../../campaigns/file/compare.ts';
import type { CampaignFile } from '../../campaigns/file/model.ts';
import type { PendingImport } from '../../campaigns/ports/imports.ts';
import { importPreview, type ImportPreview } from '../../messages/campaigns/import-preview.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Asker, Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { comparable, hashOf } from './export-parts.ts';
import { importProblems } from './import-check.ts';
import { placed, type Placed } from './import-places.ts';
import { serverOf } from './server.ts';
import { organised } from './which.ts';

/** A file against what is there now: all that is shown, and all that is done. */
export interface JudgedImport extends ImportPreview {
  /** The campaign that would be changed. */
  readonly target: Campaign | null;
  readonly schedules: readonly NewSchedule[];
  /** The pictures of the file by the names that they have in `wanted`. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Shows a page of what would come of a file. */
export async function previewOf(
  pending: PendingImport,
  page: number,
  asker: Asker,
  deps: Deps,
  news?: string,
): Promise<Answer> {
  return importPreview(await judgeImport(pending, asker, deps), page, asker.speech, news);
}

/** Looks at a file as things are now. Everything that organisers' commands check is checked here too. */
export async function judgeImport(pending: PendingImport, asker: Asker, deps: Deps): Promise<JudgedImport> {
  const { content } = pending;
  if (content.kind !== 'campaign') throw new UserError('errors.stale');
  const shelf = deps.library.shelf(content.file.campaign.pack);
  if (!shelf) throw new UserError('campaign.errors.packGone');
  const pictures = new Map(
    [...pending.pictures].map(([name, bytes]) => [name, { key: hashOf(bytes), bytes }]),
  );
  const own = withPictures(content.file, (name) => pictures.get(name)?.key ?? null);
  const here = await placed(own, pending.chosen, asker, deps);
  const target = await campaignNamed(here.file.campaign.name, asker, deps);
  const current = target && (await comparable(target, deps));
  const wanted = current === null ? here.file : keptPictures(current, aligned(current, here.file));
  const all = differences(current, wanted).filter((one) => !isOut(one, current, wanted, deps));
  const { zone } = wanted.campaign;
  return {
    id: pending.id,
    wanted,
    target,
    version: target?.version ?? null,
    differences: all,
    missing: here.missing,
    problems: await importProblems({ wanted, target, missing: here.missing }, asker, deps),
    remarks: remarksOf(wanted, here, all, asker, deps),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([wanted, all]))
      .digest('base64url')
      .slice(0, 12),
    schedules: defaultSchedules(shelf.record, zone, {
      ...wanted.times,
      digestWeekday: weekdayOf(wanted),
    }),
    pictures: new Map([...pictures.values()].map(({ key, bytes }) => [key, bytes])),
  };
}

function weekdayOf({ times }: CampaignFile): number {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return days.indexOf(times.digestWeekday) + 1;
}

/**
 * The campaign of this server that the file is about, if there is one.
 *
 * @throws UserError when it is one that the asker may not organise
 */
async function campaignNamed(name: string, asker: Asker, { store }: Deps): Promise<Campaign | null> {
  const key = (text: string): string => text.normalize('NFKC').toLowerCase();
  const found = (await store.campaigns.ofGuild(serverOf(asker))).find((one) => key(one.name) === key(name));
  if (found === undefined) return null;
  return organised(found, new UserError('campaign.errors.taken', { name }), asker);
}

function withPictures(file: CampaignFile, nameOf: (name: string) => string | null): CampaignFile {
  return {
    ...file,
    announcements: file.announcements.map((one) => ({
      ...one,
      picture: one.picture && {
        ...one.picture,
        file: one.picture.file === null ? null : nameOf(one.picture.file),
      },
    })),
  };
}

/** A picture whose bytes are not in the file stays the one that is there. */
function keptPictures(current: CampaignFile, wanted: CampaignFile): CampaignFile {
  const there = new Map(current.announcements.map(({ id, picture }) => [id, picture?.file ?? null]));
  return {
    ...wanted,
    announcements: wanted.announcements.map((one) => ({
      ...one,
      picture: one.picture && { ...one.picture, file: one.picture.file ?? there.get(one.id) ?? null },
    })),
  };
}

/** Whether it is about an announcement that went out already: what is out stays as it is. */
function isOut(
  difference: Difference,
  current: CampaignFile | null,
  wanted: CampaignFile,
  { clock }: Deps,
): boolean {
  if (difference.about !== 'announcement' || current === null) return false;
  const one =
    difference.change === 'added'
      ? wanted.announcements[difference.index]
      : current.announcements.find(({ id }) => id === difference.id);
  return one !== undefined && isPast(one, current.campaign.zone, clock.now().epochMilliseconds);
}

function isPast(
  { state, repeat, at }: CampaignFile['announcements'][number],
  zone: string,
  now: number,
): boolean {
  if (state !== 'scheduled' || repeat !== null || at === null) return false;
  return inZone(readWall(at), zone).epochMilliseconds <= now;
}

function remarksOf(
  { campaign, announcements }: CampaignFile,
  { missing }: Placed,
  all: readonly Difference[],
  { speech }: Asker,
  { clock }: Deps,
): readonly string[] {
  const now = clock.now().epochMilliseconds;
  const added = new Set(
    all.flatMap((one) => (one.about === 'announcement' && one.change !== 'removed' ? [one.index] : [])),
  );
  const mine = announcements.filter((_one, index) => added.has(index));
  const past = mine.filter((one) => isPast(one, campaign.zone, now)).length;
  const bare = mine.filter(({ picture }) => picture !== null && picture.file === null).length;
  const roles = missing.filter(({ kind }) => kind === 'role').length;
  const removed = all.some((one) => 'change' in one && one.change === 'removed');
  return [
    ...(roles > 0 ? [speech.t('export.preview.roleMissing', { count: roles })] : []),
    ...(past > 0 ? [speech.t('export.preview.past', { count: past })] : []),
    ...(bare > 0 ? [speech.t('export.preview.noPicture', { count: bare })] : []),
    ...(removed ? [speech.t('export.preview.removedFate')] : []),
  ];
}
