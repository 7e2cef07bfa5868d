import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  ChannelType,
} from 'discord-api-types/v10';

type Spanish = Record<'es-ES', string>;

function command(
  name: string,
  description: string,
  spanish: string,
  options: APIApplicationCommandOption[] = [],
): APIApplicationCommand {
  const localized: Spanish = { 'es-ES': spanish };
  return {
    id: '900000000000000001',
    application_id: '900000000000000000',
    version: '1',
    type: ApplicationCommandType.ChatInput,
    default_member_permissions: null,
    name,
    description,
    description_localizations: localized,
    options,
  };
}

const event: APIApplicationCommandOption = {
  type: Type.String,
  name: 'event',
  name_localizations: { 'es-ES': 'hecho' },
  description: 'Which event',
  description_localizations: { 'es-ES': 'Qué hecho' },
  autocomplete: true,
};

/** What a member may use. */
export const memberCommands: readonly APIApplicationCommand[] = [
  command(
    'casualties',
    'How many people were killed or injured, and who says so',
    'Cuántas personas murieron o fueron heridas, y quién lo dice',
    [
      event,
      { type: Type.Boolean, name: 'share', description: 'Show the answer to everyone here' },
      {
        type: Type.String,
        name: 'language',
        description: 'The language of the answer',
        choices: [
          { name: 'English', value: 'en' },
          { name: 'Spanish', name_localizations: { 'es-ES': 'Español' }, value: 'es' },
        ],
      },
    ],
  ),
  command('timeline', 'What happened, and when', 'Qué pasó, y cuándo', [
    { type: Type.Integer, name: 'year', description: 'Which year' },
  ]),
  command('help', 'What this bot can do', 'Qué puede hacer este bot'),
  { ...command('Check against sources', '', ''), type: ApplicationCommandType.Message },
  command('silence', 'A command that the bot never answers', 'Un comando que el bot nunca responde'),
];

/** What only an organiser may use, beside that. */
export const organiserCommands: readonly APIApplicationCommand[] = [
  command('campaign', 'Campaigns', 'Campañas', [
    {
      type: Type.Subcommand,
      name: 'create',
      description: 'Start a campaign in this server',
      description_localizations: { 'es-ES': 'Inicia una campaña en este servidor' },
      options: [
        { type: Type.String, name: 'name', description: 'What it is called', required: true },
        {
          type: Type.Channel,
          name: 'channel',
          description: 'Where it speaks',
          required: true,
          channel_types: [ChannelType.GuildText, ChannelType.PublicThread],
        },
      ],
    },
    { type: Type.Subcommand, name: 'resume', description: 'Go on with a campaign' },
  ]),
  command('announce', 'Write one post', 'Escribe una publicación'),
];
