import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Discord's refusals that the sandbox knows: HTTP status, code, message. */
const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyPins: [400, 30003, 'Maximum number of pins reached for the channel (250)'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100).'],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyCrossposted: [400, 40033, 'This message has already been crossposted.'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  notATextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  threadArchived: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  threadLocked: [400, 160005, 'Thread is locked'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, number, string]>;

/** What is wrong with one field: Discord's name for it, and its words. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
}

/** Field errors by their place in the body, as Discord nests them. */
export interface FieldErrors {
  [key: string]: FieldErrors | readonly FieldError[];
}

/** A refusal as Discord words it. */
export class DiscordError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: number;
  readonly errors: FieldErrors | undefined;

  constructor(status: ContentfulStatusCode, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.name = 'DiscordError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  get body(): { message: string; code: number; errors?: FieldErrors } {
    const { message, code, errors } = this;
    return errors === undefined ? { message, code } : { message, code, errors };
  }
}

export function refuse(reason: keyof typeof known): DiscordError {
  const [status, code, message] = known[reason];
  return new DiscordError(status, code, message);
}
