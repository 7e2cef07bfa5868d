import type { Id } from '../../campaigns/campaign.ts';
import { contentLength, headlineLength } from '../posts/compose.ts';
import type { OwnWords } from '../posts/content.ts';
import { correctionLength } from '../posts/corrections.ts';
import type { Form } from '../payload.ts';
import type { Speech } from '../words.ts';
import { choiceField, formOf, formWith, textField, type Field } from './form.ts';
import { logId } from './log-routes.ts';

/** A post that was found by a person: its link. */
export function thereForm(id: Id, generation: number, speech: Speech): Form {
  return formOf(logId('thereForm', id, generation), speech.t('manage.decide.heading'), [
    {
      id: 'link',
      label: speech.t('manage.decide.link'),
      hint: speech.t('manage.decide.linkHint'),
      required: true,
      maxLength: 200,
    },
  ]);
}

/**
 * The words of an announcement that is out, to be corrected.
 *
 * @param others in how many other channels it stands in the same language
 */
export function correctForm(id: Id, seen: number, words: OwnWords, others: number, speech: Speech): Form {
  const where = choiceField({
    id: 'where',
    label: speech.t('manage.correct.where'),
    required: true,
    options: [
      { value: 'all', label: speech.t('manage.correct.whereAll', { count: others + 1 }) },
      { value: 'one', label: speech.t('manage.correct.whereOne') },
    ],
    chosen: ['all'],
  });
  const fields: readonly Field[] = [
    {
      id: 'title',
      label: speech.t('manage.correct.title'),
      value: words.title,
      required: true,
      maxLength: headlineLength,
    },
    {
      id: 'text',
      label: speech.t('manage.correct.text'),
      value: words.text,
      required: true,
      maxLength: contentLength,
      long: true,
    },
    whatField(speech),
  ];
  return formWith(logId('correctForm', id, seen), speech.t('manage.correct.heading'), [
    ...fields.map(textField),
    ...(others > 0 ? [where] : []),
  ]);
}

/** What readers are told of a correction that is made from the record. */
export function whatForm(id: Id, seen: number, speech: Speech): Form {
  const customId = logId('correctForm', id, seen);
  return formOf(customId, speech.t('manage.correct.heading'), [
    { ...whatField(speech), value: speech.t('manage.all.default') },
  ]);
}

/** The same for all posts that state what changed. */
export function allForm(noticeId: Id, speech: Speech): Form {
  return formOf(logId('allForm', noticeId), speech.t('manage.all.heading'), [
    { ...whatField(speech), value: speech.t('manage.all.default') },
  ]);
}

function whatField(speech: Speech): Field {
  return {
    id: 'what',
    label: speech.t('manage.correct.what'),
    hint: speech.t('manage.correct.whatHint'),
    required: true,
    maxLength: correctionLength,
  };
}
