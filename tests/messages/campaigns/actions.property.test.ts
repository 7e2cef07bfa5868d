import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../support/runs.ts';
import { actionKinds, actionStates } from '../../../campaigns/action/action.ts';
import { actionLengths, parseAction } from '../../../campaigns/action/parse.ts';
import { nothingTyped, retyped } from '../../../campaigns/action/typed.ts';
import { privacyAnswer } from '../../../messages/answers/privacy.ts';
import { calendarFile } from '../../../messages/campaigns/action-calendar.ts';
import { actionCard, lostUpdate, type ActionView } from '../../../messages/campaigns/action-card.ts';
import { closeQuestion } from '../../../messages/campaigns/action-close.ts';
import { actionForm, moreForm, reachedForm } from '../../../messages/campaigns/action-form.ts';
import { actionListAnswer } from '../../../messages/campaigns/action-list.ts';
import { previewAnswer } from '../../../messages/campaigns/action-preview.ts';
import { actionsAnswer, calendarAnswer, oneActionAnswer } from '../../../messages/campaigns/actions.ts';
import { button, row } from '../../../messages/components.ts';
import type { Form } from '../../../messages/payload.ts';
import { loadLanguages } from '../../../messages/words.ts';
import { actionOf } from '../../support/actions.ts';
import { brokenLimits } from '../../support/message-limits.ts';
import { campaign, now } from '../../support/post-voice.ts';

const languages = await loadLanguages();
const anyText = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: most }),
      fc.constantFrom(
        '',
        '*'.repeat(most),
        '_@everyone '.repeat(most),
        `https://example.org/${'漢'.repeat(90)}`,
      ),
      fc.constantFrom(
        '03/04/2028',
        '2027-01-09 18:00',
        'tomorrow',
        '20:00',
        '1,000 signatures',
        '# Title\n> quote',
      ),
    )
    .map((text) => text.slice(0, most));
const typed = fc
  .record({
    title: anyText(actionLengths.title),
    text: anyText(actionLengths.text),
    when: anyText(actionLengths.when),
    where: anyText(actionLengths.where),
    goal: anyText(actionLengths.goal),
    also: anyText(actionLengths.also),
    end: anyText(actionLengths.end),
    unit: anyText(actionLengths.unit),
    placeOnRequest: fc.boolean(),
    pledges: fc.constantFrom(true, false, null),
  })
  .map((fields) => retyped(nothingTyped, fields, { zone: campaign.zone, now }));

const view = fc
  .record({
    typed,
    kind: fc.constantFrom(...actionKinds),
    state: fc.constantFrom(...actionStates),
    reached: fc.option(fc.nat(), { nil: null }),
    name: anyText(100),
    changed: fc.boolean(),
  })
  .map(({ typed: given, kind, state, reached, name, changed }): ActionView => {
    const parsed = parseAction(given, kind, { zone: campaign.zone, now });
    const id = 'AAAAAAAAAAAAAAAA';
    const action = actionOf({ id, kind, state, reached, typed: given, ...parsed.content });
    return {
      action,
      campaign: { ...campaign, id: 'BBBBBBBBBBBBBBBB', name },
      typed: given,
      parsed,
      changed,
      now,
    };
  });
const speech = fc.constantFrom(...languages.all).map((language) => languages.in(language));

test('every answer about an action is within Discord’s limits, whatever was typed', () => {
  fc.assert(
    fc.property(view, speech, (given, words) => {
      const one = { ...given, counts: { promised: 23, done: 7 } };
      const answers = [
        actionCard(given, words),
        actionCard(given, words, 'published'),
        previewAnswer(given, words, words),
        closeQuestion(given.action, words),
        actionListAnswer([given], { campaignId: null, state: 'all', page: 0 }, now, words),
        ...[null, 'promised', 'done'].map((state) =>
          oneActionAnswer(one, state === 'promised' || state === 'done' ? state : null, now, words),
        ),
        calendarAnswer(one, words),
        lostUpdate(
          { by: '<@1>', when: 'now', typed: Object.values(given.typed).map(String) },
          row(button('x', 'x')),
          words,
        ),
      ];
      expect(answers.flatMap(brokenLimits)).toEqual([]);
      const file = calendarFile(given, words);
      expect(file === null || new TextDecoder().decode(file.bytes).startsWith('BEGIN:VCALENDAR\r\n')).toBe(
        true,
      );
    }),
    runs(300),
  );
});

test('every page of what members can do is within the limits, and every action stands on one', () => {
  fc.assert(
    fc.property(fc.array(view, { maxLength: 25 }), speech, (given, words) => {
      const open = given.map((one, index) => ({
        ...one,
        counts: undefined,
        action: {
          ...one.action,
          id: `${index}`.padStart(16, 'A'),
          title: one.action.title === '' ? 'Title' : one.action.title,
          state: 'open' as const,
        },
      }));
      const seen = new Set<string>();
      for (let page = 0; page < 60; page += 1) {
        const answer = actionsAnswer(open, page, now, words);
        expect(brokenLimits(answer)).toEqual([]);
        for (const [, id = ''] of JSON.stringify(answer).matchAll(/"value":"([A\d]{16})"/g)) seen.add(id);
      }
      expect(seen.size).toBe(open.length);
    }),
    runs(60),
  );
});

test('every form is within the limits, and no label of it is cut off', () => {
  const shown = (form: Form) => {
    expect(brokenForm(form)).toEqual([]);
    return form;
  };
  fc.assert(
    fc.property(view, speech, ({ action, typed: given }, words) => {
      shown(actionForm('x', action.kind, 'America/Argentina/Buenos_Aires', words, given));
      shown(moreForm('x', action.kind, given, words));
      shown(reachedForm('x', action, words));
    }),
    runs(100),
  );
});

test.each(languages.all)('what is said about privacy fits, however much somebody did (%s)', (language) => {
  const words = languages.in(language);
  const own = {
    pledged: Array.from({ length: 40 }, () => '*'.repeat(100)),
    logged: { count: 12_345, oldest: now },
    reports: 5,
  };
  expect(brokenLimits(privacyAnswer(own, words))).toEqual([]);
  expect(brokenLimits(privacyAnswer(null, words))).toEqual([]);
});

/** Everything in which a form breaks what Discord allows. */
function brokenForm({ title, components }: Form): readonly string[] {
  return [
    ...(title.length > 45 || title.endsWith('…') ? [`the title "${title}"`] : []),
    ...(components.length < 1 || components.length > 5 ? [`${components.length} fields`] : []),
    ...components.flatMap((component) => {
      if (!('label' in component)) return ['a field without a label'];
      const { label, description = '' } = component;
      const cut = (text: string, most: number) =>
        text.length > most || text.endsWith('…') ? [`"${text}"`] : [];
      return [...cut(label, 45), ...cut(description, 100)];
    }),
    ...valuesIn(components),
  ];
}

function valuesIn(components: Form['components']): readonly string[] {
  return [...JSON.stringify(components).matchAll(/"max_length":(\d+),"value":"((?:[^"\\]|\\.)*)"/g)].flatMap(
    ([, most, value]) =>
      String(JSON.parse(`"${value}"`)).length > Number(most) ? [`a value of over ${most}`] : [],
  );
}
