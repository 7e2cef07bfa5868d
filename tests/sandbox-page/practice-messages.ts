import {
  type APIAttachment,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  type APIUser,
  ButtonStyle,
  ComponentType,
  InteractionType,
  MessageFlags,
  MessageType,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { Person } from '../../src/sandbox/person.ts';

export const botId = '800000000000000001';

/** A user as messages carry it. */
export function userOf(person: { readonly id: string; readonly name: string }, bot = false): APIUser {
  return {
    id: person.id,
    username: person.name.toLowerCase(),
    global_name: person.name,
    discriminator: '0',
    avatar: null,
    bot,
  };
}

export const bot = userOf({ id: botId, name: 'Memoria' }, true);

/** A message with everything that Discord requires, and what is given. */
export function message(
  given: Pick<APIMessage, 'id' | 'channel_id' | 'timestamp'> & Partial<APIMessage>,
): APIMessage {
  return {
    author: bot,
    content: '',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: MessageType.Default,
    ...given,
  };
}

/** What says that a message answers a person's command. */
export function usedBy(
  person: Person,
  name: string,
): Pick<APIMessage, 'interaction_metadata' | 'interaction'> {
  const use = {
    id: '700000000000000001',
    type: InteractionType.ApplicationCommand,
    user: userOf(person),
  } as const;
  return {
    interaction_metadata: { ...use, authorizing_integration_owners: {} },
    interaction: { ...use, name },
  };
}

export const componentsV2 = MessageFlags.IsComponentsV2;

export const picture: APIAttachment = {
  id: '600000000000000001',
  filename: 'candles.png',
  url: 'https://cdn.example/candles.png',
  proxy_url: 'https://cdn.example/candles.png',
  size: 70,
  content_type: 'image/png',
  width: 320,
  height: 160,
};

/** The 70 bytes of a picture of one dark dot. */
export const pictureBytes = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==',
  'base64',
);

/** An answer as the bot gives it: a sentence, figures in a box, a list to choose from, buttons. */
export function answerComponents(event: string): APIMessageTopLevelComponent[] {
  return [
    { type: ComponentType.TextDisplay, content: `At least **49 people** were reported killed (${event}).` },
    {
      type: ComponentType.Container,
      accent_color: 0xf0b232,
      components: [
        {
          type: ComponentType.TextDisplay,
          content:
            '### Reported figures\n- **At least 49** killed, says the Ombudsman’s Office\n- “nearly 50” killed, says the outlet\n-# Counts may be incomplete. As of 9 March 2023. [Source 1, paragraph 4](https://example.org/1)',
        },
        { type: ComponentType.Separator },
        {
          type: ComponentType.Section,
          components: [{ type: ComponentType.TextDisplay, content: '9 January 2023, Juliaca' }],
          accessory: {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: 'Sources',
            custom_id: 'sources',
          },
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: 'pick',
          placeholder: 'Open an event',
          options: [
            { label: 'Juliaca', value: 'juliaca', description: '9 January 2023' },
            { label: 'Ayacucho', value: 'ayacucho', description: '15 December 2022' },
          ],
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Next', custom_id: 'next' },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: 'Back',
          custom_id: 'back',
          disabled: true,
        },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Success,
          label: 'Share in this channel',
          custom_id: 'share',
        },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Danger,
          label: 'Report an error',
          custom_id: 'report',
        },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Link,
          label: 'Article',
          url: 'https://example.org/1',
        },
      ],
    },
  ];
}

/** The form that `/announce` opens. */
export const announceForm: APIModalInteractionResponseCallbackData = {
  custom_id: 'announce',
  title: 'Write a post',
  components: [
    { type: ComponentType.TextDisplay, content: 'It is shown to you **before** it goes out.' },
    {
      type: ComponentType.Label,
      label: 'Title',
      description: 'The first line stands alone on a lock screen.',
      component: {
        type: ComponentType.TextInput,
        custom_id: 'title',
        style: TextInputStyle.Short,
        max_length: 80,
      },
    },
    {
      type: ComponentType.Label,
      label: 'Text',
      component: {
        type: ComponentType.TextInput,
        custom_id: 'text',
        style: TextInputStyle.Paragraph,
        required: false,
      },
    },
    {
      type: ComponentType.Label,
      label: 'Where',
      component: {
        type: ComponentType.StringSelect,
        custom_id: 'where',
        options: [
          { label: 'In the campaign’s channel', value: 'campaign', default: true },
          { label: 'In the organisers’ channel', value: 'organisers' },
        ],
      },
    },
  ],
};
