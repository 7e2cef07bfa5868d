import { judgePicture, type PictureProblem } from '../../campaigns/picture/picture.ts';
import { largestPicture, longestSide } from '../../campaigns/picture/limits.ts';
import type { UploadedFile, UploadRead } from '../../campaigns/ports/uploads.ts';
import { altLength, pictureForm } from '../../messages/campaigns/announcement-form.ts';
import { pictureProblemAnswer } from '../../messages/campaigns/announcement-picture.ts';
import { routes } from '../../messages/campaigns/routes.ts';
import type { Asker, Deps, Handler, Reply } from '../contract.ts';
import { UserError } from '../errors.ts';
import { announcementPressed, saveChange, versionSeen } from './saving.ts';

/** `announce-picture:<id>` */
const picture: Handler = {
  route: routes.announcementPicture,
  needs: 'organiser',
  run: async ({ args: [id] }, asker, deps) => {
    const { announcement } = await announcementPressed(id, asker, deps);
    return { kind: 'form', form: pictureForm(announcement, asker.speech) };
  },
};

/** `announce-picture-form:<id>:<version>`. Nothing is fetched for who may not change this announcement. */
const submitted: Handler = {
  route: routes.announcementPictureForm,
  needs: 'organiser',
  run: async ({ args: [id, version], fields, files }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    const seen = versionSeen(version);
    const alt = (fields['alt'] ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, altLength);
    const file = files.find(({ field }) => field === 'picture');
    const before = found.announcement.picture;
    if (alt === '') return refused({ kind: 'no-alt' }, alt, found.announcement.id, asker);
    if (file === undefined) {
      if (before === null) return refused({ kind: 'no-file' }, alt, found.announcement.id, asker);
      return await saveChange(found, seen, { picture: { ...before, alt } }, [alt], asker, deps);
    }
    const read = await readPicture(file, deps);
    if ('problem' in read) return refused(read.problem, alt, found.announcement.id, asker);
    return await saveChange(found, seen, { picture: { ...read.picture, alt } }, [alt], asker, deps);
  },
};

/** `announce-no-picture:<id>:<version>` */
const removed: Handler = {
  route: routes.announcementNoPicture,
  needs: 'organiser',
  run: async ({ args: [id, version] }, asker, deps) => {
    const found = await announcementPressed(id, asker, deps);
    if (found.announcement.picture === null) throw new UserError('errors.stale');
    return await saveChange(found, versionSeen(version), { picture: null }, [], asker, deps);
  },
};

async function readPicture(file: UploadedFile, { uploads }: Deps) {
  if (file.size > largestPicture) return { problem: { kind: 'too-large' } } as const;
  const read = await uploads.read(file, largestPicture);
  if (read.kind === 'problem') return { problem: { kind: read.reason } } as const;
  const result = await judgePicture(read.bytes);
  if ('problem' in result) return result;
  return { picture: { ...result.picture, bytes: result.bytes } };
}

function refused(
  problem:
    | PictureProblem
    | { readonly kind: Extract<UploadRead, { kind: 'problem' }>['reason'] | 'no-alt' | 'no-file' },
  alt: string,
  id: string,
  { speech }: Asker,
): Reply {
  const limits = { megabytes: largestPicture / 1024 / 1024, side: longestSide };
  return { kind: 'answer', private: true, answer: pictureProblemAnswer(problem, alt, id, limits, speech) };
}

export const pictureHandlers: readonly Handler[] = [picture, submitted, removed];
