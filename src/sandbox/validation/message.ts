import {
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from 'discord-api-types/v10';
import type { UploadedFile } from '../uploaded-file.ts';
import { refuse } from '../discord-error.ts';
import { checkAllowedMentions } from './allowed-mentions.ts';
import { checkComponentsV2, checkRowsOnly } from './components-v2.ts';
import { checkComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { FormBody, type Path } from './form-body.ts';
import { conform } from './schema.ts';

/** What a message is made or changed with. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: APIEmbed[] | null;
  readonly components?: APIMessageTopLevelComponent[] | null;
  readonly attachments?:
    | readonly {
        readonly id: string;
        readonly filename?: string | null;
        readonly description?: string | null;
      }[]
    | null;
  readonly allowed_mentions?: APIAllowedMentions | null;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly tts?: boolean | null;
  readonly message_reference?: {
    readonly message_id?: string | null;
    readonly fail_if_not_exists?: boolean | null;
  } | null;
}

export interface MessageCheck {
  readonly schema:
    | 'MessageCreateRequestSchema'
    | 'MessageEditRequestPartialSchema'
    | 'IncomingWebhookInteractionRequestSchema'
    | 'IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema'
    | 'IncomingWebhookUpdateRequestPartialSchema';
  readonly files: readonly UploadedFile[];
  /** The message as it is, when it is to be changed. */
  readonly before: APIMessage | null;
  /** Where the message is in the request's body. */
  readonly path: Path;
}

const contentLimit = 2000;

/**
 * Checks what a message is to be made or changed with.
 *
 * @throws DiscordError 50035 with the place of each mistake, 50006 when nothing would be left to show
 */
export async function checkMessage(body: unknown, check: MessageCheck): Promise<MessageBody> {
  const form = new FormBody();
  // The schema is Discord's own description of these fields.
  const message = (await conform(check.schema, body, form, check.path)) as MessageBody;
  form.done();

  const { before, path } = check;
  const content = message.content === undefined ? (before?.content ?? '') : (message.content ?? '');
  const embeds = message.embeds === undefined ? (before?.embeds ?? []) : (message.embeds ?? []);
  const components =
    message.components === undefined ? (before?.components ?? []) : (message.components ?? []);
  const fileNames = namesAfter(message, check);

  form.length([...path, 'content'], content.length, 0, contentLimit);
  checkEmbeds(embeds, form, [...path, 'embeds']);
  if (message.allowed_mentions)
    checkAllowedMentions(message.allowed_mentions, form, [...path, 'allowed_mentions']);
  checkAttachmentIds(message, check, form);

  const wasV2 = ((before?.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const setsV2 = ((message.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  if (wasV2 && !setsV2 && typeof message.flags === 'number') {
    form.add(
      [...path, 'flags'],
      'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
      'The IS_COMPONENTS_V2 flag cannot be removed from a message',
    );
  }
  checkComponents(components, form, [...path, 'components']);
  if (wasV2 || setsV2) {
    if (content !== '') legacyField('content', form, path);
    if (embeds.length > 0) legacyField('embeds', form, path);
    checkComponentsV2(components, fileNames, form, [...path, 'components']);
  } else {
    checkRowsOnly(components, form, [...path, 'components']);
  }
  form.done();
  if (content.trim() === '' && embeds.length + components.length + fileNames.length === 0) {
    throw refuse('emptyMessage');
  }
  return message;
}

function legacyField(field: string, form: FormBody, path: Path): void {
  form.add(
    [...path, field],
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    `The \`${field}\` field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  );
}

/** The files that the message has afterwards: those it keeps, and the new ones. */
function namesAfter(message: MessageBody, { before, files }: MessageCheck): string[] {
  const listed = message.attachments;
  const kept = (before?.attachments ?? []).filter(
    ({ id }) => listed === undefined || listed?.some((attachment) => attachment.id === id) === true,
  );
  const named = files.map(
    (file) => listed?.find(({ id }) => id === String(file.index))?.filename ?? file.name,
  );
  return [...kept.map(({ filename }) => filename), ...named];
}

/** A listed attachment is one that the message has, or one of the files sent with it. */
function checkAttachmentIds(
  message: MessageBody,
  { before, files, path }: MessageCheck,
  form: FormBody,
): void {
  const known = [
    ...files.map(({ index }) => String(index)),
    ...(before?.attachments ?? []).map(({ id }) => id),
  ];
  (message.attachments ?? []).forEach(({ id }, index) => {
    if (known.includes(id)) return;
    form.add(
      [...path, 'attachments', index, 'id'],
      'ATTACHMENT_NOT_FOUND',
      `The attachment ${id} was not found`,
    );
  });
}
