import { fileLimits } from '../../campaigns/file/limits.ts';
import { fileOf } from '../../campaigns/file/of-campaign.ts';
import { writeCampaignFile } from '../../campaigns/file/write.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import { exportAnswer } from '../../messages/campaigns/export.ts';
import type { Answer } from '../../messages/payload.ts';
import { defineCommand, type Asker, type Deps } from '../contract.ts';
import { UserError } from '../errors.ts';
import { partsOf, picturesOf } from './export-parts.ts';
import { campaignMeant, campaignOption, parseCampaign, suggestCampaigns } from './which.ts';

/** Everything that was decided about a campaign, as a file. */
export const exportCampaign = defineCommand({
  name: 'campaign export',
  scope: 'server',
  needs: 'organiser',
  description: 'export.commands.export',
  options: () => [campaignOption],
  parse: parseCampaign,
  run: async (wanted, asker, deps) => {
    const campaign = await campaignMeant(wanted, asker, deps, 'archived too');
    return { kind: 'answer', private: true, answer: await exported(campaign, asker, deps) };
  },
  suggest: suggestCampaigns,
});

/** A campaign as a file, with a sentence about it. */
export async function exported(campaign: Campaign, { speech }: Asker, deps: Deps): Promise<Answer> {
  const parts = await partsOf(campaign, deps);
  const listed = new Set(fileOf({ ...parts, pictures: new Map() }).announcements.map(({ id }) => id));
  const inFile = parts.announcements.filter(({ id }) => listed.has(id));
  const { bytes, leftOut } = await picturesOf(inFile, fileLimits.file - fileLimits.campaign, deps);
  const names = new Map([...bytes.keys()].toSorted().map((id, index) => [id, `picture-${index + 1}`]));
  const file = fileOf({ ...parts, pictures: names });
  if (Buffer.byteLength(writeCampaignFile(file)) > fileLimits.campaign) {
    throw new UserError('export.errors.tooLarge');
  }
  const pictures = [...names].map(([id, name]) => ({ name, bytes: bytes.get(id) ?? new Uint8Array() }));
  return exportAnswer(
    {
      campaign,
      bytes: new TextEncoder().encode(writeCampaignFile(file, pictures)),
      leftOut: {
        actions: parts.actions.length - file.actions.length,
        announcements: parts.announcements.length - file.announcements.length,
        pictures: leftOut,
      },
    },
    speech,
  );
}
