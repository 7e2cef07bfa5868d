import { ComponentType, type APILabelComponent } from 'discord-api-types/v10';
import { button, choose, row, words } from '../components.ts';
import type { Claim } from '../../content/schema/claim.ts';
import { formOf } from '../campaigns/form.ts';
import type { Answer, Form } from '../payload.ts';
import { place, shortId } from '../place.ts';
import { pressId } from '../sheet.ts';
import type { Telling } from '../say.ts';
import { shorten } from '../text.ts';
import { opening } from './facts.ts';

/** The route of a submitted form: `report-send:<language>`, with the claim behind it unless it is chosen in the form. */
export const reportRoute = 'report-send';

/** The route of *Report an error* under an answer that is no page of the record: the claims, eight characters each. */
export const reportOfRoute = 'report-of';

/** What can be typed, in characters. */
export const reportLengths = { wrong: 700, link: 500 } as const;

/** The form in which somebody says what is wrong: of one claim, or of one among those that were shown. */
export function reportForm(claims: readonly Claim[], telling: Telling): Form {
  const { speech, record, language } = telling;
  const [claim, ...others] = claims;
  const one = claim && others.length === 0 ? [shortId(record.pack.id, claim.id)] : [];
  const form = formOf([reportRoute, language, ...one].join(':'), speech.t('report.form.heading'), [
    {
      id: 'wrong',
      label: speech.t('report.form.wrong'),
      hint: speech.t('report.form.wrongHint'),
      required: true,
      maxLength: reportLengths.wrong,
      long: true,
    },
    {
      id: 'link',
      label: speech.t('report.form.link'),
      hint: speech.t('report.form.linkHint'),
      required: false,
      maxLength: reportLengths.link,
    },
  ]);
  return one.length > 0 ? form : { ...form, components: [which(claims, telling), ...form.components] };
}

function which(claims: readonly Claim[], telling: Telling): APILabelComponent {
  const label = telling.speech.t('report.form.which');
  const options = claims.map((claim) => {
    const { label: name, detail } = opening(claim, telling);
    const value = shortId(telling.record.pack.id, claim.id);
    return { label: name, value, ...(detail !== undefined && { detail }) };
  });
  return { type: ComponentType.Label, label: shorten(label, 45), component: choose('which', label, options) };
}

/** Why a report was not sent, with what was typed, so that it is not lost, and the button to try again. */
export function reportRefused(why: string, typed: readonly string[], claim: Claim, telling: Telling): Answer {
  const { speech } = telling;
  const kept = typed.filter((text) => text.trim() !== '').map((text) => shorten(text, 1_500));
  const again = pressId('report', place('claim', { subject: claim.id }), telling);
  return {
    components: [
      words(why),
      ...(kept.length > 0 ? [words([speech.t('report.yours'), ...kept].join('\n'))] : []),
      row(button(again, speech.t('report.again'))),
    ],
  };
}
