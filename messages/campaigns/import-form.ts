import { ComponentType, type APILabelComponent } from 'discord-api-types/v10';
import type { Form } from '../payload.ts';
import { button, row, words } from '../components.ts';
import type { Answer } from '../payload.ts';
import { shorten } from '../text.ts';
import type { Speech } from '../words.ts';
import { fileField, formWith } from './form.ts';
import { importId } from './import-routes.ts';
import { channelTypes } from './panel-channels.ts';

/** A file, and for a campaign of another server the channels that are to stand for its own. */
export function importForm(campaign: string, speech: Speech): Form {
  return formWith(importId('form', campaign), speech.t('export.form.heading'), [
    fileField({
      id: 'file',
      label: speech.t('export.form.file'),
      hint: speech.t('export.form.fileHint'),
      required: true,
    }),
    channelField('public', speech.t('export.form.public'), speech.t('export.form.publicHint')),
    channelField('organisers', speech.t('export.form.organisers'), speech.t('export.form.organisersHint')),
  ]);
}

function channelField(id: string, label: string, hint: string): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shorten(label, 45),
    description: shorten(hint, 100),
    component: {
      type: ComponentType.ChannelSelect,
      custom_id: id,
      channel_types: [...channelTypes],
      required: false,
      min_values: 0,
      max_values: 1,
    },
  };
}

/** A sentence about a file that was not taken, and the way to choose another one. */
export function chooseAgain(text: string, campaign: string, speech: Speech): Answer {
  return {
    components: [
      words(shorten(text, 3_800)),
      row(button(importId('again', campaign), speech.t('export.buttons.again'))),
    ],
  };
}
