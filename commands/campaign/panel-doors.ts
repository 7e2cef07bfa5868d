import type { Campaign } from '../../campaigns/campaign.ts';
import type { PanelDoor } from '../../messages/campaigns/panel.ts';
import { actionsOfCampaign } from '../action/list.ts';
import { announcementsOf } from '../announce/list.ts';
import type { Asker, Deps, Reply } from '../contract.ts';
import { logOf } from '../log/log.ts';
import { exported } from './export.ts';

/**
 * What lies behind a door of the panel: the same as behind `/action list`, `/announce`, `/campaign log` and
 * `/campaign export`. Discord hides those from who organises by a role alone.
 */
export async function throughDoor(
  door: PanelDoor,
  campaign: Campaign,
  asker: Asker,
  deps: Deps,
): Promise<Reply> {
  switch (door) {
    case 'actions':
      return { kind: 'update', answer: await actionsOfCampaign(campaign, asker, deps) };
    case 'announcements':
      return { kind: 'update', answer: await announcementsOf(campaign, 0, asker, deps) };
    case 'log':
      return { kind: 'update', answer: await logOf(campaign, 'all', 0, asker, deps) };
    case 'export':
      return { kind: 'answer', private: true, answer: await exported(campaign, asker, deps) };
  }
}
