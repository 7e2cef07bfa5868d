import { ComponentType } from 'discord-api-types/v10';
import type { CampaignChannel } from '../../campaigns/campaign.ts';
import type { Occurrence } from '../../campaigns/schedule.ts';
import { button, gallery, row, words } from '../components.ts';
import type { Answer, Post } from '../payload.ts';
import type { ChannelPreview } from '../posts/preview.ts';
import { languageName, type Telling } from '../say.ts';
import { small } from '../text.ts';
import { yourTime } from './moments.ts';
import { channelNames, slotLook, slotMoment, slotName, type SlotFacts } from './slot.ts';

/** What some channels get, all of them the same. */
interface Variant {
  readonly channels: readonly CampaignChannel[];
  readonly post: Post | null;
}

export interface PreviewView {
  /** Which of the variants, from 0. */
  readonly variant: number;
  /** What the campaign posts before and after it. */
  readonly previous: Occurrence | null;
  readonly next: Occurrence | null;
}

/** A post as it will go out: its very text, its picture, and for whom. One answer for each language and channel. */
export function slotPreview(
  facts: SlotFacts,
  previews: readonly ChannelPreview[],
  { variant: wanted, previous, next }: PreviewView,
  telling: Telling,
): Answer {
  const { speech } = telling;
  const variants = variantsOf(previews);
  const number = Math.min(wanted, Math.max(0, variants.length - 1));
  const variant = variants[number];
  const other = variants.length > 1 ? (number + 1) % variants.length : null;
  const beside = (occurrence: Occurrence | null, label: string) =>
    occurrence === null ? [] : [button(slotLook('slotPreview', { ...facts, occurrence }, 0), label)];
  return {
    ...(variant?.post && { files: variant.post.files }),
    components: [
      words(leadText(facts, variant, telling)),
      ...(variant?.post ? postParts(variant.post, telling) : []),
      row(
        ...(other === null
          ? []
          : [button(slotLook('slotPreview', facts, other), speech.t('calendar.buttons.otherChannel'))]),
        ...beside(previous, speech.t('calendar.buttons.previous')),
        ...beside(next, speech.t('calendar.buttons.next')),
        button(slotLook('slot', facts), speech.t('common.back')),
      ),
    ],
  };
}

/** Channels that get the very same are told of together. */
function variantsOf(previews: readonly ChannelPreview[]): readonly Variant[] {
  const alike = Map.groupBy(previews, ({ channel, post }) =>
    post === null
      ? 'nothing'
      : JSON.stringify([channel.language, post.body.content, post.body.allowed_mentions]),
  );
  return [...alike.values()].map((group) => ({
    channels: group.map(({ channel }) => channel),
    post: group[0]?.post ?? null,
  }));
}

function leadText(facts: SlotFacts, variant: Variant | undefined, telling: Telling): string {
  const { speech } = telling;
  const moment = slotMoment(facts, telling);
  const what = slotName(facts, telling);
  if (variant === undefined) return speech.t('calendar.preview.nowhere', { what, moment });
  const channels = channelNames(variant.channels);
  if (variant.post === null) return speech.t('calendar.preview.empty', { what, moment, channels });
  const language = languageName(variant.channels[0]?.language ?? facts.campaign.language, speech);
  if (facts.occurrence.dropped === 'skipped') {
    return speech.t('calendar.preview.skipped', { moment, channels, language });
  }
  const yours = yourTime(facts.occurrence.at);
  return speech.t('calendar.preview.lead', { moment, yours, channels, language });
}

function postParts({ body, files }: Post, { speech }: Telling): Answer['components'] {
  const labels = (body.components ?? []).flatMap((one) =>
    'components' in one
      ? one.components.flatMap((part) => ('label' in part && part.label ? [part.label] : []))
      : [],
  );
  const roles = body.allowed_mentions?.roles ?? [];
  const remarks = [
    ...(labels.length > 0 ? [speech.t('calendar.preview.buttons', { labels: labels.join(', ') })] : []),
    ...roles.map((role) => speech.t('calendar.preview.ping', { role: `<@&${role}>` })),
  ];
  return [
    {
      type: ComponentType.Container,
      components: [
        words(body.content ?? ''),
        ...files.map(({ name }) => gallery(name, altOf(body, name) ?? name)),
      ],
    },
    ...(remarks.length === 0 ? [] : [words(remarks.map(small).join('\n'))]),
  ];
}

function altOf({ attachments }: Post['body'], fileName: string): string | undefined {
  const found = attachments?.find(({ filename }) => filename === fileName);
  return found?.description ?? undefined;
}
