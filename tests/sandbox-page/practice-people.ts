import { Temporal } from 'temporal-polyfill';
import type { CommandUse, InteractionResult, MovableClock, People } from '../../src/sandbox/person.ts';
import { memberCommands, organiserCommands } from './practice-commands.ts';
import {
  announceForm,
  answerComponents,
  componentsV2,
  picture,
  pictureBytes,
  userOf,
  usedBy,
} from './practice-messages.ts';
import { ana, campaign, PracticeServer, questions, rosa } from './practice-server.ts';

const events = ['Juliaca, 9 January 2023', 'Ayacucho, 15 December 2022', 'Lima, 28 January 2023'];

/** A small server in memory, with a bot that answers at once, for the tests of the page. */
export class PracticePeople implements People {
  readonly all = [ana, rosa];
  readonly clock = new PracticeClock(() => this.server);
  readonly server: PracticeServer = new PracticeServer(() => this.clock.now());
  botOnline = true;
  /** Every use as the page sent it. */
  readonly uses: (CommandUse & { readonly personId: string })[] = [];

  view(personId: string) {
    const person = this.#person(personId);
    const commands = person.role === 'organiser' ? [...memberCommands, ...organiserCommands] : memberCommands;
    const channels = this.server.channels.filter(({ id }) => this.server.sees(person, id));
    const roles = [{ id: '70', name: 'Organisers' }];
    return { serverName: 'Solidarity practice', channels, roles, commands, botOnline: this.botOnline };
  }

  async messages(personId: string, channelId: string, { limit = 50 }: { readonly limit?: number } = {}) {
    return this.server.list(personId, channelId).slice(-limit);
  }

  async say(personId: string, channelId: string, text: string): Promise<InteractionResult> {
    if (channelId === questions) return { kind: 'refused', reason: 'A forum holds threads only.' };
    this.server.add(channelId, { author: userOf(this.#person(personId)), content: text });
    return { kind: 'answered' };
  }

  async command(personId: string, use: CommandUse): Promise<InteractionResult> {
    this.uses.push({ ...use, personId });
    if (use.name === 'silence') return { kind: 'refused', reason: 'The bot did not answer in 3 seconds.' };
    if (use.target !== undefined) {
      this.server.add(
        use.channelId,
        { content: `Checked ${this.server.find(use.target)?.message.content}` },
        { only: personId },
      );
      return { kind: 'answered' };
    }
    if (use.name === 'announce') return { kind: 'form', formId: 'form-1', form: announceForm };
    const person = this.#person(personId);
    const id = this.server.add(use.channelId, usedBy(person, use.name), { only: personId, thinking: true });
    const event = String(use.options['event'] ?? 'all events');
    this.server.edit(id, { flags: componentsV2, components: answerComponents(event) });
    return { kind: 'answered' };
  }

  async suggest(_personId: string, use: CommandUse & { readonly focused: string }) {
    const typed = String(use.options[use.focused] ?? '').toLowerCase();
    return events.filter((name) => name.toLowerCase().includes(typed)).map((name) => ({ name, value: name }));
  }

  async press(_personId: string, use: Parameters<People['press']>[1]): Promise<InteractionResult> {
    const { customId, messageId, values = [] } = use;
    if (customId === 'report') return { kind: 'form', formId: 'form-1', form: announceForm };
    if (customId === 'share') return { kind: 'refused', reason: 'You may not speak in this channel.' };
    this.server.edit(messageId, { components: answerComponents([customId, ...values].join(' ')) });
    return { kind: 'answered' };
  }

  async submit(personId: string, use: Parameters<People['submit']>[1]): Promise<InteractionResult> {
    if (use.fields['title'] === 'refuse me') return { kind: 'refused', reason: 'This title is taken.' };
    const { title, text, where } = use.fields;
    this.server.add(campaign, { content: `**${title}**\n${text}\n-# ${where}, by <@${personId}>` });
    return { kind: 'answered' };
  }

  async file(_personId: string, attachmentId: string): ReturnType<People['file']> {
    return attachmentId === picture.id ? { type: 'image/png', bytes: pictureBytes } : null;
  }

  watch(...given: Parameters<People['watch']>): void {
    this.server.watch(...given);
  }

  #person(personId: string) {
    const person = this.all.find(({ id }) => id === personId);
    if (person === undefined) throw new RangeError(`no person ${personId}`);
    return person;
  }
}

/** A clock that stands still until it is moved, with a few posts on its way. */
export class PracticeClock implements MovableClock {
  real = true;
  /** Resolves before each arrival: a test may hold the clock up. */
  gate: Promise<void> = Promise.resolve();
  posts = [
    {
      at: '2027-01-09T15:00:00Z',
      channelId: campaign,
      content: '**Four years ago today.** Juliaca, 9 January 2023.\nWe remember those who were killed.',
    },
    {
      at: '2027-01-11T14:00:00Z',
      channelId: campaign,
      content: '**This week**\n- Vigil, Saturday\n- Letter to the ministry\n-# <t:1799683200:R>',
    },
  ];
  #now = Temporal.Instant.from('2027-01-02T12:00:00Z');
  readonly #server: () => PracticeServer;

  constructor(server: () => PracticeServer) {
    this.#server = server;
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  async moveTo(moment: Temporal.Instant): Promise<void> {
    await this.gate;
    const due = this.posts.filter(
      ({ at }) => Temporal.Instant.compare(Temporal.Instant.from(at), moment) <= 0,
    );
    this.posts = this.posts.filter((post) => !due.includes(post));
    this.real = false;
    for (const { at, channelId, content } of due) {
      this.#now = Temporal.Instant.from(at);
      this.#server().add(channelId, { content });
    }
    this.#now = moment;
    this.#server().tell({ kind: 'clock', now: moment });
  }

  async toNextPost(): Promise<boolean> {
    const next = await this.nextPostAt();
    if (next !== null) await this.moveTo(next);
    return next !== null;
  }

  async nextPostAt(): Promise<Temporal.Instant | null> {
    const [next] = this.posts;
    return next === undefined ? null : Temporal.Instant.from(next.at);
  }

  async backToRealTime(): Promise<void> {
    this.#now = Temporal.Instant.from('2027-01-02T12:00:00Z');
    this.real = true;
    this.#server().tell({ kind: 'clock', now: this.#now });
  }
}
