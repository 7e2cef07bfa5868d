import { button, row, words } from '../components.ts';
import type { Answer, Form } from '../payload.ts';
import { longestNote } from '../posts/organisers-note.ts';
import type { Telling } from '../say.ts';
import { formOf } from './form.ts';
import { channelNames, slotId, slotLook, slotMoment, slotName, type SlotFacts } from './slot.ts';

/** Asks what organisers want to say with a post; the note that it has stands in it. */
export function noteForm(facts: SlotFacts, { speech }: Telling): Form {
  return formOf(slotId('slotNoteForm', facts), speech.t('calendar.noteForm.heading'), [
    {
      id: 'note',
      label: speech.t('calendar.noteForm.label'),
      hint: speech.t('calendar.noteForm.hint'),
      value: facts.occurrence.note ?? '',
      required: false,
      maxLength: longestNote,
      long: true,
    },
  ]);
}

/** Asks before a post is sent ahead of its time. */
export function postNowAsk(facts: SlotFacts, telling: Telling): Answer {
  const { speech } = telling;
  const ask = speech.t('calendar.postNow.ask', {
    what: slotName(facts, telling),
    moment: slotMoment(facts, telling),
    channels: channelNames(facts.channels),
  });
  return {
    components: [
      words(ask),
      row(
        button(slotId('slotPostNowSure', facts), speech.t('calendar.buttons.postNowSure'), 'main'),
        button(slotLook('slot', facts), speech.t('calendar.buttons.cancel')),
      ),
    ],
  };
}

/** It is due now. */
export function postedNow(facts: SlotFacts, telling: Telling): Answer {
  const { speech } = telling;
  const { campaign, channels } = facts;
  const variables = { what: slotName(facts, telling), channels: channelNames(channels) };
  const waits = campaign.approvals > 0 && channels.some(({ audience }) => audience === 'public');
  const said = waits
    ? speech.t('calendar.postNow.approvals', { ...variables, count: campaign.approvals })
    : speech.t('calendar.postNow.done', variables);
  return { components: [words(said)] };
}
