import type { Campaign, CampaignChannel } from '../../campaigns/campaign.ts';
import { button, choose, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import type { Speech } from '../words.ts';
import { customId } from './routes.ts';

/** The pages of the panel. */
export const panelPages = ['overview', 'channels', 'times', 'who', 'approvals', 'name'] as const;
export type PanelPage = (typeof panelPages)[number];

/** Where the panel leads beyond its own pages: who organises by a role may not see the commands that lead there. */
export const panelDoors = ['actions', 'announcements', 'log', 'export'] as const;
export type PanelDoor = (typeof panelDoors)[number];

/** What of it is there for a campaign that was put away. */
export const archivedPlaces: readonly (PanelPage | PanelDoor)[] = ['overview', 'log', 'export'];

/** Where a channel stands now, as far as Discord told. */
export interface PanelChannel extends CampaignChannel {
  /** What it is called; its id where Discord could not say. */
  readonly name: string;
}

/** Who looks at the panel. */
export interface PanelReader {
  /** Only who manages the server changes who may organise, and approvals. */
  readonly manager: boolean;
  readonly speech: Speech;
}

/** Where an answer of the panel leads on to. */
export function panelSelect(
  { id }: Pick<Campaign, 'id'>,
  here: PanelPage | null,
  speech: Speech,
  places: readonly (PanelPage | PanelDoor)[] = [...panelPages, ...panelDoors],
) {
  return row(
    choose(
      customId('panelGo', id),
      speech.t('panel.go.choose'),
      places
        .filter((place) => place !== here)
        .map((place) => ({
          label: speech.t(`panel.go.${place}`),
          value: place,
          detail: speech.t(`panel.go.${place}Detail`),
        })),
    ),
  );
}

/** A page of the panel: what was just done, what it shows, what can be changed there, and where it leads. */
export function panelAnswer(
  campaign: Pick<Campaign, 'id'>,
  page: PanelPage,
  parts: {
    /** The first sentence; `news` stands before it. */
    readonly lead: string;
    readonly news?: string | undefined;
    readonly texts: readonly string[];
    readonly controls: Answer['components'];
  },
  speech: Speech,
): Answer {
  const lead = [parts.news, parts.lead].filter((part) => part !== undefined).join(' ');
  return {
    components: [
      words(lead),
      ...parts.texts.filter((text) => text !== '').map((text) => words(text)),
      ...parts.controls,
      panelSelect(campaign, page, speech),
    ],
  };
}

/** The button that leads back to a page. */
export function backButton({ id }: Pick<Campaign, 'id'>, page: PanelPage, label: string) {
  return button(customId('panel', id, page), label);
}
