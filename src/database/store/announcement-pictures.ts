import type { Picture } from '../../../campaigns/announcement.ts';
import type { Id } from '../../../campaigns/campaign.ts';
import { storable, type Db } from './rows.ts';

/**
 * Gives an announcement its picture, or takes it out with null.
 *
 * @param picture without `bytes`, only what it says to those who cannot see it changes
 */
export async function savePicture(
  tx: Db,
  id: Id,
  picture:
    | Pick<Picture, 'alt'>
    | (Pick<Picture, 'alt' | 'type' | 'width' | 'height'> & { readonly bytes: Uint8Array })
    | null,
): Promise<void> {
  if (picture === null) {
    await tx.deleteFrom('announcement_pictures').where('announcement_id', '=', id).execute();
    return;
  }
  const alt = storable(picture.alt);
  if (!('bytes' in picture)) {
    await tx.updateTable('announcement_pictures').set({ alt }).where('announcement_id', '=', id).execute();
    return;
  }
  const { type, width, height, bytes } = picture;
  const columns = { type, width, height, alt, bytes: Buffer.from(bytes) };
  await tx
    .insertInto('announcement_pictures')
    .values({ announcement_id: id, ...columns })
    .onConflict((conflict) => conflict.column('announcement_id').doUpdateSet(columns))
    .execute();
}
