import { DiscordAPIError, MessageFlags, type InteractionReplyOptions } from 'discord.js';
import type { Reply } from '../../commands/contract.ts';
import type { Answer } from '../../messages/payload.ts';
import type { Logger } from '../log.ts';
import type { Answerable } from './asker.ts';

/**
 * How long an answer may take before the person is shown that the bot works on it. Discord gives 3 s in all, and the
 * way there and back may be slow just when the answer is.
 */
const patienceMs = 1_200;

const acknowledgedAlready = 40_060;
/** The interaction is over or answered already: nothing is left to say, and nobody to say it to. */
const overCodes = new Set<string | number>([10_062, acknowledgedAlready, 50_027, 10_008, 10_015]);

/**
 * Answers an interaction within Discord's 3 seconds. An answer that takes longer is announced first
 * ("thinking …") and sent when it is there.
 */
export async function respond(interaction: Answerable, work: Promise<Reply>, log: Logger): Promise<void> {
  const holding = hold(interaction, log);
  try {
    const reply = await work;
    if (await holding.release()) await afterHolding(interaction, reply, log);
    else await atOnce(interaction, reply);
  } catch (error) {
    await holding.release();
    const over = error instanceof DiscordAPIError && overCodes.has(error.code);
    log[over ? 'warn' : 'error'](
      { err: error, interaction: interaction.id },
      over ? 'answered too late' : 'could not answer',
    );
  }
}

/** Tells the person to wait, unless released before the patience ends. */
function hold(interaction: Answerable, log: Logger): { release(): Promise<boolean> } {
  let holding: Promise<boolean> | undefined;
  const timer = setTimeout(() => {
    const announced = interaction.isMessageComponent()
      ? interaction.deferUpdate()
      : interaction.deferReply({ flags: MessageFlags.Ephemeral });
    holding = announced.then(
      () => true,
      (error: unknown) => {
        // The first try arrived, and only its answer was lost: discord.js repeats once, and must be told.
        const arrived = error instanceof DiscordAPIError && error.code === acknowledgedAlready;
        if (arrived) interaction.deferred = true;
        else log.warn({ err: error, interaction: interaction.id }, 'could not ask for patience');
        return arrived;
      },
    );
  }, patienceMs);
  return {
    release: async () => {
      clearTimeout(timer);
      return (await holding) ?? false;
    },
  };
}

async function atOnce(interaction: Answerable, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'answer':
      await interaction.reply(withFlags(reply.answer, reply.private));
      return;
    case 'update':
      if (interaction.isMessageComponent()) await interaction.update(messageOf(reply.answer));
      else if (interaction.isModalSubmit() && interaction.isFromMessage())
        await interaction.update(messageOf(reply.answer));
      else await interaction.reply(withFlags(reply.answer, true));
      return;
    case 'form':
      if (!interaction.isModalSubmit()) await interaction.showModal(reply.form);
      return;
    case 'left':
      return;
  }
}

/** After a deferral the first follow-up of a command takes the place of "thinking …", private as that was. */
async function afterHolding(interaction: Answerable, reply: Reply, log: Logger): Promise<void> {
  switch (reply.kind) {
    case 'answer':
      if (!interaction.isMessageComponent() && reply.private) {
        await interaction.editReply(messageOf(reply.answer));
        return;
      }
      if (!interaction.isMessageComponent()) await interaction.deleteReply();
      await interaction.followUp(withFlags(reply.answer, reply.private));
      return;
    case 'update':
      await interaction.editReply(messageOf(reply.answer));
      return;
    case 'form':
      log.error({ interaction: interaction.id }, 'a form came too late to be opened');
      return;
    case 'left':
      return;
  }
}

/**
 * An answer as discord.js sends it. The files are always named, none too: a message that is changed keeps only
 * those, so that the picture of another page never stays behind.
 */
function messageOf(answer: Answer) {
  return {
    components: [...answer.components],
    files: (answer.files ?? []).map((file) => ({ attachment: Buffer.from(file.bytes), name: file.name })),
    flags: MessageFlags.IsComponentsV2 as const,
    allowedMentions: { parse: [] },
  };
}

function withFlags(answer: Answer, isPrivate: boolean): InteractionReplyOptions {
  const flags = isPrivate
    ? ([MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const)
    : ([MessageFlags.IsComponentsV2] as const);
  return { ...messageOf(answer), flags };
}
