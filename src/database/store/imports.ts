import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ListedAction } from '../../../campaigns/file/action-list.ts';
import { CampaignFile } from '../../../campaigns/file/model.ts';
import { newId } from '../../../campaigns/id.ts';
import type { ImportContent, Imports } from '../../../campaigns/ports/imports.ts';
import type { Tables } from '../tables.ts';
import { isBroken, nameTaken } from './campaigns.ts';
import { applyActionList } from './import-action-list.ts';
import { applyImport } from './import-campaign.ts';
import { NotApplied } from './import-step.ts';
import { moment, toJson } from './rows.ts';

const Content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('campaign'), file: CampaignFile }),
  z.object({ kind: z.literal('actions'), campaignId: z.string(), actions: z.array(ListedAction) }),
]) satisfies z.ZodType<ImportContent>;
const Chosen = z.record(z.string(), z.string());

/** Files that were uploaded, over kysely. */
export function importsOver(db: Kysely<Tables>): Imports {
  return {
    keep: async ({ guildId, by, content, chosen = {}, pictures }) =>
      await db.transaction().execute(async (tx) => {
        const id = newId();
        await tx
          .insertInto('imports')
          .values({ id, guild_id: guildId, by, content: toJson(content), chosen: toJson(chosen) })
          .execute();
        if (pictures.size > 0) {
          await tx
            .insertInto('import_pictures')
            .values(
              [...pictures].map(([name, bytes]) => ({ import_id: id, name, bytes: Buffer.from(bytes) })),
            )
            .execute();
        }
        return id;
      }),

    find: async (guildId, id, by) => {
      const row = await db
        .selectFrom('imports')
        .selectAll()
        .where('id', '=', id)
        .where('guild_id', '=', guildId)
        .where('by', '=', by)
        .executeTakeFirst();
      if (row === undefined) return null;
      const pictures = await db
        .selectFrom('import_pictures')
        .selectAll()
        .where('import_id', '=', id)
        .execute();
      return {
        id,
        guildId,
        by,
        content: Content.parse(row.content),
        chosen: Chosen.parse(row.chosen),
        pictures: new Map(pictures.map(({ name, bytes }) => [name, bytes])),
      };
    },

    choose: async (id, chosen) => {
      await db
        .updateTable('imports')
        .set({ chosen: toJson(chosen) })
        .where('id', '=', id)
        .execute();
    },

    discard: async (id) => {
      await db.deleteFrom('imports').where('id', '=', id).execute();
    },

    prune: async (before) => {
      const { numDeletedRows } = await db
        .deleteFrom('imports')
        .where('at', '<', moment(before))
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    apply: async (plan) => {
      try {
        return await db.transaction().execute(async (tx) => await applyImport(tx, plan));
      } catch (error) {
        if (error instanceof NotApplied) return error.result;
        if (isBroken(error, nameTaken)) return 'taken';
        throw error;
      }
    },

    applyActions: async (plan) => {
      try {
        await db.transaction().execute(async (tx) => await applyActionList(tx, plan));
        return true;
      } catch (error) {
        if (error instanceof NotApplied) return false;
        throw error;
      }
    },
  };
}
